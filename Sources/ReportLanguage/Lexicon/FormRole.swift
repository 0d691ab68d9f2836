/// What a word is in one form.
struct FormRole: Hashable, Sendable {
    /// Whether a report of the form starts with it.
    private(set) var isTrigger = false
    /// Whether people also say it in talk.
    private(set) var isTopic = false
    /// The fields of which it is the key.
    private(set) var keys = FieldSet()
    /// The fields next to whose values it stands.
    private(set) var cues = FieldSet()
    /// The fields of which it means a choice.
    private(set) var choices = FieldSet()

    /// Whether it announces a report: a trigger that is no mere topic.
    var announces: Bool { isTrigger && !isTopic }

    /// Whether it is nothing in the form.
    var isEmpty: Bool { !isTrigger && keys.isEmpty && cues.isEmpty && choices.isEmpty }

    /// The fields that it points at, in front of a value or beside it.
    var pointed: FieldSet { keys.union(cues) }

    /// What the word is in `form` by its uses.
    init(_ uses: [WordUse], in form: Int) {
        for use in uses {
            switch use {
            case .trigger(form): isTrigger = true
            case .topic(form): isTopic = true
            case .key(form, let field): keys.insert(field)
            case .cue(form, let field): cues.insert(field)
            case .choice(form, let field, _): choices.insert(field)
            default: break
            }
        }
    }
}
