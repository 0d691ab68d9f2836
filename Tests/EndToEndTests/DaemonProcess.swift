import Foundation
import Gateway
import Glibc
import Synchronization

/// A `lianfang` of its own process, which a test may kill.
final class DaemonProcess: Sendable {
    private let process: Mutex<Process>
    private let life: Life
    let log: URL
    /// Where this life's output begins in the log.
    private let begins: UInt64

    /// Starts `lianfang run` on a bot's folder.
    init(_ bot: TestBot, arguments: [String] = [], environment: [String: String] = [:]) throws {
        log = bot.folder.appending(path: "run.log")
        if !FileManager.default.fileExists(atPath: log.path) {
            _ = FileManager.default.createFile(atPath: log.path, contents: nil)
        }
        let handle = try FileHandle(forWritingTo: log)
        begins = try handle.seekToEnd()
        let process = Process()
        process.executableURL = Self.executable
        process.arguments = ["run", bot.folder.path] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        process.standardOutput = handle
        process.standardError = handle
        let life = Life()
        process.terminationHandler = { process in life.end(process.terminationStatus) }
        self.life = life
        try process.run()
        self.process = Mutex(process)
    }

    /// What is known of the process's end; the process's handler outlives whoever started it.
    private final class Life: Sendable {
        let status = Mutex<Int32?>(nil)
        let over = Bell()

        func end(_ code: Int32) {
            status.withLock { $0 = code }
            over.ring()
        }
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

    /// The number that the system gave the process.
    var number: Int32 { process.withLock { $0.processIdentifier } }

    /// Ends the process as a power cut would, and waits until it is gone.
    func kill() async {
        signal(SIGKILL)
        _ = await end()
    }

    /// Ends the process as a failed assertion would, and waits until it is gone.
    func crash() async {
        signal(SIGABRT)
        _ = await end()
    }

    /// What the kernel allows the process, as it lists it.
    var limits: String {
        // A process that is gone has no limits.
        (try? String(contentsOfFile: "/proc/\(number)/limits", encoding: .utf8)) ?? ""
    }

    /// Asks the process to load its configuration anew (SIGHUP).
    func hangUp() { signal(SIGHUP) }

    /// Asks the process to stop (SIGTERM), waits until it did, and returns its exit status.
    func stop() async -> Int32 {
        signal(SIGTERM)
        return await end()
    }

    /// Sends a signal, where the process still runs.
    func signal(_ signal: Int32) {
        process.withLock { process in
            if process.isRunning { Glibc.kill(process.processIdentifier, signal) }
        }
    }

    /// Waits for a process that ends by itself; its exit status, or the signal's number where a signal ended it.
    func end() async -> Int32 { await end(within: 600) ?? -1 }

    /// The exit status once the process has ended; nil when it did not within so many seconds.
    func end(within seconds: Double) async -> Int32? {
        let deadline = Date().addingTimeInterval(seconds)
        while true {
            let seen = life.over.count
            if let status = life.status.withLock({ $0 }) { return status }
            guard Date() < deadline, !Task.isCancelled else { return nil }
            await life.over.wait(past: seen, until: deadline, on: SystemClock())
        }
    }

    /// Everything that the process wrote so far, with what its forerunners wrote to the same log.
    var output: String {
        // No log yet is an empty log.
        (try? String(contentsOf: log, encoding: .utf8)) ?? ""
    }

    /// What this process alone wrote so far.
    var ownOutput: String {
        // No log yet is an empty log.
        guard let bytes = try? Data(contentsOf: log) else { return "" }
        return String(decoding: bytes.dropFirst(Int(begins)), as: UTF8.self)
    }
}
