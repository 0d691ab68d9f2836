/// The texts of the reference tables, as the files under `locales/<tag>/tables/` hold them.
public struct ReferenceTables: Sendable {
    /// Divisions of GB/T 2260 in force.
    public var divisions: String
    /// Divisions no longer in force, with their successors.
    public var retiredDivisions: String
    /// The lunar calendar 1900–2100.
    public var lunar: String
    /// Toneless pinyin of division stems.
    public var pinyin: String

    /// Collects the tables.
    public init(divisions: String, retiredDivisions: String, lunar: String, pinyin: String) {
        self.divisions = divisions
        self.retiredDivisions = retiredDivisions
        self.lunar = lunar
        self.pinyin = pinyin
    }
}

/// The values that an answer to a question gave, and what is wrong with them.
public struct Answer: Hashable, Sendable {
    /// The values by field name.
    public var fields: [String: FieldValue]
    /// What is wrong with what was typed.
    public var problems: [Problem]

    /// Makes an answer.
    public init(fields: [String: FieldValue], problems: [Problem] = []) {
        self.fields = fields
        self.problems = problems
    }
}

/// Reads messages into reports and commands.
///
/// Immutable once made; safe to use from any thread. Reading is a pure function of the text and its context.
public struct ReportReader: Sendable {
    /// Makes a reader for one bot.
    public init(forms: [FormDefinition], tables: ReferenceTables, roster: RosterNames) {}

    /// What a message means.
    public func read(_ text: String, in context: ReadingContext) -> Reading { .chatter }

    /// Reads a bare answer (`13800001234`) against the fields that a draft lacks; nil when the text answers none of them.
    public func readAnswer(_ text: String, form: String, lacking: [String], in context: ReadingContext) -> Answer? {
        nil
    }
}
