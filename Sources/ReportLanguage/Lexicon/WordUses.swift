/// All that a word can be, small enough to stand in every token: its functions, and its number in the vocabulary, which
/// tells what it is in each form.
struct WordUses: Hashable, Sendable {
    /// The word's number in the vocabulary; 0 for what is no word.
    fileprivate(set) var number: Int32 = 0
    /// What it does.
    private(set) var functions = FunctionSet()
    /// The commands that it gives, a bit each.
    private var commandBits: UInt16 = 0
    /// Whether a report of any form starts with it.
    private(set) var isTrigger = false
    /// Whether it announces a report of any form: a trigger that is no mere topic.
    private(set) var announces = false
    /// Whether it is the key of any form's field.
    private(set) var isKey = false
    /// Whether it stands next to the values of any form's field.
    private(set) var isCue = false
    /// Whether it means a choice of any form's field.
    private(set) var isChoice = false

    /// What nothing is.
    static let none = WordUses()

    /// Whether it is no word.
    var isEmpty: Bool { number == 0 }

    /// Whether it has that function.
    func contains(_ function: FunctionWord) -> Bool { functions.contains(function) }

    /// Whether it gives a command.
    var isCommand: Bool { commandBits != 0 }

    /// The commands that it gives, in the order of their definition.
    var commands: [CommandName] {
        guard isCommand else { return [] }
        var commands: [CommandName] = []
        for (index, command) in CommandName.allCases.enumerated() where commandBits >> index & 1 == 1 {
            commands.append(command)
        }
        return commands
    }

    fileprivate mutating func add(_ use: WordUse) {
        switch use {
        case .trigger: isTrigger = true
        case .topic: break
        case .key: isKey = true
        case .cue: isCue = true
        case .choice: isChoice = true
        case .command(let name):
            for (index, command) in CommandName.allCases.enumerated() where command == name {
                commandBits |= 1 << index
            }
        case .function(let function): functions.insert(FunctionSet(function))
        }
    }

    /// The word of a number with all its uses.
    init(number: Int, uses: [WordUse]) {
        self.number = Int32(number)
        for use in uses { add(use) }
        announces = uses.contains {
            if case .trigger(let form) = $0 { !uses.contains(.topic(form: form)) } else { false }
        }
    }

    private init() {}
}

/// A set of functions.
struct FunctionSet: OptionSet, Hashable, Sendable {
    let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The set of one function.
    init(_ function: FunctionWord) { rawValue = 1 << UInt32(function.rawValue) }

    /// Whether a function is in the set.
    func contains(_ function: FunctionWord) -> Bool { contains(FunctionSet(function)) }
}
