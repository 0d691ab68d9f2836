import Foundation
import Model
import ReportLanguage

/// Words the alerts of one moment: one message a chat, however many shifts it is to hear of.
struct AlertPosts {
    let alerts: [ShiftWatch.Alert]

    /// What one chat is to hear.
    private struct Bundle {
        var chat: ChatKey
        var alerts: [ShiftWatch.Alert] = []
        var people: [Person] = []
    }

    func post(in ruling: inout Ruling) throws {
        let receivers = Receivers(bot: ruling.bot, facts: ruling.facts)
        var order: [ChatKey] = []
        var bundles: [ChatKey: Bundle] = [:]
        for alert in alerts {
            let own = receivers.chats(ofCheckpoint: alert.status.shift.checkpoint)
            let found = try receivers.addressees(
                of: alert.receiver, at: alert.status.shift.checkpoint, own: own)
            guard !found.isEmpty else {
                ruling.remember(ShiftWatch.skippedKey(alert.record.number, alert.step))
                ruling.audit(
                    "bot", "case.step-skipped", alert.record.ref.text,
                    "step \(alert.step + 1): nobody to reach")
                continue
            }
            ruling.remember(ShiftWatch.toldKey(alert.record.number, alert.step))
            ruling.audit("bot", "case.step-taken", alert.record.ref.text, "step \(alert.step + 1)")
            for addressee in found {
                if bundles[addressee.chat] == nil { order.append(addressee.chat) }
                var bundle = bundles[addressee.chat] ?? Bundle(chat: addressee.chat)
                bundle.alerts.append(alert)
                let people =
                    alert.receiver == .chat ? alert.status.absent : addressee.isDirect ? [] : addressee.people
                bundle.people += people.filter { !bundle.people.contains($0) }
                bundles[addressee.chat] = bundle
                ruling.change(
                    .ask(
                        Ask(
                            ref: alert.record.ref, chat: addressee.chat, askedAt: ruling.now,
                            people: askable(alert, addressee), expiresAt: alert.status.shift.to)))
            }
        }
        for bundle in order.compactMap({ bundles[$0] }) { try post(bundle, receivers, in: &ruling) }
    }

    /// Whose bare `收到` counts: those who were called; for a chat of supervisors anybody in it.
    private func askable(_ alert: ShiftWatch.Alert, _ addressee: Addressee) -> [PersonID] {
        guard alert.receiver == .chat else { return addressee.people.map(\.id) }
        return alert.status.shift.staff
            + [alert.status.roster.checkpoint(alert.status.shift.checkpoint)?.head].compactMap { $0 }
    }

    private func post(_ bundle: Bundle, _ receivers: Receivers, in ruling: inout Ruling) throws {
        guard let first = bundle.alerts.first else { return }
        let words = ruling.words(for: bundle.chat)
        let text =
            bundle.alerts.count == 1
            ? self.text(of: first, to: bundle.chat, receivers, in: words)
            : self.text(of: bundle.alerts, receivers, in: words)
        let call = try MentionLine(people: bundle.people, chat: bundle.chat, receivers: receivers)
        // Of several shifts, each line calls its own people; a line of them all would not tell who belongs where.
        let isCalledInline = bundle.alerts.count > 1 && bundle.alerts.allSatisfy { $0.receiver == .chat }
        let refs = bundle.alerts.map(\.record.ref.text)
        // One case's posts are found by its number; a post about several outlives the end of one of them.
        let key =
            refs.count == 1
            ? "escalate:\(first.record.ref.text):\(first.step):\(bundle.chat.text)"
            : "escalate:\(refs.joined(separator: "+")):\(first.step):\(bundle.chat.text)"
        let ends = bundle.alerts.map(\.status.shift.to).max() ?? ruling.now
        ruling.post(
            Post(
                key: key, chat: bundle.chat,
                text: [text, isCalledInline ? "" : call.text].filter { !$0.isEmpty }.joined(separator: "\n"),
                mentions: call.mentions, priority: .escalation,
                notBefore: try ruling.grouped("alert", in: bundle.chat), expiresAt: ends,
                cause: refs.map { "\($0) step \(first.step + 1)" }.joined(separator: ", ")))
    }

    /// Words one alert: `【缺岗】国道卡口 20:00 班只到 1 人（王磊），还差 1 人。…能去的回“接手 E5”。`.
    private func text(
        of alert: ShiftWatch.Alert, to chat: ChatKey, _ receivers: Receivers, in words: Wording
    ) -> String {
        let status = alert.status
        return words(
            "alert.shift",
            [
                "checkpoint": words.place(status.shift.checkpoint), "time": words.clock(status.shift.from),
                "present": status.present.count, "some": !status.present.isEmpty,
                "names": words.list(status.presentNames), "lack": status.lack,
                "absent": words.list(status.absent.map(\.name)), "hasAbsent": !status.absent.isEmpty,
                "told": told([alert], receivers, in: words), "ref": alert.record.ref.text,
                "again": alert.isRaisedAgain, "own": alert.receiver == .chat,
                "say": words.checkInWords(status, in: chat),
            ])
    }

    /// A heading, a line a shift, and what stops them.
    private func text(of alerts: [ShiftWatch.Alert], _ receivers: Receivers, in words: Wording) -> String {
        let mark = alerts.allSatisfy { $0.receiver == .chat } ? "@" : ""
        let lines = alerts.map { alert in
            let status = alert.status
            return words(
                "alert.shifts.item",
                [
                    "ref": alert.record.ref.text, "checkpoint": words.place(status.shift.checkpoint),
                    "time": words.clock(status.shift.from), "present": status.present.count,
                    "some": !status.present.isEmpty, "names": words.list(status.presentNames),
                    "lack": status.lack,
                    "absent": words.list(status.absent.map { mark + $0.name }),
                    "hasAbsent": !status.absent.isEmpty,
                ])
        }
        let head = words("alert.shifts.head", ["count": alerts.count])
        let tail = words(
            "alert.shifts.tail",
            [
                "told": told(alerts, receivers, in: words), "ref": alerts.first?.record.ref.text ?? "",
                "own": alerts.first?.receiver == .chat,
            ])
        return ([head] + lines + [tail]).joined(separator: "\n")
    }

    /// Says who was told before and who could not be reached; empty at the first step.
    ///
    /// Of several shifts, only those who heard of every one that they could hear of: a line that says `已通知` must hold
    /// for each. Whoever reads it now is not told that they know.
    private func told(_ alerts: [ShiftWatch.Alert], _ receivers: Receivers, in words: Wording) -> String {
        func names(_ pick: (ShiftWatch.Alert) -> [Receiver]) -> [String] {
            var seen: [String] = []
            for receiver in alerts.flatMap(pick) where receiver != .chat {
                let name = words.name(of: receiver)
                if !seen.contains(name) { seen.append(name) }
            }
            return seen
        }
        let told = names { alert in
            alert.told.filter { receiver in
                receiver != alert.receiver
                    && alerts.allSatisfy {
                        $0.told.contains(receiver)
                            || !receivers.exists(receiver, at: $0.status.shift.checkpoint)
                    }
            }
        }
        let unreached = names(\.unreached)
        return (told.isEmpty ? "" : words("alert.told", ["who": words.list(told)]))
            + (unreached.isEmpty ? "" : words("alert.unreached", ["who": words.list(unreached)]))
    }
}
