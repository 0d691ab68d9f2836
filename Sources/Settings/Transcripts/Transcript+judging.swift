extension Transcript.Step {
    /// Something that the bot said.
    package struct Said: Hashable, Sendable {
        /// The word by which the talk calls the chat.
        package var chat: String
        package var text: String
        package init(chat: String, text: String) {
            self.chat = chat
            self.text = text
        }
    }

    /// Holds what the bot said against what was expected: a sentence for each difference, none when all is right.
    ///
    /// Each expectation takes one post of its chat, in any order; what is left over was not expected.
    package func differences(from said: [Said]) -> [String] {
        var rest = said
        var differences: [String] = []
        for expectation in expected {
            if let index = rest.firstIndex(where: {
                $0.chat == expectation.chat && expectation.matches($0.text)
            }) {
                rest.remove(at: index)
            } else {
                differences.append(
                    "line \(expectation.line): \(expectation.chat) did not hear “\(expectation.pattern)”")
            }
        }
        if !allowsMore {
            differences += rest.map { "line \(line): \($0.chat) heard more: “\($0.text)”" }
        }
        for piece in forbidden {
            differences += said.filter { $0.text.contains(piece) }.map {
                "line \(line): \($0.chat) heard “\(piece)” in “\($0.text)”"
            }
        }
        return differences
    }
}
