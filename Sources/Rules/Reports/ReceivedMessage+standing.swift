import Model
import ReportLanguage

extension ReceivedMessage {
    /// Whether what the sender says counts at once: a known person, or anybody where the chat accepts unknown senders.
    var counts: Bool { sender.person != nil || (chat.purpose != .direct && chat.unknownSenders == .accept) }

    /// Whether a value is what the reader fills in when the text gives none: the sender's unit, the chat's village, the
    /// message's own time.
    func isDefault(_ field: String, _ value: FieldValue, of definition: FormDefinition? = nil) -> Bool {
        if definition?.field(field)?.fallback == .message {
            return value == .string(local.iso) || value == .string(local.day.iso)
        }
        return switch field {
        case "unit": value.string == sender.person?.place.rawValue
        case "village": value.string == chat.place.rawValue
        default: false
        }
    }

    /// Who did it, for the audit.
    var actor: String { sender.person?.id.rawValue ?? event.account.text }
}

extension ReceivedMessage {
    /// An account that no roster knows, in a chat that ignores such; binding is still let through.
    var isToBeIgnored: Bool {
        guard sender.person == nil, chat.purpose != .direct, chat.unknownSenders == .ignore else {
            return false
        }
        if case .command(let command) = reading, command.name == .bind { return false }
        return true
    }
}
