import Model

/// Calls people by name: `@方平 @贾桂`, with the accounts by which the chat's platform can notify them.
struct MentionLine {
    var text: String
    var mentions: [Mention]

    init(people: [Person], chat: ChatKey, receivers: Receivers) throws {
        text = people.map { "@" + $0.name }.joined(separator: " ")
        mentions = try people.compactMap { person in
            try receivers.account(of: person, in: chat.channel).map {
                Mention(user: $0.user, name: person.name)
            }
        }
    }
}
