/// How strongly a stretch of text speaks for each form: by triggers, by keys with their values, by words in passing.
struct FormScores {
    /// What speaks for one form.
    struct Score {
        /// The form.
        let form: Int
        /// How strongly.
        fileprivate(set) var strength = 0.0
        /// The token of its first trigger, where it has one.
        fileprivate(set) var trigger: Int?
        /// The fields whose keys are there with a value.
        fileprivate(set) var known = FieldSet()

        /// A key alone may be a word of talk.
        var isPossible: Bool { trigger != nil || known.count >= 2 }
        /// The strength with the known fields.
        var total: Double { strength + 2 * Double(known.count) }
    }

    /// Only the forms that something speaks for: of all forms these are few.
    private var scores: [Score] = []
    private var order = 0.0

    /// A trigger; the first in the text is the strongest.
    mutating func trigger(_ form: Int, at token: Int) {
        let index = index(form)
        if scores[index].trigger == nil {
            scores[index].trigger = token
            scores[index].strength += 4 - min(order, 1)
        }
        order += 0.25
    }

    /// A key or a cue in passing; one of a single character says little.
    mutating func hint(_ form: Int, isLong: Bool) { scores[index(form)].strength += isLong ? 0.5 : 0.1 }

    /// A key with its value.
    mutating func know(_ form: Int, _ field: Int) { scores[index(form)].known.insert(field) }

    /// The form for which most speaks; of several alike the first that is defined.
    var best: Score? {
        var best: Score?
        for score in scores where score.isPossible {
            guard let found = best else {
                best = score
                continue
            }
            if score.total > found.total || score.total == found.total && score.form < found.form {
                best = score
            }
        }
        return best
    }

    private mutating func index(_ form: Int) -> Int {
        if let index = scores.firstIndex(where: { $0.form == form }) { return index }
        if scores.isEmpty { scores.reserveCapacity(4) }
        scores.append(Score(form: form))
        return scores.count - 1
    }
}
