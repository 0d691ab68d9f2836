import ArgumentParser
import Foundation
import Workload

/// `lianfang bench gateway`: how fast messages are taken in and answered, end to end.
struct GatewayBenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gateway",
        abstract: "Measures the gateway end to end against a simulated platform in another process.",
        discussion: """
            The gateway is `lianfang run` on a made township, with its store on disk at full durability (read back), \
            signatures on, limits: none and flood: none. The platform is this process: a relay on loopback that checks \
            every signature, cursor and order. Afterwards the store is counted and audited; exit 1 where anything was lost, \
            doubled or left over.

            The messages: \(LoadMix.summary).

            Closed loop: each conversation says its next message when the reply has arrived. Open loop (--rate): \
            messages are said on schedule whatever the replies do. Latency is from a message's hand-out in a poll's \
            answer to the arrival of its reply.

            --preload fills the store before the gateway starts: reports of earlier days, 10000 a day, with their \
            messages, receipts and audit. What the gateway does beside a full store is then held against an empty one, \
            its start-up included.

            Examples:
              lianfang bench gateway
              lianfang bench gateway --messages 20000 --rate 200 --json
              lianfang bench gateway --messages 50000 --preload 1000000
            """)

    @Option(help: "How many messages.") var messages = 100_000
    @Option(help: "In how many conversations.") var conversations = 100
    @Option(help: "Messages a second, on schedule; closed loop without it.") var rate: Double?
    @Option(help: "How many reports of earlier days the store holds before.") var preload = 0
    @Option(help: "The same seed makes the same messages.") var seed: UInt64 = 1
    @OptionGroup var options: GatewayBenchOptions

    func validate() throws {
        guard messages > 0 else { throw ValidationError("--messages: one at least") }
        guard (0...100_000_000).contains(preload) else {
            throw ValidationError("--preload: from 0 to 100000000")
        }
        guard (1...10_000).contains(conversations) else {
            throw ValidationError("--conversations: from 1 to 10000")
        }
        guard rate.map({ $0 > 0 && $0 <= 1_000_000 }) ?? true else {
            throw ValidationError("--rate: messages a second, above 0")
        }
    }

    func run() async throws {
        let bench = GatewayBench(
            messages: messages, conversations: conversations, rate: rate, store: options.store, seed: seed,
            preload: preload)
        let figures = try await BenchFolder.with(options.folder) { try await bench.run(in: $0) }
        try options.show(figures, findings: figures.findings)
    }
}
