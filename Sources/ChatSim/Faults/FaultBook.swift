/// The rules in force and the dice by which they are drawn.
package struct FaultBook: Sendable {
    /// Every rule ever set, in the order in which they are asked; those used up stay, for their count.
    package private(set) var rules: [FaultRule]
    private var dice: Dice

    /// A book of rules with dice of a seed.
    package init(rules: [FaultRule], seed: UInt64) {
        self.rules = rules
        dice = Dice(state: seed)
    }

    /// Adds rules behind those that are there.
    mutating func add(_ more: [FaultRule]) { rules += more }

    /// Drops every rule.
    mutating func clear() { rules = [] }

    /// Whether any rule can still happen.
    var isLive: Bool { rules.contains(where: \.isLive) }

    /// What goes wrong with this operation now: the first rule that fits and whose chance comes up.
    mutating func draw(_ operation: String) -> FaultRule.Kind? {
        for index in rules.indices where rules[index].fits(operation) {
            switch rules[index].chance {
            case .next(let count):
                guard count > 0 else { continue }
                rules[index].chance = .next(count - 1)
            case .probability(let probability):
                guard Double.random(in: 0..<1, using: &dice) < probability else { continue }
            }
            rules[index].hits += 1
            return rules[index].kind
        }
        return nil
    }

    /// SplitMix64: small, and the same on every machine.
    private struct Dice: RandomNumberGenerator, Sendable {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
