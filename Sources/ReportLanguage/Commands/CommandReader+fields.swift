/// Commands that carry values: corrections and supplements.
extension CommandReader {
    /// `更正 R12 电话 138…`: the values under the keys of one form.
    func correction(_ ref: Ref?, _ range: Range<Int>) -> Command? {
        guard let answer = values(in: range, requiresKeys: ref == nil) else { return nil }
        var command = Command(.correct, ref: ref)
        command.fields = answer.fields
        command.problems = answer.problems
        return command
    }

    /// `更正 R12` and nothing else: what is to be corrected is asked for.
    ///
    /// Only words that ask for it (更正) do: 应该是R12 tells somebody something.
    var bareCorrection: Command? {
        guard let ref, isOnlyFiller(except: []) else { return nil }
        let words = content.filter { !names(scan.tokens[$0]).isEmpty }
        let asks = words.allSatisfy { scan.tokens[$0].isWord(.correctionVerb) }
        return asks && !words.isEmpty ? Command(.correct, ref: ref) : nil
    }

    /// `补充 电话 138…`.
    func supplement(_ range: Range<Int>) -> Command? {
        guard !isQuestion, let answer = values(in: range, requiresKeys: false) else { return nil }
        var command = Command(.supplement)
        command.fields = answer.fields
        command.problems = answer.problems
        return command
    }

    /// What the range gives of the first form that explains most of it; nil where it gives nothing.
    private func values(in range: Range<Int>, requiresKeys: Bool) -> Answer? {
        var best: (answer: Answer, said: Int, left: Int)?
        for form in vocabulary.forms.indices {
            var reader = EntryReader(material, form: form, entry: Entry(range: range))
            guard reader.mayFindAnything else { continue }
            reader.isAnswer = true
            takeCommandWords(&reader, range)
            reader.read(heading: range.lowerBound..<range.lowerBound)
            let said = reader.fields.indices.filter {
                reader.isSaid($0) && reader.fields[$0].type != .ref
                    && (!requiresKeys || reader.slots[$0].claim == .key)
            }
            guard !said.isEmpty else { continue }
            let left = reader.remainder.reduce(0) { $0 + $1.count }
            guard best == nil || (said.count, -left) > (best?.said ?? 0, -(best?.left ?? 0)) else { continue }
            var answer = Answer(fields: [:])
            for index in said {
                if let value = reader.slots[index].value { answer.fields[reader.fields[index].name] = value }
                if let problem = reader.slots[index].problem { answer.problems.append(problem) }
            }
            best = (answer, said.count, left)
        }
        guard let best, best.left <= 12 else { return nil }
        return best.answer
    }

    /// The command's own word, its reference and 改成 are no part of the values.
    private func takeCommandWords(_ reader: inout EntryReader, _ range: Range<Int>) {
        for index in scan.tokenIndices(in: range) {
            let token = scan.tokens[index]
            if case .ref = scan.candidate(of: token)?.kind {
                reader.take(token.range)
            }
            if !names(token).isEmpty, reader.field(of: token.uses) == nil || token.isWord(.correction) {
                reader.take(token.range)
            }
        }
    }
}
