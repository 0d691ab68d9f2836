/// What a word does in a message that is neither a key nor a value: the grammar of reports and of talk.
public enum FunctionWord: UInt8, Hashable, Sendable, CaseIterable {
    /// Says nothing that a field would take: 回来了, 麻烦, 谢谢.
    case filler
    /// Makes a sentence a question.
    case question
    /// Shows that people talk with each other, and do not report.
    case talk
    /// Opens or marks a public notice.
    case notice
    /// Marks an advertisement.
    case advertisement
    /// A relative or a title in front of a name: 我二叔刘福.
    case kinship
    /// A title behind a name: 李玉琴阿姨.
    case honorific
    /// What follows replaces what was said before: 不对，是….
    case correction
    /// The dates around lean to the past.
    case past
    /// The dates around lean to the future.
    case future
    /// Joins names: 和.
    case connector
    /// Ends a name when it follows one: 从, 坐.
    case boundary
    /// Marks an example that is not a report: 例.
    case example
    /// Says that there is none: 无.
    case none
    /// Denies: 没有到岗 is no check-in.
    case negation
    /// What follows holds for everybody named: 都从北京回来.
    case shared
    /// Asks for a correction even where nothing else is said: 更正 R12.
    case correctionVerb

    /// Its name in the files of a lexicon.
    public var name: String { String(describing: self) }
}
