import Foundation
import Testing

/// A benchmark's line of figures as a script reads it: what all have in common, and what is one benchmark's own.
struct BenchLine<Own: Decodable & Sendable>: Decodable, Sendable {
    /// The figures that `bot.md` promises of each benchmark; the times are whatever the machine gives.
    private struct Common: Decodable {
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
        var audited: [String: Int]
        var audit: String
        var findings: [String]
    }

    let own: Own
    let messages: Int
    let seconds: Double
    let audited: [String: Int]

    init(from decoder: any Decoder) throws {
        own = try Own(from: decoder)
        let common = try Common(from: decoder)
        (messages, seconds, audited) = (common.messages, common.seconds, common.audited)
        #expect(common.audit == "clean" && common.findings.isEmpty)
        #expect(common.p50ms <= common.p95ms && common.p95ms <= common.p99ms && common.p99ms <= common.maxms)
        #expect(common.seconds > 0 && common.perSecond > 0 && common.rssMiB > 0 && common.startMs > 0)
        #expect(common.cpuMsPerMessage > 0)
        #expect(decoder.userInfo[Self.name] as? String == common.name)
    }

    /// Runs a benchmark, which must succeed; returns its figures and what it complained of.
    static func measured(
        _ name: String, _ options: [String], environment: [String: String] = [:]
    ) async throws -> (line: BenchLine, errors: String) {
        let run = try await CommandRun(
            arguments: ["bench", name, "--json"] + options, environment: environment)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        let decoder = JSONDecoder()
        decoder.userInfo[Self.name] = name
        return (try decoder.decode(BenchLine.self, from: Data(run.output.utf8)), run.errors)
    }

    private static var name: CodingUserInfoKey {
        guard let key = CodingUserInfoKey(rawValue: "name") else { preconditionFailure("any text is a key") }
        return key
    }
}
