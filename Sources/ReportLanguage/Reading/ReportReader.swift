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
    /// Townships with the codes of their counties; may be empty.
    public var townships: String

    /// Collects the tables.
    public init(
        divisions: String, retiredDivisions: String, lunar: String, pinyin: String, townships: String = ""
    ) {
        self.divisions = divisions
        self.retiredDivisions = retiredDivisions
        self.lunar = lunar
        self.pinyin = pinyin
        self.townships = townships
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
    /// Longer messages (characters as Unicode scalars) are talk: a chat's own limit is far below.
    static let longestMessage = 60_000
    /// More entries than this in one message are not read.
    static let mostEntries = 1000

    let vocabulary: Vocabulary
    let recognizers: Recognizers

    /// Makes a reader for one bot.
    public init(
        forms: [FormDefinition], lexicon: Lexicon, tables: ReferenceTables, roster: RosterNames
    ) {
        vocabulary = Vocabulary(forms: forms, lexicon: lexicon)
        recognizers = Recognizers(tables: tables, roster: roster)
    }

    /// What a message means.
    public func read(_ text: String, in context: ReadingContext) -> Reading {
        guard let scan = scan(text) else { return .chatter }
        let bearings = Bearings(context, roster: recognizers.roster)
        let material = ReadingMaterial(
            scan: scan, vocabulary: vocabulary, recognizers: recognizers, bearings: bearings)
        if let command = CommandReader(material).read() { return .command(command) }
        let reports = MessageReader(material).reports()
        return reports.isEmpty ? .chatter : .reports(reports)
    }

    /// The scan of a message; nil where nothing is in it, or more than a message can hold.
    func scan(_ text: String) -> ScannedMessage? {
        let isLong = text.utf8.count > Self.longestMessage
        guard
            !isLong
                || text.utf8.count <= Self.longestMessage * 4
                    && text.unicodeScalars.count <= Self.longestMessage
        else { return nil }
        let scan = ScannedMessage(text, recognizers: recognizers, vocabulary: vocabulary)
        return scan.body.isEmpty ? nil : scan
    }
}
