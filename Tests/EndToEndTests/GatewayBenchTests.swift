import Foundation
import Testing

/// `bench gateway` measures a real gateway in another process, and counts what it left behind.
@Suite(.timeLimit(.minutes(5)))
struct GatewayBenchTests {
    /// The figures of this benchmark alone.
    private struct Figures: Decodable {
        var conversations: Int
        var rate: Double?
        var preload: Int
        var reports: Int
    }

    @Test func `a closed loop answers every message once and leaves a clean store`() async throws {
        let line = try await measure("--messages", "60", "--conversations", "4")
        #expect(line.own.rate == nil)
        #expect((line.messages, line.own.reports, line.own.conversations) == (60, 60, 4))
        // The auditor has read what the gateway wrote.
        #expect(line.audited["messages"] == 60 && line.audited["posts"] == 60)
        #expect(line.audited["reports"] == 60)
    }

    @Test func `an open loop says its messages whatever the replies do, and all are answered in order`()
        async throws
    {
        let line = try await measure("--messages", "60", "--conversations", "3", "--rate", "100")
        #expect(line.own.rate == 100)
        #expect((line.messages, line.own.reports, line.own.conversations) == (60, 60, 3))
    }

    @Test func `a store can hold reports of earlier days before, as if a gateway had kept them`() async throws
    {
        // More than one commit of them.
        let line = try await measure("--messages", "40", "--conversations", "4", "--preload", "4100")
        #expect((line.messages, line.own.preload, line.own.reports) == (40, 4100, 4140))
        for rows in ["messages", "posts", "reports"] { #expect(line.audited[rows] == 4140) }
    }

    @Test func `a store that somebody has used is refused`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let arguments = [
            "bench", "gateway", "--messages", "4", "--conversations", "2", "--folder", folder.path,
        ]
        #expect(try await CommandRun(arguments: arguments).status == 0)
        let again = try await CommandRun(arguments: arguments)
        #expect(again.status == 1 && again.errors.contains("a benchmark needs an empty one"))
    }

    @Test func `a rate of nothing is a usage error`() async throws {
        let run = try await CommandRun("bench", "gateway", "--rate", "0")
        #expect(run.status == 64)
    }

    private func measure(_ options: String...) async throws -> BenchLine<Figures> {
        try await BenchLine<Figures>.measured("gateway", options).line
    }
}
