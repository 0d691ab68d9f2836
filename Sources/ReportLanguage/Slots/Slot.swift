/// What one field has taken so far.
struct Slot: Sendable {
    /// How a value was found; a stronger way wins over a weaker one.
    enum Claim: Int, Sendable, Comparable {
        /// The chat's or the sender's, or the message's time.
        case inherited
        /// By its shape or its place in the order.
        case shape
        /// By a word next to it.
        case cue
        /// By a key in front of it.
        case key

        static func < (left: Claim, right: Claim) -> Bool { left.rawValue < right.rawValue }
    }

    /// A list takes no more values than this.
    static let longestList = 200

    /// What a slot holds; a problem lies behind a reference, for it is big and rare.
    private enum Content: Sendable {
        case nothing
        case value(FieldValue)
        indirect case problem(Problem)
    }

    private var content = Content.nothing
    /// How the value or the problem was found.
    private(set) var claim = Claim.inherited
    /// Where it stands in the text.
    private(set) var range: Range<Int>?

    /// The value, where one was read.
    var value: FieldValue? { if case .value(let value) = content { value } else { nil } }
    /// What is wrong, where something is.
    var problem: Problem? { if case .problem(let problem) = content { problem } else { nil } }
    /// Whether neither a value nor a problem is there.
    var isEmpty: Bool { if case .nothing = content { true } else { false } }
    private var hasValue: Bool { if case .value = content { true } else { false } }

    /// Takes what was found, unless it already holds something stronger; two different values found alike are a conflict.
    mutating func take(_ found: Found, for field: FieldDefinition, claim: Claim, replaces: Bool) {
        if isEmpty || replaces || (self.claim < claim && !(hasValue && found.isProblem)) {
            set(found, claim)
            return
        }
        guard claim >= self.claim || [.phone, .decimals, .choices].contains(field.type) else { return }
        switch found {
        case .value(let new, let range):
            guard let value else {
                // A good value beside a broken one of the same field: the good one.
                if problem?.code == .invalid { set(found, claim) }
                return
            }
            merge(new, with: value, for: field, claim: claim, range: range)
        case .problem:
            break
        }
    }

    private mutating func merge(
        _ new: FieldValue, with old: FieldValue, for field: FieldDefinition, claim: Claim, range: Range<Int>
    ) {
        // Two persons may have the same temperature; anything else said twice is said once.
        if new == old, field.type != .decimals { return }
        switch (old, new) {
        case (.strings(let old), .strings(let new)):
            if old.count < Self.longestList {
                content = .value(.strings(old + new.filter { !old.contains($0) }))
            }
        case (.decimals(let old), .decimals(let new)):
            if old.count < Self.longestList { content = .value(.decimals(old + new)) }
        case (.string(let old), .string(let new)) where field.type == .text:
            content = .value(.string(old + " " + new))
        case (.string(let old), .string(let new)) where field.isRanked:
            if rank(new, field) < rank(old, field) { content = .value(.string(new)) }
        case (.items(let old), .items(let new)):
            if old.count < Self.longestList { content = .value(.items(old + new)) }
        case (.place(let old), .place(let new)) where Self.refines(old, by: new):
            content = .value(.place(new))
        case (.place(let old), .place(let new)) where Self.refines(new, by: old):
            break
        default:
            // A word of a choice in passing (学生, 过年) does not contradict; a key, or a second number, does.
            guard claim == .key || field.type == .phone || field.type == .idNumber || field.type == .when
            else { return }
            content = .problem(Problem(.conflict, field.name, options: [old, new]))
        }
    }

    /// Where a choice stands in its field's list.
    private func rank(_ code: String, _ field: FieldDefinition) -> Int {
        field.choices.firstIndex { $0.code == code } ?? .max
    }

    /// Whether `new` lies in `old`.
    private static func refines(_ old: Place, by new: Place) -> Bool {
        guard let outer = old.code, let inner = new.code else { return false }
        var prefix = Substring(outer)
        while prefix.hasSuffix("00") { prefix = prefix.dropLast(2) }
        return inner.hasPrefix(prefix)
    }

    private mutating func set(_ found: Found, _ claim: Claim) {
        self.claim = claim
        switch found {
        case .value(let value, let range):
            content = .value(value)
            self.range = range
        case .problem(let problem, let range):
            content = .problem(problem)
            self.range = range
        }
    }
}

/// What was read for a field: a value or what is wrong, and where it stands.
enum Found: Sendable {
    case value(FieldValue, Range<Int>)
    case problem(Problem, Range<Int>)

    /// Where it stands.
    var range: Range<Int> {
        switch self {
        case .value(_, let range), .problem(_, let range): range
        }
    }
    /// The value, where it is one.
    var value: FieldValue? { if case .value(let value, _) = self { value } else { nil } }
    /// The problem, where it is one.
    var problem: Problem? { if case .problem(let problem, _) = self { problem } else { nil } }
    /// Whether it is one.
    var isProblem: Bool { if case .problem = self { true } else { false } }
}
