/// What a recogniser found at one place of the text: a typed value, or something that is clearly meant to be one but fails.
struct Candidate: Sendable {
    /// The folded scalars that it covers.
    var range: Range<Int>
    /// What it can be.
    var kind: Kind
    /// Whether digits were repaired (`l` read as 1, `O` as 0, spoken digits) to make it valid.
    var isRepaired = false

    /// The kinds of values that recognisers find.
    enum Kind: Sendable {
        /// A valid phone, canonical digits.
        case phone(String)
        /// A run that is meant as a phone but has too few or too many digits.
        case brokenPhone
        /// A valid identity number, canonical.
        case idNumber(String)
        /// A run that is meant as an identity number but fails.
        case brokenIDNumber
        /// A place, certain.
        case place(Place)
        /// A place name with several readings, none certain.
        case ambiguousPlace([Place])
        /// A date and/or a time of day, not yet resolved against the message's time.
        case time(TimeExpression)
        /// A range of clock times (`20:00-次日8:00`).
        case clockRange(from: ClockTime, to: ClockTime)
        /// A whole number, with the unit word that follows it, if any (`3 人`, `50 个`).
        case number(Int, unit: String?)
        /// A decimal number, with its unit, if any (`36.5 度`).
        case decimal(Double, unit: String?)
        /// A vague number (`十几`, `七八个`).
        case vagueNumber
        /// A number plate, canonical (upper case, no dot or space).
        case plate(String)
        /// A train number, canonical.
        case train(String)
        /// A flight number, canonical.
        case flight(String)
        /// A reference (`R12`, `１２号` beside a form's word).
        case ref(Ref)
    }
}

/// Which way a date without a year, month or week leans: what the words around it say.
enum Leaning: Sendable {
    /// 已到, 回来了, 昨: the last such day.
    case past
    /// 要, 准备, 预计, 打算: the next.
    case future
    /// Neither.
    case neutral
}
