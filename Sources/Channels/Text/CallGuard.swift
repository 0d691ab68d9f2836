import Model

/// Takes the force out of calls that somebody typed: `@all`, `@所有人`, `@room`, an `@username` that a platform would find.
///
/// Calls that the bot means are mentions of the message and stay. A word joiner behind the `@` shows nothing and parts it
/// from its name, so no platform's search for names finds it, whatever the platform adds to that search later.
enum CallGuard {
    /// The words by which platforms call everybody, beside any name in Latin letters.
    private static let everybody = ["所有人", "全体", "全员", "everyone", "room"]

    /// The text as it may be posted.
    static func disarmed(_ text: String, keeping mentions: [Mention]) -> String {
        guard text.unicodeScalars.contains(where: isAt) else { return text }
        let kept = MentionSpan.find(mentions, in: text).map(\.range.lowerBound)
        var result = String.UnicodeScalarView()
        let scalars = text.unicodeScalars
        for index in scalars.indices {
            result.append(scalars[index])
            guard isAt(scalars[index]), !kept.contains(index) else { continue }
            if calls(scalars[scalars.index(after: index)...]) { result.append("\u{2060}") }
        }
        return String(result)
    }

    /// `@`, and the wide one of Chinese keyboards.
    private static func isAt(_ scalar: Unicode.Scalar) -> Bool { scalar == "@" || scalar == "＠" }

    private static func calls(_ rest: Substring.UnicodeScalarView) -> Bool {
        guard let first = rest.first else { return false }
        if first == "_"
            || first.isASCII && (first.properties.isAlphabetic || first.properties.numericType != nil)
        {
            return true
        }
        let text = String(String.UnicodeScalarView(rest.prefix(8)))
        return everybody.contains { text.hasPrefix($0) }
    }
}
