import Foundation
import Testing

/// `bench gateway` measures a real gateway in another process, and counts what it left behind.
@Suite(.timeLimit(.minutes(5)))
struct GatewayBenchTests {
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
        var conversations: Int
        var rate: Double?
        var preload: Int
        var reports: Int
        var audited: [String: Int]
        var audit: String
        var findings: [String]
    }

    @Test func `a closed loop answers every message once and leaves a clean store`() async throws {
        let line = try await measure("--messages", "60", "--conversations", "4")
        #expect(line.rate == nil)
        #expect((line.messages, line.reports, line.conversations) == (60, 60, 4))
        // The auditor has read what the gateway wrote.
        #expect(line.audited["messages"] == 60 && line.audited["posts"] == 60)
        #expect(line.audited["reports"] == 60)
    }

    @Test func `an open loop says its messages whatever the replies do, and all are answered in order`()
        async throws
    {
        let line = try await measure("--messages", "60", "--conversations", "3", "--rate", "100")
        #expect(line.rate == 100)
        #expect((line.messages, line.reports, line.conversations) == (60, 60, 3))
    }

    @Test func `a store can hold reports of earlier days before, as if a gateway had kept them`() async throws
    {
        // More than one commit of them.
        let line = try await measure("--messages", "40", "--conversations", "4", "--preload", "4100")
        #expect((line.messages, line.preload, line.reports) == (40, 4100, 4140))
        for rows in ["messages", "posts", "reports"] { #expect(line.audited[rows] == 4140) }
    }

    @Test func `a rate of nothing is a usage error`() async throws {
        let run = try await CommandRun("bench", "gateway", "--rate", "0")
        #expect(run.status == 64)
    }

    private func measure(_ options: String...) async throws -> Line {
        let arguments = options
        let run = try await CommandRun(arguments: ["bench", "gateway", "--json"] + arguments)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        let line = try JSONDecoder().decode(Line.self, from: Data(run.output.utf8))
        #expect(line.name == "gateway")
        #expect(line.audit == "clean" && line.findings.isEmpty)
        #expect(line.p50ms <= line.p95ms && line.p95ms <= line.p99ms && line.p99ms <= line.maxms)
        #expect(line.seconds > 0 && line.perSecond > 0 && line.rssMiB > 0 && line.startMs > 0)
        #expect(line.cpuMsPerMessage > 0)
        return line
    }
}
