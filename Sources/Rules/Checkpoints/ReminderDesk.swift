import Foundation
import Model
import ReportLanguage

/// Reminds the planned staff of shifts soon to begin: one message a chat.
struct ReminderDesk {
    /// What is one message: a chat's shifts that begin together.
    private struct Slot: Hashable {
        var chat: ChatKey
        var from: Date
    }

    func remind(_ timers: [DurableTimer], in ruling: inout Ruling) throws {
        let receivers = Receivers(bot: ruling.bot, facts: ruling.facts)
        var order: [Slot] = []
        var bundles: [Slot: [ShiftStatus]] = [:]
        for timer in timers {
            // A reminder that comes when the shift has begun is of no use: the watch speaks then.
            guard let shift = try ruling.shift(ShiftID(rawValue: timer.subject)), shift.state == .planned,
                ruling.now < shift.from
            else { continue }
            let status = try ShiftStatus(shift, in: ruling)
            guard !status.isManned else { continue }
            for chat in receivers.chats(ofCheckpoint: shift.checkpoint) {
                let slot = Slot(chat: chat, from: shift.from)
                if bundles[slot] == nil { order.append(slot) }
                bundles[slot, default: []].append(status)
            }
        }
        for slot in order {
            ruling.decision.outcome = .fired
            try post(bundles[slot] ?? [], slot, receivers, in: &ruling)
        }
    }

    private func post(
        _ shifts: [ShiftStatus], _ slot: Slot, _ receivers: Receivers, in ruling: inout Ruling
    ) throws {
        guard let first = shifts.first else { return }
        let words = ruling.words(for: slot.chat)
        let call = try MentionLine(people: shifts.flatMap(\.absent), chat: slot.chat, receivers: receivers)
        let items = shifts.map { status in
            words(
                "reminder.item",
                [
                    "checkpoint": words.place(status.shift.checkpoint),
                    "absent": words.list(status.absent.map { "@" + $0.name }),
                    "hasAbsent": !status.absent.isEmpty,
                ])
        }
        let text = words(
            shifts.count == 1 ? "reminder.shift" : "reminder.shifts",
            [
                "time": words.moment(slot.from), "items": items.joined(separator: "\n"),
                "say": words.checkInWords(first, in: slot.chat),
            ])
        ruling.post(
            Post(
                key: "remind:\(first.shift.id.rawValue):\(slot.chat.text)", chat: slot.chat, text: text,
                mentions: call.mentions, priority: .reminder, expiresAt: slot.from,
                cause: "shift reminder " + shifts.map(\.shift.id.rawValue).joined(separator: ", ")))
    }
}
