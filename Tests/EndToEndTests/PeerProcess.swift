import Foundation
import Glibc
import Synchronization

/// A script of `Tests/Peers` that runs while a test talks with it by lines.
final class PeerProcess: Sendable {
    private let process: Mutex<Process>
    private let input: FileHandle
    private let lines: AsyncStream<String>
    private let status: AsyncStream<Int32>

    /// Starts a script; its standard error goes where the tests' own goes.
    init(_ script: String, _ arguments: String...) throws {
        let (lines, line) = AsyncStream.makeStream(of: String.self)
        let (status, end) = AsyncStream.makeStream(of: Int32.self)
        let (stdin, stdout) = (Pipe(), Pipe())
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Peers.python ?? "/nonexistent")
        process.arguments = [Peers.script(script)] + arguments
        process.standardInput = stdin
        process.standardOutput = stdout
        process.terminationHandler = { process in
            end.yield(process.terminationStatus)
            end.finish()
        }
        try process.run()
        (self.lines, self.status, input) = (lines, status, stdin.fileHandleForWriting)
        let reading = stdout.fileHandleForReading
        // A thread of its own: a read that blocks would hold one of the few that all tasks share.
        Thread.detachNewThread {
            var pending: [UInt8] = []
            while true {
                let data = reading.availableData
                guard !data.isEmpty else { break }
                pending += data
                while let newline = pending.firstIndex(of: UInt8(ascii: "\n")) {
                    line.yield(String(decoding: pending[..<newline], as: UTF8.self))
                    pending.removeSubrange(...newline)
                }
            }
            line.finish()
        }
        self.process = Mutex(process)
    }

    deinit {
        process.withLock { process in
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        }
    }

    /// The next line that it prints; nil once it has ended.
    func nextLine() async -> String? { await lines.first { _ in true } }

    /// Gives it a line.
    func say(_ line: String) throws { try input.write(contentsOf: Data((line + "\n").utf8)) }

    /// Closes its standard input, and returns the rest of its lines and its exit status once it has ended.
    func end() async throws -> (lines: [String], status: Int32) {
        try input.close()
        var rest: [String] = []
        for await line in lines { rest.append(line) }
        var code: Int32 = -1
        for await value in status { code = value }
        return (rest, code)
    }
}
