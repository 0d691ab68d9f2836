/// A receipt number that people can say: `R12` a report, `B3` a broadcast, `Z5` a rectification, `T8` a task, `E2` an
/// escalation.
public struct Ref: Hashable, Sendable {
    /// What the number counts.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A report.
        case report = "R"
        /// A broadcast.
        case broadcast = "B"
        /// A rectification.
        case rectification = "Z"
        /// A task.
        case task = "T"
        /// An escalation (a case).
        case escalation = "E"
    }

    /// What the number counts.
    public let kind: Kind
    /// The number, from 1.
    public let number: Int

    /// Makes a reference.
    public init(_ kind: Kind, _ number: Int) {
        self.kind = kind
        self.number = number
    }

    /// Reads the canonical text `R12`.
    public init?(_ text: some StringProtocol) {
        guard let first = text.first, let kind = Kind(rawValue: String(first)),
            let number = Int(text.dropFirst()),
            number > 0
        else { return nil }
        self.init(kind, number)
    }

    /// The canonical text, `R12`.
    public var text: String { kind.rawValue + String(number) }
}
