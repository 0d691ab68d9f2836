import Foundation
import Glibc
import Synchronization

/// A `lianfang` of its own process, which a test may kill.
final class DaemonProcess: Sendable {
    private let process: Mutex<Process>
    private let ended: AsyncStream<Int32>
    let log: URL

    /// Starts `lianfang run` on a bot's folder.
    init(_ bot: TestBot, arguments: [String] = [], environment: [String: String] = [:]) throws {
        log = bot.folder.appending(path: "run.log")
        if !FileManager.default.fileExists(atPath: log.path) {
            _ = FileManager.default.createFile(atPath: log.path, contents: nil)
        }
        let handle = try FileHandle(forWritingTo: log)
        try handle.seekToEnd()
        let process = Process()
        process.executableURL = Self.executable
        process.arguments = ["run", bot.folder.path] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        process.standardOutput = handle
        process.standardError = handle
        let (ended, end) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = { process in
            end.yield(process.terminationStatus)
            end.finish()
        }
        self.ended = ended
        try process.run()
        self.process = Mutex(process)
    }

    /// A test that failed midway leaves no daemon behind.
    deinit {
        process.withLock { process in
            if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) }
        }
    }

    /// The executable that was built beside the tests.
    static let executable: URL = {
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0])
        return bundle.deletingLastPathComponent().appending(path: "lianfang")
    }()

    /// Whether it has not ended yet.
    var isRunning: Bool { process.withLock { $0.isRunning } }

    /// Ends the process as a power cut would, and waits until it is gone.
    func kill() async {
        process.withLock { process in
            if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) }
        }
        for await _ in ended {}
    }

    /// Ends the process as a failed assertion would, and waits until it is gone.
    func crash() async {
        process.withLock { process in
            if process.isRunning { Glibc.kill(process.processIdentifier, SIGABRT) }
        }
        for await _ in ended {}
    }

    /// What the kernel allows the process, as it lists it.
    var limits: String {
        let id = process.withLock { $0.processIdentifier }
        // A process that is gone has no limits.
        return (try? String(contentsOfFile: "/proc/\(id)/limits", encoding: .utf8)) ?? ""
    }

    /// Asks the process to load its configuration anew (SIGHUP).
    func hangUp() {
        process.withLock { process in
            if process.isRunning { Glibc.kill(process.processIdentifier, SIGHUP) }
        }
    }

    /// Asks the process to stop (SIGTERM), waits until it did, and returns its exit status.
    func stop() async -> Int32 {
        process.withLock { process in
            if process.isRunning { process.terminate() }
        }
        var status: Int32 = -1
        for await code in ended { status = code }
        return status
    }

    /// Waits for a process that ends by itself; its exit status.
    func end() async -> Int32 {
        var status: Int32 = -1
        for await code in ended { status = code }
        return status
    }

    /// Everything that the process wrote so far.
    var output: String {
        // No log yet is an empty log.
        (try? String(contentsOf: log, encoding: .utf8)) ?? ""
    }
}
