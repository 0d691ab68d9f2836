/// What a word can be in a message.
enum WordUse: Hashable, Sendable {
    /// A word with which a report of that form starts.
    case trigger(form: Int)
    /// Such a word that people also say in talk.
    case topic(form: Int)
    /// The key of a field.
    case key(form: Int, field: Int)
    /// A word next to a field's value.
    case cue(form: Int, field: Int)
    /// A word for a choice of a field.
    case choice(form: Int, field: Int, choice: Int)
    /// The word of a command.
    case command(CommandName)
    /// A word of the grammar.
    case function(FunctionWord)
}
