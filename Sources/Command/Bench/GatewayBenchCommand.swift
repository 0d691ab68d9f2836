import ArgumentParser
import Foundation
import UnixSignals
import Workload

/// `lianfang bench gateway`: how fast messages are taken in and answered, end to end.
struct GatewayBenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gateway",
        abstract: "Measures the gateway end to end against a simulated platform in another process.",
        discussion: """
            The gateway is `lianfang run` on a made township, with its store on disk at full durability (read back), \
            signatures on, limits: none and flood: none. The platform is this process: a relay on loopback that checks \
            every signature, cursor and order. Afterwards the store is counted; exit 1 where anything was lost, \
            doubled or left over.

            The messages: \(LoadMix.summary).

            Closed loop: each conversation says its next message when the reply has arrived. Open loop (--rate): \
            messages are said on schedule whatever the replies do. Latency is from a message's hand-out in a poll's \
            answer to the arrival of its reply.

            Examples:
              lianfang bench gateway
              lianfang bench gateway --messages 20000 --rate 200 --json
            """)

    @Option(help: "How many messages.") var messages = 100_000
    @Option(help: "In how many conversations.") var conversations = 100
    @Option(help: "Messages a second, on schedule; closed loop without it.") var rate: Double?
    @Option(help: "The store as bot.yaml has it; a fresh SQLite file by default.") var store: String?
    @Option(help: "The same seed makes the same messages.") var seed: UInt64 = 1
    @Option(
        help:
            "Where the made folder and its store are kept; a temporary folder, removed afterwards, by default."
    )
    var folder: String?
    @Flag(help: "One JSON object.") var json = false

    func validate() throws {
        guard messages > 0 else { throw ValidationError("--messages: one at least") }
        guard (1...10_000).contains(conversations) else {
            throw ValidationError("--conversations: from 1 to 10000")
        }
        guard rate.map({ $0 > 0 && $0 <= 1_000_000 }) ?? true else {
            throw ValidationError("--rate: messages a second, above 0")
        }
    }

    func run() async throws {
        let bench = GatewayBench(
            messages: messages, conversations: conversations, rate: rate, store: store, seed: seed)
        let figures = try await BenchFolder.with(folder) { try await bench.run(in: $0) }
        print(json ? try figures.json() : figures.text)
        guard figures.findings.isEmpty else { throw ExitCode.failure }
    }
}

/// The folder in which a benchmark makes its bot and its store.
enum BenchFolder {
    /// Gives a folder to a benchmark: the named one, which stays, or a temporary one, which is removed.
    ///
    /// SIGINT and SIGTERM end the benchmark in good order, so that neither a gateway nor a folder is left behind.
    static func with<Figures: Sendable>(
        _ path: String?, _ body: @escaping @Sendable (URL) async throws -> Figures
    ) async throws -> Figures {
        let folder =
            path.map { URL(filePath: $0, directoryHint: .isDirectory) }
            ?? FileManager.default.temporaryDirectory.appending(path: "lianfang-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer {
            // What cannot be removed lies in the temporary folder.
            if path == nil { try? FileManager.default.removeItem(at: folder) }
        }
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        return try await withThrowingTaskGroup(of: Figures?.self) { tasks in
            tasks.addTask { try await body(folder) }
            tasks.addTask {
                for await _ in signals { throw CancellationError() }
                return nil
            }
            defer { tasks.cancelAll() }
            while let result = try await tasks.next() {
                if let result { return result }
            }
            throw CancellationError()
        }
    }
}
