import Foundation
import Glibc

/// What the kernel says of this process.
struct ProcessFigures {
    /// Memory that is really there, in bytes.
    var residentBytes: Double?
    /// Time on the processors since the start, user and system (seconds).
    var cpuSeconds: Double
    /// When this was first asked, seconds since 1970: as good as the start for whoever watches for restarts.
    var startSeconds: Double

    private static let start = Date().timeIntervalSince1970

    static func now() -> ProcessFigures {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let cpu = [usage.ru_utime, usage.ru_stime].map { Double($0.tv_sec) + Double($0.tv_usec) / 1_000_000 }
        return ProcessFigures(residentBytes: resident(), cpuSeconds: cpu.reduce(0, +), startSeconds: start)
    }

    /// The second number of `/proc/self/statm`, in pages; nil where there is no such file.
    private static func resident() -> Double? {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
        let fields = text.split(separator: " ")
        guard fields.count > 1, let pages = Double(fields[1]) else { return nil }
        return pages * Double(sysconf(Int32(_SC_PAGESIZE)))
    }
}
