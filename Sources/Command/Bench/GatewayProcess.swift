import CDispatch
import Foundation
import Synchronization

/// The gateway under measurement: `lianfang run` on a bot's folder, in a process of its own.
final class GatewayProcess: Sendable {
    private let process: Mutex<Process>
    private let ended: AsyncStream<Int32>
    private let number: pid_t
    /// What the gateway logs.
    let log: URL

    /// Starts the executable that is running now on a folder; its log goes beside the folder's files.
    ///
    /// - Parameter environment: the variables that hold the channels' secrets; it has this process's own as well.
    init(folder: URL, environment: [String: String]) throws {
        log = folder.appending(path: "run.log")
        _ = FileManager.default.createFile(
            atPath: log.path, contents: nil, attributes: [.posixPermissions: 0o600])
        let handle = try FileHandle(forWritingTo: log)
        let process = Process()
        process.executableURL = URL(
            filePath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        process.arguments = ["run", folder.path]
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardOutput = handle
        process.standardError = handle
        let (ended, end) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = { process in
            end.yield(process.terminationReason == .exit ? process.terminationStatus : -1)
            end.finish()
        }
        self.ended = ended
        try process.run()
        number = process.processIdentifier
        self.process = Mutex(process)
    }

    /// A benchmark that failed midway leaves no gateway behind.
    deinit { kill() }

    /// Whether it has not ended yet.
    var isRunning: Bool { process.withLock { $0.isRunning } }

    /// What it has computed so far, in seconds over all its threads; 0 when it has ended.
    var cpuSeconds: Double {
        var clock = clockid_t()
        var time = timespec()
        guard clock_getcpuclockid(number, &clock) == 0, clock_gettime(clock, &time) == 0 else { return 0 }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Its resident memory now and at its greatest, in MiB; 0 when it has ended.
    var memory: (now: Double, peak: Double) {
        // A process that is gone has no such file.
        let lines = (try? String(contentsOfFile: "/proc/\(number)/status", encoding: .utf8)) ?? ""
        func figure(_ name: String) -> Double {
            let line = lines.split(separator: "\n").first { $0.hasPrefix(name + ":") }
            let kibibytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap {
                Double($0)
            }
            return (kibibytes ?? 0) / 1024
        }
        return (figure("VmRSS"), figure("VmHWM"))
    }

    /// The last lines that it logged.
    var lastWords: String {
        // No log is no words.
        let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").suffix(10).joined(separator: "\n")
    }

    /// Asks it to stop (SIGTERM), waits until it did, and returns its exit status.
    func stop() async -> Int32 {
        process.withLock { if $0.isRunning { $0.terminate() } }
        var status: Int32 = -1
        for await code in ended { status = code }
        return status
    }

    /// Ends it at once.
    func kill() {
        process.withLock { process in
            if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
        }
    }
}
