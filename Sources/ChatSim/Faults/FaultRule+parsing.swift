/// Why a fault's text cannot be read.
package struct FaultRuleError: Error, Equatable, CustomStringConvertible {
    /// What was wrong and what to write instead.
    package let description: String
}

extension FaultRule {
    /// The operations that can go wrong.
    package static let operations = [
        "relay.poll", "relay.post", "telegram.getUpdates", "telegram.sendMessage", "telegram.getMe",
        "wecom.send",
    ]
    private static let kinds =
        "503 (any status), 429=SECONDS, 429date=SECONDS, error=CODE, hang=SECONDS, late=SECONDS, truncated, reset, "
        + "lost, huge=BYTES, malformed, html, duplicate, reorder, unknown, migrate=CHAT"

    /// The rules of a text like `relay.post:503@0.1,telegram:429=3*2,all:reset`.
    ///
    /// Commas or spaces between them. Each is `TARGET:KIND[=VALUE]`, then `@PROBABILITY` or `*COUNT`; without either it happens once.
    package static func rules(_ text: String) throws(FaultRuleError) -> [FaultRule] {
        var rules: [FaultRule] = []
        for part in text.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
            rules.append(try rule(String(part)))
        }
        return rules
    }

    private static func rule(_ text: String) throws(FaultRuleError) -> FaultRule {
        let sides = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard sides.count == 2 else {
            throw FaultRuleError(
                description: "fault '\(text)': write TARGET:KIND, for example relay.post:503@0.1")
        }
        let target = sides[0]
        guard target == "all" || operations.contains(where: { $0 == target || $0.hasPrefix(target + ".") })
        else {
            let known = (["all", "relay", "telegram", "wecom"] + operations).joined(separator: ", ")
            throw FaultRuleError(description: "fault target '\(target)': one of \(known)")
        }
        var kindText = sides[1]
        var chance = Chance.next(1)
        if let mark = kindText.firstIndex(where: { "@*".contains($0) }) {
            let number = String(kindText[kindText.index(after: mark)...])
            if kindText[mark] == "@", let probability = Double(number), (0...1).contains(probability) {
                chance = .probability(probability)
            } else if kindText[mark] == "*", let count = Int(number), count > 0 {
                chance = .next(count)
            } else {
                throw FaultRuleError(
                    description: "fault '\(text)': after @ a probability 0…1, after * a count")
            }
            kindText = String(kindText[..<mark])
        }
        guard let kind = kind(kindText) else {
            throw FaultRuleError(description: "fault kind '\(kindText)': one of \(kinds)")
        }
        return FaultRule(target, kind, chance)
    }

    private static func kind(_ text: String) -> Kind? {
        let sides = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard let name = sides.first else { return nil }
        let value = sides.count > 1 ? Double(sides[1]) : nil
        if sides.count > 1, value == nil { return nil }
        let whole = value.flatMap { Int(exactly: $0) }
        switch name {
        case "429": return .tooMany(seconds: whole ?? 1, asDate: false)
        case "429date": return .tooMany(seconds: whole ?? 1, asDate: true)
        case "error": return .error(code: whole ?? -1)
        case "hang": return .hang(seconds: value ?? 600)
        case "late": return .late(seconds: value ?? 600)
        case "truncated": return .truncated
        case "reset": return .reset
        case "lost": return .lost
        case "huge": return .huge(bytes: whole ?? 16_777_216)
        case "malformed": return .malformed
        case "html": return .html
        case "duplicate": return .duplicate
        case "reorder": return .reorder
        case "unknown": return .unknown
        case "migrate": return whole.map { .migrate(to: Int64($0)) }
        default: return Int(name).flatMap { (300...599).contains($0) ? .status($0) : nil }
        }
    }
}
