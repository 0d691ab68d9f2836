import ArgumentParser

/// What the benchmarks of a whole gateway are told alike.
struct GatewayBenchOptions: ParsableArguments {
    @Option(help: "The store as bot.yaml has it; a fresh SQLite file by default.") var store: String?
    @Option(
        help:
            "Where the made folder and its store are kept; a temporary folder, removed afterwards, by default."
    )
    var folder: String?
    @Flag(help: "One JSON object.") var json = false

    /// Prints figures; fails where something was not as it must be.
    func show(_ figures: some BenchFigures, findings: [String]) throws {
        print(json ? try figures.json() : figures.text)
        guard findings.isEmpty else { throw ExitCode.failure }
    }
}
