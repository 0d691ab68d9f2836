import Foundation
import Model
import ReportLanguage

@testable import Store

extension DataKey {
    /// A key that a test can name.
    static func sample(_ number: UInt8) -> DataKey {
        let bytes = (0..<32).map { UInt8(truncatingIfNeeded: Int(number) * 37 + $0) }
        guard let key = try? DataKey(Secret(Data(bytes).base64EncodedString())) else {
            preconditionFailure("32 bytes make a key")
        }
        return key
    }
}

extension StoreKeys {
    /// The current key by its number, and the old ones by theirs.
    static func sample(_ current: UInt8?, old: UInt8...) -> StoreKeys {
        StoreKeys(current: current.map { .sample($0) }, old: old.map { .sample($0) })
    }
}

/// A store with something personal in every place that can hold it, and what was put there.
enum MarkedTownship {
    /// What must be found nowhere in a sealed store's bytes.
    static let marks = [
        "标记甲", "13955550101", "230231198501011234", "标记原文", "标记回执", "标记标题", "标记讲稿", "标记接龙",
        "标记细节", "标记错误", "标记乙", "标记字段", "标记说过", "标记键",
    ]

    private static let person = PersonID("P010")

    static func fill(_ store: GatewayStore) async throws {
        try await store.synchronise(roster, now: .start)
        var event = IncomingEvent.sample("1", text: "报备 标记甲 13955550101")
        event.userName = "标记甲"
        event.raw = #"{"body":"标记原文 230231198501011234"}"#
        let failing = IncomingEvent.sample("2", chat: .other, text: "标记原文")
        _ = try await store.receive([event, failing], from: .town, cursor: "c1", now: .start)
        _ = try await store.processInbox(limit: 10, now: .start) { row, _ in
            if row.event.chat == .other { throw Failing() }
            return decision(row.id)
        }
        try await store.notePoll(channel: .tg, at: .start, error: "标记错误")
        let posts = try await store.claimPosts(limit: 9, owner: "me", now: .start, busy: [], limits: [:])
        try await store.settle(
            posts.map { Settlement(id: $0.id, verdict: .dead(reason: "标记错误")) }, now: .start)
    }

    /// What the rules would find: the same however the rows lie.
    static func found(in store: GatewayStore) async throws -> [String] {
        let facts = try await store.read { facts -> [String] in
            let chain = try facts.chain("标记接龙", of: "returnee", in: .village, newest: 9)
            return [
                "report \(try facts.report(1)?.report.fields["name"] == .string("标记甲"))",
                "filed \(try facts.report(filedUnder: "about:标记键")?.number ?? 0)",
                "returnees \(try facts.returnees(named: "标记甲").map(\.report))",
                "phones \(try facts.returnees(named: "标记甲").compactMap(\.phone))",
                "chain \(chain.map(\.version)) \(chain.first?.members.map(\.hash) ?? [])",
                "check-ins \(try facts.checkIns(to: Shift.sample().id).map(\.name))",
                "broadcast \(try facts.broadcast(1)?.title ?? "") \(try facts.broadcast(1)?.script ?? "")",
                "said \(try facts.lastSaid("asked:标记说过") == .start)",
            ]
        }
        let status = try await store.status(now: .start)
        let letter = try await store.deadLetter(.outbox(1))
        let trace = try await store.trace(.ref(Ref(.report, 1)))
        return facts + [
            "poll \(status.polls[.tg]?.error ?? "")",
            "letter \(letter?.content ?? "") \(letter?.reason ?? "")",
            "trace \(trace.messages.map(\.row.event.raw)) \(trace.audit.map(\.entry.detail))",
            "versions \(trace.reports.map(\.version))",
        ]
    }

    private struct Failing: Error, CustomStringConvertible { var description: String { "标记错误" } }

    private static func decision(_ message: Int64) -> Decision {
        let shift = Shift.sample()
        func report(_ version: Int) -> ReportRecord {
            var record = ReportRecord.sample(1, version: version, message: message, name: "标记甲")
            record.report.fields["idNumber"] = .string("230231198501011234")
            record.report.fields["note"] = .string("标记字段")
            return record
        }
        var returnee = Returnee.sample(1, name: "标记甲")
        returnee.phone = "13955550101"
        var broadcast = Broadcast.sample(1)
        (broadcast.title, broadcast.script) = ("标记标题", "标记讲稿")
        let known = CheckIn(shift: shift.id, name: "标记甲", person: person, at: .start, report: 1)
        let stranger = CheckIn(shift: shift.id, name: "标记乙", person: nil, at: .start + 1, report: 1)
        let chain = ChainVersion(
            chat: .village, title: "标记接龙", form: "returnee", version: 1,
            members: [.init(report: 1, hash: "标记键", readAt: .start)], at: .start)
        var post = Post.sample("reply:1", text: "标记回执 13955550101")
        post.mentions = [Mention(user: "u1", name: "标记甲")]
        return .make(
            changes: [
                .saveReport(report(1)), .saveReport(report(2)), .file(report: 1, under: "about:标记键"),
                .saveReturnee(returnee), .saveShift(shift), .addCheckIn(known), .addCheckIn(stranger),
                .saveBroadcast(broadcast), .saveChain(chain), .remember(said: "asked:标记说过", at: .start),
            ], posts: [post],
            audit: [AuditEntry(actor: "P010", action: "report.received", subject: "R1", detail: "标记细节")])
    }

    private static var roster: BotDefinition {
        guard let midnight = ClockTime(hour: 0) else { preconditionFailure("a constant") }
        let one = Person(
            id: person, name: "标记甲", phone: "13955550101", role: .unitLeader, place: PlaceCode("V03-01"))
        return BotDefinition(
            name: "fuqiang", timeZone: .gmt, locale: "zh-Hans",
            township: .init(code: PlaceCode("T01"), name: "富强镇", division: nil),
            store: .sqlite(path: ":memory:"),
            channels: [], chats: [], roster: Roster(people: [one]), flood: nil,
            quiet: QuietHours(from: midnight, to: midnight))
    }
}
