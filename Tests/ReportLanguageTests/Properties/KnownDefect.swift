import ReportLanguage
import Testing
import Workload

/// A class of messages that is read wrong today; when it reads right, a test asks to take it off this list.
struct KnownDefect: Sendable, CustomTestStringConvertible {
    /// What is read wrong.
    let name: String
    /// The form of its messages.
    let form: String
    /// Their layouts.
    let layouts: [MadeLayout]
    /// What their texts hold; nil for any.
    var text: String?

    var testDescription: String { name }

    /// Whether a message is of the class.
    func concerns(_ message: MadeMessage) -> Bool {
        message.form.name == form && layouts.contains(message.layout)
            && text.map(message.text.contains) ?? true
    }

    static let all = [
        KnownDefect(
            name: "离岗 as a finding makes an inspection in a list a handover", form: "inspection",
            layouts: [.list, .chain], text: "离岗"),
        KnownDefect(
            name: "lines of names without phones are one entry where a text stands behind its key",
            form: "quarantine", layouts: [.lines]),
    ]
}
