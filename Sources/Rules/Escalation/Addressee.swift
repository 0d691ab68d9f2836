import Model

/// One chat that is to be told something, and whom of it the words are for.
struct Addressee: Hashable {
    var chat: ChatKey
    /// Who must act, called by name; empty where the whole chat is meant, or where it is their direct chat.
    var people: [Person]
    /// Whether it is the direct chat of the one person meant.
    var isDirect: Bool
}
