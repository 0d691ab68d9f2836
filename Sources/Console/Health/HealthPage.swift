import Foundation
import Model

/// What `/healthz` says of the bots of a process.
struct HealthPage {
    let snapshots: [HealthSnapshot]

    init(_ snapshots: [HealthSnapshot]) { self.snapshots = snapshots }

    /// Whether every bot does its work.
    var isWell: Bool { snapshots.allSatisfy(\.isWell) }

    /// `ok`, or a line for each trouble.
    var text: String {
        guard !isWell else { return "ok\n" }
        return snapshots.flatMap { snapshot in
            snapshot.outages.map { "\(snapshot.bot): \(Self.line($0))\n" }
        }.joined()
    }

    private struct Body: Encodable {
        struct Bot: Encodable {
            var bot: String
            var ok: Bool
            var lookedAt: String?
            var troubles: [Line]
        }

        struct Line: Encodable {
            var trouble: String
            var subject: String
            var since: String
            var count: Int
            /// Whether it keeps the gateway from its work.
            var outage: Bool
        }

        var ok: Bool
        var bots: [Bot]
    }

    /// The same with what is no outage.
    var json: String {
        let body = Body(
            ok: isWell,
            bots: snapshots.map { snapshot in
                Body.Bot(
                    bot: snapshot.bot, ok: snapshot.isWell, lookedAt: snapshot.at?.formatted(.iso8601),
                    troubles: snapshot.troubles.map {
                        Body.Line(
                            trouble: $0.kind.rawValue, subject: $0.subject,
                            since: $0.since.formatted(.iso8601), count: $0.count, outage: $0.kind.isOutage)
                    })
            })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Text, numbers and booleans always encode.
        guard let data = try? encoder.encode(body) else { return "{}\n" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    private static func line(_ trouble: Trouble) -> String {
        let since = "since " + trouble.since.formatted(.iso8601)
        return switch trouble.kind {
        case .storeUnwritable: "the store takes no writes (\(trouble.subject)) \(since)"
        case .pollerSilent: "channel \(trouble.subject) was not read \(since)"
        case .timersLate: "timers are due \(since)"
        case .inboxLate: "a message waits for its decision \(since)"
        case .outboxLate: "a post waits \(since)"
        case .notLooked: "the gateway has not looked at itself \(since)"
        case .deadLetters: "\(trouble.count) dead letters"
        case .auditFindings: "the audit found \(trouble.count)"
        }
    }
}
