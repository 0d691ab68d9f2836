import Foundation
import Testing

/// `bench dispatch` has a real gateway broadcast to webhooks, and counts what reached each.
@Suite(.timeLimit(.minutes(5)))
struct DispatchBenchTests {
    /// What a script reads of the line of figures; the times are whatever the machine gives.
    private struct Line: Decodable {
        var name: String
        var messages: Int
        var seconds: Double
        var perSecond: Double
        var p50ms: Double
        var p95ms: Double
        var p99ms: Double
        var maxms: Double
        var rssMiB: Double
        var cpuMsPerMessage: Double
        var startMs: Double
        var rounds: Int
        var store: String
        var audited: [String: Int]
        var curlSeconds: Double?
        var ratio: Double?
        var audit: String
        var findings: [String]
    }

    @Test func `each round reaches every webhook once, and the audit has seen every post`() async throws {
        // So many rounds that one account alone would be taken for a machine.
        let (line, _) = try await measure("--targets", "20", "--rounds", "6")
        #expect((line.messages, line.rounds, line.store) == (20, 6, "sqlite"))
        // A round makes a post for each webhook, the preview, and the word that it was sent.
        #expect(line.audited["broadcasts"] == 6 && line.audited["posts"] == 6 * 22)
        #expect(line.audited["messages"] == 12)
    }

    @Test func `without curl the gateway is measured alone and says why`() async throws {
        let (line, errors) = try await measure(
            "--targets", "3", "--rounds", "1", environment: ["PATH": "/nowhere"])
        #expect(line.curlSeconds == nil && line.ratio == nil)
        #expect(errors.contains("curl is not on the PATH"))
    }

    @Test(
        .enabled(
            if: FileManager.default.isExecutableFile(atPath: "/usr/bin/curl"), "no curl on this machine"))
    func `curl posts to the same webhooks and is compared`() async throws {
        let (line, errors) = try await measure(
            "--targets", "5", "--rounds", "1", environment: ["PATH": "/usr/bin"])
        let (seconds, ratio) = (try #require(line.curlSeconds), try #require(line.ratio))
        #expect(seconds > 0 && abs(ratio - seconds / line.seconds) < 1e-9)
        #expect(errors.isEmpty)
    }

    @Test(arguments: [["--targets", "0"], ["--rounds", "0"]])
    func `nothing to measure is a usage error`(options: [String]) async throws {
        #expect(try await CommandRun(arguments: ["bench", "dispatch"] + options).status == 64)
    }

    private func measure(
        _ options: String..., environment: [String: String] = [:]
    ) async throws -> (Line, errors: String) {
        let arguments = options
        let run = try await CommandRun(
            arguments: ["bench", "dispatch", "--json"] + arguments, environment: environment)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        let line = try JSONDecoder().decode(Line.self, from: Data(run.output.utf8))
        #expect(line.name == "dispatch")
        #expect(line.audit == "clean" && line.findings.isEmpty)
        #expect(line.p50ms <= line.p95ms && line.p95ms <= line.p99ms && line.p99ms <= line.maxms)
        #expect(line.seconds > 0 && line.perSecond > 0 && line.rssMiB > 0 && line.startMs > 0)
        #expect(line.cpuMsPerMessage > 0)
        return (line, run.errors)
    }
}
