import ReportLanguage
import Testing
import Workload

/// A class of messages that is read wrong today; when it reads right, a test asks to take it off this list.
struct KnownDefect: Sendable, CustomTestStringConvertible {
    /// What is read wrong.
    let name: String
    /// Whether a message is of the class.
    let concerns: @Sendable (MadeMessage) -> Bool

    var testDescription: String { name }

    static let all = [
        KnownDefect(name: "离岗 as a finding makes an inspection in a list a handover") { message in
            message.form.name == "inspection" && message.layout.isMany && message.text.contains("离岗")
        },
        KnownDefect(name: "lines of names without phones are one entry where a text stands behind its key") {
            message in
            message.form.name == "quarantine" && message.layout == .lines
        },
    ]
}
