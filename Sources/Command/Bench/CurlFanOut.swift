import ChatSim
import Foundation

/// `curl --parallel --parallel-max 50` over a list of webhooks: what `bench dispatch` is held against.
struct CurlFanOut {
    /// How many transfers it has under way at once.
    static let parallel = 50
    /// Seconds after which a transfer is given up.
    private static let longest = 60

    private let executable: URL
    private let list: URL
    private let body: URL
    private let errors: URL

    /// Where curl is by the PATH; nil where it is missing.
    static var installed: URL? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return path.split(separator: ":").lazy
            .map { URL(filePath: String($0), directoryHint: .isDirectory).appending(path: "curl") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }

    /// Writes the list of the URLs into a folder.
    init(_ executable: URL, urls: [String], in folder: URL) throws {
        self.executable = executable
        list = folder.appending(path: "curl.urls")
        body = folder.appending(path: "curl.body")
        errors = folder.appending(path: "curl.errors")
        let lines = urls.map { "url = \"\($0)\"\noutput = \"/dev/null\"\n" }
        try lines.joined().write(to: list, atomically: true, encoding: .utf8)
    }

    /// Posts a body to all URLs; returns what curl computed, in seconds, and what it complained of.
    func run(_ bytes: [UInt8]) async throws -> (cpuSeconds: Double, complaint: String?) {
        try Data(bytes).write(to: body)
        _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
        let process = Process()
        process.executableURL = executable
        // No file of the user's and no proxy, as the gateway has none for this machine.
        process.arguments = [
            "-q", "--silent", "--show-error", "--fail", "--noproxy", "*", "--parallel", "--parallel-max",
            "\(Self.parallel)", "--max-time", "\(Self.longest)", "--header",
            "Content-Type: application/json", "--data-binary", "@\(body.path)", "--config", list.path,
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: errors)
        let (ended, end) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = { process in
            end.yield(process.terminationReason == .exit ? process.terminationStatus : -1)
            end.finish()
        }
        let before = Self.childSeconds
        try process.run()
        var status: Int32 = -1
        for await code in ended { status = code }
        let cpu = Self.childSeconds - before
        guard status != 0 else { return (cpu, nil) }
        // No file is no words.
        let words = (try? String(contentsOf: errors, encoding: .utf8)) ?? ""
        return (cpu, "curl ended with status \(status): \(words.split(separator: "\n").first ?? "")")
    }

    /// What the children that have ended computed; the gateway is none of them while it runs.
    private static var childSeconds: Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
        return [usage.ru_utime, usage.ru_stime].reduce(0) {
            $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
        }
    }
}
