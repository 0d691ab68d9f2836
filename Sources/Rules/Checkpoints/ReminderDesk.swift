import Foundation
import Model
import ReportLanguage

/// Reminds the planned staff of shifts soon to begin: one message a chat.
struct ReminderDesk {
    func remind(_ timers: [DurableTimer], in ruling: inout Ruling) throws {
        let receivers = Receivers(bot: ruling.bot, facts: ruling.facts)
        var order: [ChatKey] = []
        var bundles: [ChatKey: [ShiftStatus]] = [:]
        for timer in timers {
            // A reminder that comes when the shift has begun is of no use: the watch speaks then.
            guard let shift = try ruling.shift(ShiftID(rawValue: timer.subject)), shift.state == .planned,
                ruling.now < shift.from
            else { continue }
            let status = try ShiftStatus(shift, in: ruling)
            guard !status.isManned else { continue }
            for chat in receivers.chats(ofCheckpoint: shift.checkpoint) {
                if bundles[chat] == nil { order.append(chat) }
                bundles[chat, default: []].append(status)
            }
        }
        for chat in order {
            guard let shifts = bundles[chat], let first = shifts.map(\.shift).min(by: { $0.from < $1.from })
            else { continue }
            ruling.decision.outcome = .fired
            try post(shifts, first: first, to: chat, receivers, in: &ruling)
        }
    }

    private func post(
        _ shifts: [ShiftStatus], first: Shift, to chat: ChatKey, _ receivers: Receivers,
        in ruling: inout Ruling
    ) throws {
        let words = ruling.words(for: chat)
        let people = shifts.flatMap(\.absent)
        let call = try MentionLine(people: people, chat: chat, receivers: receivers)
        let items = shifts.map { status in
            words(
                "reminder.item",
                [
                    "checkpoint": words.place(status.shift.checkpoint),
                    "absent": words.list(status.absent.map { "@" + $0.name }),
                    "hasAbsent": !status.absent.isEmpty,
                ])
        }
        let names = shifts.count == 1 ? people.map(\.name).joined(separator: " ") : ""
        let text = words(
            shifts.count == 1 ? "reminder.shift" : "reminder.shifts",
            [
                "time": words.moment(first.from),
                "items": shifts.count == 1 ? words.items(items) : items.joined(separator: "\n"),
                "names": names.isEmpty ? words("example.names") : names,
            ])
        ruling.post(
            Post(
                key: "remind:\(first.id.rawValue):\(chat.text)", chat: chat, text: text,
                mentions: call.mentions,
                priority: .reminder, expiresAt: first.from, cause: "shift reminder " + first.id.rawValue))
    }
}
