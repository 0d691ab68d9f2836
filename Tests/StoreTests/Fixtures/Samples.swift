import Foundation
import Model
import ReportLanguage

/// An error that a rule may throw.
struct RuleBroken: Error, CustomStringConvertible {
    var description: String { "the rule is broken" }
}

extension Date {
    /// The moment at which most tests begin: 2022-01-28 20:00 in Shanghai.
    static let start = Date(timeIntervalSince1970: 1_643_371_200)
}

extension ChannelName {
    static let town = ChannelName("town")
    static let tg = ChannelName("tg")
}

extension ChatKey {
    static let village = ChatKey(channel: .town, id: "!v03:localhost")
    static let checkpoints = ChatKey(channel: .town, id: "!k:localhost")
    static let other = ChatKey(channel: .tg, id: "-1001")
}

extension AccountKey {
    static let leader = AccountKey(channel: .town, user: "@p010:localhost")
    static let guardsman = AccountKey(channel: .town, user: "@p056:localhost")
}

extension IncomingEvent {
    static func sample(
        _ id: String, kind: IncomingKind = .message, chat: ChatKey = .village,
        user: String = "@p010:localhost",
        text: String = "报备 张三", at: Date = .start, replyTo: String? = nil
    ) -> IncomingEvent {
        IncomingEvent(
            key: "\(chat.text):\(id)", kind: kind, chat: chat, user: user, userName: "李四", text: text, at: at,
            mentionsBot: true, replyTo: replyTo, messageID: id, isDirect: false, isFromBot: false,
            raw: #"{"body":"报备 张三"}"#)
    }
}

extension Post {
    static func sample(
        _ key: String, chat: ChatKey = .village, text: String = "已收到 R1", priority: PostPriority = .reply,
        delivery: DeliveryClass = .atLeastOnce, notBefore: Date? = nil, expiresAt: Date = .start + 3600,
        cause: String = "message 1"
    ) -> Post {
        Post(
            key: key, chat: chat, text: text, mentions: [Mention(user: "@p010:localhost", name: "李四")],
            replyTo: "m1", priority: priority, delivery: delivery, notBefore: notBefore, expiresAt: expiresAt,
            cause: cause)
    }
}

extension DurableTimer {
    static func sample(
        _ key: String, kind: TimerKind = .shiftStep, subject: String = "K07@2022-01-28T20:00", step: Int = 1,
        dueAt: Date = .start
    ) -> DurableTimer {
        DurableTimer(key: key, kind: kind, subject: subject, step: step, dueAt: dueAt)
    }
}

extension ReportRecord {
    static func sample(
        _ number: Int, state: ReportRecord.State = .complete, version: Int = 1, message: Int64 = 1,
        name: String = "张三", at: Date = .start, account: AccountKey = .leader, chat: ChatKey = .village
    ) -> ReportRecord {
        let report = Report(
            form: "returnee",
            fields: [
                "name": .string(name), "phone": .string("13800001234"), "people": .integer(2),
                "temperatures": .decimals([36.5, 36.8]), "vaccinated": .boolean(true),
                "companions": .strings(["李四", "王五"]),
                "origin": .place(Place(code: "230102", name: "黑龙江省哈尔滨市道里区")),
                "items": .items([Item(item: "口罩", amount: 50, unit: "个")]),
            ],
            problems: [Problem(.invalid, "idNumber", raw: "12345", options: [.string("a")])])
        return ReportRecord(
            number: number, report: report, state: state, version: version, message: message, chat: chat,
            account: account, sender: PersonID("P010"), place: PlaceCode("V03"), at: at)
    }
}

extension Shift {
    static func sample(
        _ checkpoint: String = "K07", from: Date = .start, to: Date = .start + 12 * 3600,
        state: Shift.State = .planned
    ) -> Shift {
        Shift(
            id: ShiftID(rawValue: "\(checkpoint)@\(Int(from.timeIntervalSince1970))"),
            checkpoint: PlaceCode(checkpoint), from: from, to: to,
            staff: [PersonID("P056"), PersonID("P057")],
            required: 2, state: state)
    }
}

extension Decision {
    /// A decision made in one expression.
    static func make(
        _ outcome: Outcome = .reported, changes: [Change] = [], posts: [Post] = [],
        timers: [TimerChange] = [],
        audit: [AuditEntry] = []
    ) -> Decision {
        var decision = Decision(outcome)
        decision.changes = changes
        decision.posts = posts
        decision.timers = timers
        decision.audit = audit
        return decision
    }
}

extension CaseRecord {
    static func sample(_ number: Int, state: CaseRecord.State = .open, step: Int = 0) -> CaseRecord {
        CaseRecord(
            number: number, policy: "missed-shift", subject: "K07@2022-01-28T20:00", place: PlaceCode("K07"),
            state: state, step: step, openedAt: .start)
    }
}

extension Broadcast {
    static func sample(
        _ number: Int, state: Broadcast.State = .preview, at: Date? = .start + 60, sentAt: Date? = nil
    ) -> Broadcast {
        Broadcast(
            number: number, sender: PersonID("P003"), chat: .checkpoints,
            audience: [PlaceCode("V03"), PlaceCode("V04")], at: at, title: "戴口罩", script: "全体村民请注意",
            times: 3, seconds: 25, state: state, createdAt: .start, sentAt: sentAt)
    }
}

extension BroadcastTarget {
    static func sample(
        _ broadcast: Int, chat: ChatKey = .village, state: BroadcastTarget.State = .sent
    ) -> BroadcastTarget {
        BroadcastTarget(broadcast: broadcast, place: PlaceCode("V03"), chat: chat, state: state)
    }
}

extension Returnee {
    static func sample(
        _ report: Int, name: String = "张三", state: Returnee.State = .expected, arrival: String = "2022-01-30"
    ) -> Returnee {
        Returnee(
            report: report, name: name, phone: "13800001234", idNumber: nil,
            origin: Place(code: "230102", name: "黑龙江省哈尔滨市道里区", detail: "中央大街"),
            arrival: When(iso: arrival), village: PlaceCode("V03"), unit: PlaceCode("V03-02"), state: state)
    }
}
