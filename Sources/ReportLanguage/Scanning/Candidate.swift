/// What a recogniser found at one place of the text: a typed value, or something that is clearly meant to be one but fails.
struct Candidate: Sendable, Hashable {
    /// The folded scalars that it covers.
    var range: Range<Int>
    /// What it can be.
    var kind: Kind
    /// Whether digits were repaired (`l` read as 1, `O` as 0, spoken digits) to make it valid.
    var isRepaired = false
    /// Whether it counts only where a key, a cue or the column asks for such a value: `1.25` as a date, `方正` as a
    /// county, `国道` as a checkpoint, `20-8` as a shift.
    var isWeak = false

    /// The kinds of values that recognisers find.
    ///
    /// Big ones lie behind a reference, for candidates are copied more often than they are found.
    enum Kind: Sendable, Hashable {
        /// A valid phone, canonical digits.
        case phone(String)
        /// A run that is meant as a phone but has too few or too many digits.
        case brokenPhone
        /// A valid identity number, canonical.
        case idNumber(String)
        /// A run that is meant as an identity number but fails.
        case brokenIDNumber
        /// A place, certain.
        indirect case place(Place)
        /// A place name with several readings, none certain.
        case ambiguousPlace([Place])
        /// A date and/or a time of day, not yet resolved against the message's time.
        indirect case time(TimeExpression)
        /// A range of days (`1月25-28日`).
        indirect case dayRange(from: TimeExpression, to: TimeExpression)
        /// A range of clock times (`20:00-次日8:00`).
        indirect case clockRange(from: ClockTime, to: ClockTime)
        /// How long (`2小时`, `半个小时`), in minutes.
        case duration(minutes: Int)
        /// A whole number, with the unit word that follows it, if any (`3 人`, `50 个`). The range covers the unit.
        case number(Int, unit: String?)
        /// A decimal number, with its unit, if any (`36.5 度`). The range covers the unit.
        case decimal(Double, unit: String?)
        /// A vague number (`十几`, `七八个`). The range covers the unit.
        case vagueNumber(unit: String?)
        /// A number plate, canonical (upper case, no dot or space).
        case plate(String)
        /// A train number, canonical.
        case train(String)
        /// A flight number, canonical.
        case flight(String)
        /// A reference (`R12`). `12号` beside a form's word is a `number` with the unit `号`.
        case ref(Ref)
        /// A village of the roster, by its code.
        case village(String)
        /// A name ending in 村 that no village is near to (`红旗村`).
        case unknownVillage
        /// A unit as said, resolved by `RosterIndex.unit`.
        indirect case unit(UnitMention)
        /// A checkpoint of the roster: one code, or those that the name fits (`双河卡口`).
        case checkpoint([String])
        /// A name ending in 卡口 that no checkpoint is near to (`红旗卡口`).
        case unknownCheckpoint
        /// The exact name of people on the roster, by their ids.
        case person([String])
    }
}

/// A ten-household unit as a text says it: by number or name, by hamlet, or by code, with its village where said.
struct UnitMention: Sendable, Hashable {
    /// The village's code, where the mention itself names one.
    var village: String?
    /// The unit's name in one spelling (`3组` for `三组`, `第3小组`, `3队`), where said.
    var name: String?
    /// The hamlet (`前屯`), where said instead of a name.
    var hamlet: String?
    /// The roster code, where the text says it (`V03-02`).
    var code: String?
}

/// Which way a date without a year, month or week leans: what the words around it say.
enum Leaning: Sendable, Hashable {
    /// 已到, 回来了, 昨: the last such day.
    case past
    /// 要, 准备, 预计, 打算: the next.
    case future
    /// Neither.
    case neutral
}
