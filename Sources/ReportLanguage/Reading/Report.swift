/// What is wrong with one field of a report.
///
/// A sender's mistake is data, never an error.
public struct Problem: Hashable, Sendable, Codable {
    /// The closed list of problems (report language, section 5).
    public enum Code: String, Hashable, Sendable, Codable {
        /// A required field has no value and no default.
        case missing
        /// Shape or checksum fails; `raw` holds the text.
        case invalid
        /// Two readings; `options` holds them.
        case ambiguous
        /// A place, unit, checkpoint or reference that nothing matches; `raw` holds the text.
        case unknown
        /// The text says two different values; `options` holds them.
        case conflict
        /// The same person twice in one message.
        case duplicate
    }

    /// What is wrong.
    public var code: Code
    /// The field's name.
    public var field: String
    /// The text as typed, where there is one to show.
    public var raw: String?
    /// The possible values, in the text's order.
    public var options: [FieldValue]?

    /// Makes a problem.
    public init(_ code: Code, _ field: String, raw: String? = nil, options: [FieldValue]? = nil) {
        self.code = code
        self.field = field
        self.raw = raw
        self.options = options
    }
}

/// One report read from a message: a form with its fields and what is wrong with them.
public struct Report: Hashable, Sendable, Codable {
    /// The form's name, `returnee`.
    public var form: String
    /// The values by field name; a field without a value is absent.
    public var fields: [String: FieldValue]
    /// The problems, in the order of the form's fields.
    public var problems: [Problem]

    /// Makes a report.
    public init(form: String, fields: [String: FieldValue], problems: [Problem] = []) {
        self.form = form
        self.fields = fields
        self.problems = problems
    }
}

/// The names of commands (report language, section 3).
public enum CommandName: String, Hashable, Sendable, Codable, CaseIterable {
    case ack, withdraw, correct, supplement, query, help, guide, broadcast, confirm, bind, silence, takeover
}

/// A command read from a message.
///
/// Keys are nil when not said.
public struct Command: Hashable, Sendable {
    /// Which command.
    public var name: CommandName
    /// The receipt that it speaks of.
    public var ref: Ref?
    /// `withdraw`: the person named instead of a receipt.
    public var person: String?
    /// `correct`, `supplement`: the values given.
    public var fields: [String: FieldValue] = [:]
    /// `correct`, `supplement`: what is wrong with the values given.
    public var problems: [Problem] = []
    /// `query`, `guide`: the topic, words as typed.
    public var topic: String?
    /// `query`: what narrows it, words as typed.
    public var filter: String?
    /// `broadcast`: roster codes; the township's code means all of it.
    public var audience: [String]?
    /// `broadcast`: when; nil means at once.
    public var at: When?
    /// `broadcast`: the text to be read out.
    public var script: String?
    /// `bind`: the token.
    public var token: String?
    /// `silence`: its start, when said.
    public var from: When?
    /// `silence`: its end.
    public var until: When?

    /// Makes a command.
    public init(_ name: CommandName, ref: Ref? = nil) {
        self.name = name
        self.ref = ref
    }
}

/// What a message means.
public enum Reading: Hashable, Sendable {
    /// Talk: the bot stays silent.
    case chatter
    /// A command.
    case command(Command)
    /// One or several reports.
    case reports([Report])
}
