import Foundation
import Testing

/// `bench dispatch` has a real gateway broadcast to webhooks, and counts what reached each.
@Suite(.timeLimit(.minutes(5)))
struct DispatchBenchTests {
    /// The figures of this benchmark alone.
    private struct Figures: Decodable {
        var rounds: Int
        var store: String
        var curlSeconds: Double?
        var ratio: Double?
    }

    @Test func `each round reaches every webhook once, and the audit has seen every post`() async throws {
        // So many rounds that one account alone would be taken for a machine.
        let (line, _) = try await measure("--targets", "20", "--rounds", "6")
        #expect((line.messages, line.own.rounds, line.own.store) == (20, 6, "sqlite"))
        // A round makes a post for each webhook, the preview, and the word that it was sent.
        #expect(line.audited["broadcasts"] == 6 && line.audited["posts"] == 6 * 22)
        #expect(line.audited["messages"] == 12)
    }

    @Test func `without curl the gateway is measured alone and says why`() async throws {
        let (line, errors) = try await measure(
            "--targets", "3", "--rounds", "1", environment: ["PATH": "/nowhere"])
        #expect(line.own.curlSeconds == nil && line.own.ratio == nil)
        #expect(errors.contains("curl is not on the PATH"))
    }

    @Test(
        .enabled(
            if: FileManager.default.isExecutableFile(atPath: "/usr/bin/curl"), "no curl on this machine"))
    func `curl posts to the same webhooks and is compared`() async throws {
        let (line, errors) = try await measure(
            "--targets", "5", "--rounds", "1", environment: ["PATH": "/usr/bin"])
        let (seconds, ratio) = (try #require(line.own.curlSeconds), try #require(line.own.ratio))
        #expect(seconds > 0 && abs(ratio - seconds / line.seconds) < 1e-9)
        #expect(errors.isEmpty)
    }

    @Test(arguments: [["--targets", "0"], ["--rounds", "0"]])
    func `nothing to measure is a usage error`(options: [String]) async throws {
        #expect(try await CommandRun(arguments: ["bench", "dispatch"] + options).status == 64)
    }

    private func measure(
        _ options: String..., environment: [String: String] = [:]
    ) async throws -> (BenchLine<Figures>, errors: String) {
        try await BenchLine<Figures>.measured("dispatch", options, environment: environment)
    }
}
