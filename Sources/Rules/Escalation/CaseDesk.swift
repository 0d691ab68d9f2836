import Foundation
import Model
import ReportLanguage

/// What ends or holds an escalation: enough people, an acknowledgement, somebody who takes it over.
struct CaseDesk {
    static let policy = "missed-shift"

    /// Marks a shift manned when enough people are there, and ends its case.
    ///
    /// Those who were told are told of the end.
    /// - Parameters:
    ///   - at: When the last one checked in.
    ///   - saidIn: The chat that gets the check-in's own receipt, and so no further line.
    /// - Returns: The case that ended, if one did.
    func settle(_ id: ShiftID, at: Date, saidIn: ChatKey, in ruling: inout Ruling) throws -> CaseRecord? {
        guard var shift = try ruling.shift(id), shift.state == .planned else { return nil }
        let status = try ShiftStatus(shift, in: ruling)
        guard status.isManned else { return nil }
        // The minute of the start is still in time: people type with the clock in front of them.
        shift.state = at < shift.from.addingTimeInterval(60) ? .manned : .late
        shift.mannedAt = at
        ruling.change(.saveShift(shift))
        ruling.timer(.cancel(key: ShiftTimers.stepKey(id)))
        ruling.timer(.cancel(key: ShiftTimers.reminderKey(id)))
        ruling.cancelPosts("remind:\(id.rawValue):")
        ruling.audit("bot", "shift." + shift.state.rawValue, id.rawValue)
        guard var record = try ruling.newestCase(policy: Self.policy, subject: id.rawValue),
            record.state != .resolved, record.state != .exhausted
        else { return nil }
        // Who set out for it need not walk on, whichever chat they set out from.
        let taker = record.state == .taken ? record.by : nil
        record.state = .resolved
        record.closedAt = ruling.now
        stop(record, in: &ruling)
        ruling.audit("bot", "case.resolved", record.ref.text)
        try tell("case.resolved", about: record, shift: shift, except: saidIn, and: taker, in: &ruling) {
            words in
            ["names": words.list(status.presentNames)]
        }
        return record
    }

    /// Takes a shift back to being watched when a check-in was withdrawn and too few are left.
    func reopen(_ id: ShiftID, in ruling: inout Ruling) throws {
        guard var shift = try ruling.shift(id), shift.state == .manned || shift.state == .late,
            shift.to > ruling.now,
            try !ShiftStatus(shift, in: ruling).isManned
        else { return }
        shift.state = .planned
        shift.mannedAt = nil
        ruling.change(.saveShift(shift))
        guard let policy = ruling.bot.policy(Self.policy) else { return }
        let clock = PolicyClock(policy: policy)
        let next = (0..<clock.count).first { (clock.due($0, from: shift.from) ?? .distantPast) > ruling.now }
        if let next, let timer = ShiftTimers(bot: ruling.bot).step(next, of: shift) {
            ruling.timer(.set(timer))
        }
    }

    /// Saves the case as it is now and stops what it had under way: the next look, the asks, the unsent posts.
    func stop(_ record: CaseRecord, in ruling: inout Ruling) {
        ruling.change(.saveCase(record))
        ruling.change(.endAsk(ref: record.ref.text))
        ruling.timer(.cancel(key: ShiftTimers.stepKey(ShiftID(rawValue: record.subject))))
        ruling.cancelPosts("escalate:\(record.ref.text):")
    }

    /// Tells those who heard of the case one line, each chat once.
    func tell(
        _ phrase: String, about record: CaseRecord, shift: Shift, except: ChatKey,
        and person: PersonID? = nil,
        in ruling: inout Ruling,
        _ values: (Wording) -> [String: any Sendable]
    ) throws {
        guard let policy = ruling.bot.policy(record.policy) else { return }
        let receivers = Receivers(bot: ruling.bot, facts: ruling.facts)
        let clock = PolicyClock(policy: policy)
        var chats: [ChatKey] = []
        for step in 0..<record.step
        where try ruling.facts.lastSaid(ShiftWatch.toldKey(record.number, step)) != nil {
            guard let receiver = clock.step(step)?.to else { continue }
            let own = receivers.chats(ofCheckpoint: shift.checkpoint)
            for addressee in try receivers.addressees(of: receiver, at: record.place, own: own)
            where addressee.chat != except && !chats.contains(addressee.chat) {
                chats.append(addressee.chat)
            }
        }
        if let person = person.flatMap({ ruling.bot.roster.person($0) }) {
            chats += try receivers.chats(of: person).filter { $0 != except && !chats.contains($0) }
        }
        for chat in chats {
            let words = ruling.words(for: chat)
            let text = words(
                phrase,
                values(words).merging([
                    "ref": record.ref.text, "checkpoint": words.place(shift.checkpoint),
                    "time": words.clock(shift.from),
                ]) { own, _ in own })
            // One check-in message may end several cases: one line each, one message a chat.
            if let same = ruling.decision.posts.firstIndex(where: {
                $0.chat == chat && $0.key.hasPrefix(phrase + ":")
            }) {
                ruling.decision.posts[same].text += "\n" + text
                continue
            }
            ruling.post(
                Post(
                    key: "\(phrase):\(record.ref.text):\(chat.text)", chat: chat, text: text,
                    priority: .escalation, notBefore: try ruling.grouped("end", in: chat),
                    expiresAt: shift.to, cause: record.ref.text + " " + record.state.rawValue))
        }
    }
}
