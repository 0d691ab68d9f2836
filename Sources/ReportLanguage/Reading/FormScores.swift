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

    private var scores: [Score] = []
    private var order = 0.0

    /// No form has anything yet.
    init(count: Int) {
        scores.reserveCapacity(count)
        for form in 0..<count { scores.append(Score(form: form)) }
    }

    /// A trigger; the first in the text is the strongest.
    mutating func trigger(_ form: Int, at token: Int) {
        if scores[form].trigger == nil {
            scores[form].trigger = token
            scores[form].strength += 4 - min(order, 1)
        }
        order += 0.25
    }

    /// A key or a cue in passing; one of a single character says little.
    mutating func hint(_ form: Int, isLong: Bool) { scores[form].strength += isLong ? 0.5 : 0.1 }

    /// A key with its value.
    mutating func know(_ form: Int, _ field: Int) { scores[form].known.insert(field) }

    /// The form for which most speaks; of several alike the first that is defined.
    var best: Score? {
        var best: Score?
        for score in scores where score.isPossible {
            if score.total > best?.total ?? -1 { best = score }
        }
        return best
    }
}
