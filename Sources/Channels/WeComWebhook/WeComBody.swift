import Model

/// The body of a webhook post, `text` or `markdown`.
///
/// Plain text is the rule: nothing in it is markup but `<@userid>`, which is taken apart here, so that nobody can
/// make the bot call people by typing it.
struct WeComBody: Encodable {
    private struct Text: Encodable {
        var content: String
        var mentioned_list: [String]?
    }
    private struct Markdown: Encodable {
        var content: String
    }

    private let msgtype: String
    private let text: Text?
    private let markdown: Markdown?

    init(_ message: OutboundMessage) {
        switch message.format {
        case .plain:
            msgtype = "text"
            // `@all` is the word that calls everybody; no account bears it.
            let users = message.mentions.map(\.user).filter { $0 != "@all" }
            text = Text(
                content: Self.disarmed(CallGuard.disarmed(message.text, keeping: message.mentions)),
                mentioned_list: users.isEmpty ? nil : users)
            markdown = nil
        case .markdown:
            msgtype = "markdown"
            text = nil
            markdown = Markdown(
                content: Self.calling(
                    message.mentions, in: CallGuard.disarmed(message.text, keeping: message.mentions)))
        }
    }

    /// `<@` as `(@`: as many bytes, and nobody's call.
    private static func disarmed(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated().dropLast()
        where scalar == "<" && scalars[index + 1] == "@" {
            scalars[index] = "("
        }
        var result = String.UnicodeScalarView()
        result.append(contentsOf: scalars)
        return String(result)
    }

    /// Markdown has no list of mentions: the calls stand in the text, as `<@userid>`.
    private static func calling(_ mentions: [Mention], in text: String) -> String {
        var result = ""
        var position = text.startIndex
        for span in MentionSpan.find(mentions, in: text) {
            result += disarmed(String(text[position..<span.range.lowerBound])) + "<@\(span.mention.user)>"
            position = span.range.upperBound
        }
        return result + disarmed(String(text[position...]))
    }
}
