import ArgumentParser
import Foundation

/// `lianfang bench dispatch`: how fast one notice reaches many webhooks.
struct DispatchBenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dispatch",
        abstract: "Measures one notice to many webhooks, and curl on the same webhooks.",
        discussion: """
            The gateway is `lianfang run` on a made township whose villages each have a WeCom group robot, with its store \
            on disk at full durability (read back), limits: none and flood: none. The mayor types a broadcast to the whole \
            township on the relay and confirms it. Time runs from the hand-out of the confirmation in a poll's answer to \
            the last webhook that accepted; reading, deciding, keeping and claiming every post are in it. Afterwards the \
            store is counted and audited; exit 1 where a webhook got none or two, or anything was left over.

            Then `curl --parallel --parallel-max \(CurlFanOut.parallel)` posts the same body to the same list of URLs on the \
            same server, from its start to the last webhook that accepted. Both by turns; each figure is the median of \
            the rounds.

            Examples:
              lianfang bench dispatch
              lianfang bench dispatch --targets 500 --rounds 9 --json
            """)

    @Option(help: "How many webhooks.") var targets = 500
    @Option(help: "How often, the gateway and curl by turns.") var rounds = 7
    @OptionGroup var options: GatewayBenchOptions

    func validate() throws {
        guard (1...10_000).contains(targets) else { throw ValidationError("--targets: from 1 to 10000") }
        guard (1...1000).contains(rounds) else { throw ValidationError("--rounds: from 1 to 1000") }
    }

    func run() async throws {
        let curl = CurlFanOut.installed
        if curl == nil {
            BotOpening.complain(
                "curl is not on the PATH, so there is nothing to compare with (apt-get install curl)")
        }
        let bench = DispatchBench(targets: targets, rounds: rounds, store: options.store, curl: curl)
        let figures = try await BenchFolder.with(options.folder) { try await bench.run(in: $0) }
        try options.show(figures, findings: figures.findings)
    }
}
