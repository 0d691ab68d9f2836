import Model
import ReportLanguage

/// Carries out commands: who may is checked by each desk, and a refusal is one line.
struct CommandDesk {
    let message: ReceivedMessage

    func carryOut(_ command: Command, in ruling: inout Ruling) throws {
        ruling.decision.outcome = .commanded
        switch command.name {
        case .ack: try AcknowledgementDesk(message: message).acknowledge(command.ref, in: &ruling)
        case .takeover: try AcknowledgementDesk(message: message).takeOver(command.ref, in: &ruling)
        case .correct: try CorrectionDesk(message: message).correct(command, in: &ruling)
        case .supplement: try CorrectionDesk(message: message).supplement(command, in: &ruling)
        case .withdraw: try WithdrawalDesk(message: message).withdraw(command, in: &ruling)
        case .confirm: try confirm(command.ref, in: &ruling)
        case .broadcast: try BroadcastDesk().preview(command, from: message, in: &ruling)
        case .bind: try IdentityDesk().bind(command.token, from: message, in: &ruling)
        case .help: try HelpDesk(message: message).help(in: &ruling)
        case .query: try QueryDesk(message: message).answer(command, in: &ruling)
        case .guide: try HelpDesk(message: message).guide(command, in: &ruling)
        case .silence: try SilenceDesk(message: message).silence(command, in: &ruling)
        }
    }

    /// `确认 B3` lets a broadcast out, `确认 R12` lets a stranger's report count.
    private func confirm(_ ref: Ref?, in ruling: inout Ruling) throws {
        switch ref?.kind {
        case .broadcast: try BroadcastDesk().confirm(ref?.number ?? 0, from: message, in: &ruling)
        case .report: try IdentityDesk().confirm(report: ref?.number ?? 0, from: message, in: &ruling)
        default: ruling.refuse(message, "confirm.which")
        }
    }
}

extension Ruling {
    /// Tells the sender in one line why not.
    mutating func refuse(_ message: ReceivedMessage, _ phrase: String, _ values: [String: any Sendable] = [:])
    {
        decision.outcome = .refused
        audit(message.actor, "command.refused", "message \(message.id)", phrase)
        reply(to: message, words(for: message.chat)(phrase, values))
    }

    /// A command that only somebody known may give: a stranger is told once a day how to bind, and else gets no answer.
    mutating func refuseStranger(_ message: ReceivedMessage) throws {
        decision.outcome = .refused
        audit(message.actor, "command.refused", "message \(message.id)", "unknown sender")
        let lines = try IdentityDesk().hint(for: message, about: [], in: &self)
        reply(to: message, lines.joined(separator: "\n"))
    }
}
