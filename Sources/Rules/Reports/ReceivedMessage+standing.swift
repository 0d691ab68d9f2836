import Model
import ReportLanguage

extension ReceivedMessage {
    /// Whether what the sender says counts at once: a known person, or anybody where the chat accepts unknown senders.
    var counts: Bool { sender.person != nil || (chat.purpose != .direct && chat.unknownSenders == .accept) }

    /// Who did it, for the audit.
    var actor: String { sender.person?.id.rawValue ?? event.account.text }
}

extension ReceivedMessage {
    /// An account that no roster knows, in a chat that ignores such; binding is still let through.
    var isToBeIgnored: Bool {
        guard sender.person == nil, chat.purpose != .direct, chat.unknownSenders == .ignore else { return false }
        if case .command(let command) = reading, command.name == .bind { return false }
        return true
    }
}
