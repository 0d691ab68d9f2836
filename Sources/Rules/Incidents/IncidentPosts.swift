import Foundation
import Model
import ReportLanguage

/// Words what incidents one chat is to hear of: one message, however many they are.
struct IncidentPosts {
    let alerts: [IncidentWatch.Alert]

    func post(in ruling: inout Ruling) throws {
        let receivers = Receivers(bot: ruling.bot, facts: ruling.facts)
        var order: [ChatKey] = []
        var bundles: [ChatKey: (alerts: [IncidentWatch.Alert], people: [Person])] = [:]
        for alert in alerts {
            for addressee in try IncidentWatch().reached(
                alert.receiver, alert.record, alert.report, in: ruling)
            {
                if bundles[addressee.chat] == nil { order.append(addressee.chat) }
                var bundle = bundles[addressee.chat] ?? ([], [])
                bundle.alerts.append(alert)
                if !addressee.isDirect {
                    bundle.people += addressee.people.filter { !bundle.people.contains($0) }
                }
                bundles[addressee.chat] = bundle
                ruling.change(
                    .ask(
                        Ask(
                            ref: alert.record.ref, chat: addressee.chat, askedAt: ruling.now,
                            people: addressee.people.map(\.id),
                            expiresAt: ruling.now.addingTimeInterval(Timing.incidentLives))))
            }
        }
        for chat in order {
            guard let bundle = bundles[chat] else { continue }
            try post(bundle.alerts, bundle.people, to: chat, receivers, in: &ruling)
        }
    }

    private func post(
        _ alerts: [IncidentWatch.Alert], _ people: [Person], to chat: ChatKey, _ receivers: Receivers,
        in ruling: inout Ruling
    ) throws {
        guard let first = alerts.first else { return }
        let words = ruling.words(for: chat)
        let refs = alerts.map(\.record.ref.text)
        let told = words.list(first.told.filter { $0 != first.receiver }.map { words.name(of: $0) })
        let lines = alerts.prefix(10).map { line(of: $0, alerts.count, in: words, ruling) }
        let text = words(
            alerts.count == 1 ? "incident.alert" : "incident.alerts",
            [
                "count": alerts.count, "items": lines.joined(separator: "\n"), "ref": refs.first ?? "",
                "told": told, "hasTold": !told.isEmpty,
                "more": alerts.count > 10 ? alerts.count - 10 : false as any Sendable,
            ])
        let call = try MentionLine(people: people, chat: chat, receivers: receivers)
        ruling.post(
            Post(
                key: "incident:\(refs.joined(separator: "+")):\(first.step):\(chat.text)", chat: chat,
                text: [text, call.text].filter { !$0.isEmpty }.joined(separator: "\n"),
                mentions: call.mentions,
                priority: .escalation, expiresAt: ruling.now.addingTimeInterval(Timing.incidentLives),
                cause: refs.map { "\($0) step \(first.step + 1)" }.joined(separator: ", ")))
    }

    /// What happened where, who says so, and when: all that somebody needs who sets out at once.
    private func line(
        of alert: IncidentWatch.Alert, _ count: Int, in words: Wording, _ ruling: Ruling
    ) -> String {
        let report = alert.report
        let sender = report.sender.flatMap { ruling.bot.roster.person($0) }
        return words(
            "incident.item",
            [
                "ref": count == 1 ? false as any Sendable : alert.record.ref.text,
                "line": ruling.book.desk(for: report.report.form).summary(of: report, in: words),
                "sender": sender?.name ?? "", "time": words.clock(report.at),
                "unconfirmed": report.state == .unconfirmed,
            ])
    }
}
