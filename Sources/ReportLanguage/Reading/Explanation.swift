/// How the reader came to its reading of one message, for whoever maintains forms.
public struct Explanation: Sendable, CustomStringConvertible {
    /// One piece of the text and what it was taken for.
    public struct Piece: Sendable {
        /// The text as typed.
        public var text: String
        /// What it is: `phone`, `name`, `word returnee.trigger`.
        public var kind: String
    }

    /// One field and what filled it.
    public struct Choice: Sendable {
        /// The form and the field, `returnee.phone`.
        public var field: String
        /// What it took, or what is wrong.
        public var value: String
        /// Why: by a key, by a word next to it, by its shape, or inherited.
        public var reason: String
        /// The text that it was read from.
        public var text: String
    }

    /// The text as folded.
    public var folded: String
    /// The values that may be meant, overlapping ones too.
    public var candidates: [Piece]
    /// The tokens, in order.
    public var tokens: [Piece]
    /// The fields of the entries, in order.
    public var choices: [Choice]

    /// The explanation as lines.
    public var description: String {
        var lines = ["folded: " + folded]
        lines += candidates.map { "candidate: \($0.text) = \($0.kind)" }
        lines += tokens.map { "token: \($0.text) = \($0.kind)" }
        lines += choices.map { "field: \($0.field) = \($0.value) (\($0.reason): \($0.text))" }
        return lines.joined(separator: "\n")
    }
}

extension ReportReader {
    /// Shows how a message is read: its tokens, the values found in it, and why each field took what it took.
    public func explain(_ text: String, in context: ReadingContext) -> Explanation {
        guard let scan = scan(text) else {
            return Explanation(folded: "", candidates: [], tokens: [], choices: [])
        }
        let bearings = Bearings(context, roster: recognizers.roster)
        let message = MessageReader(
            ReadingMaterial(
                scan: scan, vocabulary: vocabulary, recognizers: recognizers, bearings: bearings))
        return Explanation(
            folded: scan.text.folded(scan.body),
            candidates: scan.candidates.map {
                .init(text: scan.text.typed($0.range), kind: "\($0.kind)" + ($0.isWeak ? " (weak)" : ""))
            },
            tokens: scan.tokens.filter { !$0.isSeparator }.map {
                .init(text: scan.text.typed($0.range), kind: kind($0, scan))
            },
            choices: message.explainedReaders().flatMap(choices))
    }

    private func kind(_ token: Token, _ scan: ScannedMessage) -> String {
        switch token.content {
        case .blank, .lineBreak, .mark: "separator"
        case .name: "name"
        case .text: "text"
        case .candidate(let index): "\(scan.candidate(index).kind)"
        case .word(let uses): "word " + vocabulary.all(uses).map(use).joined(separator: ", ")
        }
    }

    private func use(_ use: WordUse) -> String {
        switch use {
        case .trigger(let form): vocabulary.forms[form].name + ".trigger"
        case .topic(let form): vocabulary.forms[form].name + ".topic"
        case .key(let form, let field):
            "\(vocabulary.forms[form].name).\(vocabulary.forms[form].fields[field].name) key"
        case .cue(let form, let field):
            "\(vocabulary.forms[form].name).\(vocabulary.forms[form].fields[field].name) cue"
        case .choice(let form, let field, let choice):
            "\(vocabulary.forms[form].name).\(vocabulary.forms[form].fields[field].choices[choice].code)"
        case .command(let name): "command " + name.rawValue
        case .function(let function): function.name
        }
    }

    private func choices(_ reader: EntryReader) -> [Explanation.Choice] {
        reader.fields.indices.compactMap { index in
            let slot = reader.slots[index]
            guard !slot.isEmpty else { return nil }
            let value = slot.value.map { "\($0)" } ?? slot.problem.map { "\($0.code)" } ?? ""
            return Explanation.Choice(
                field: reader.definition.name + "." + reader.fields[index].name, value: value,
                reason: "\(slot.claim)", text: slot.range.map { reader.scan.text.typed($0) } ?? "")
        }
    }
}
