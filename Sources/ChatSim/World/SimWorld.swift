import Foundation

/// Who and what exists in the simulated chat platforms: channels, people, chats, and the bot they talk to.
///
/// A plain value that a command fills from a bot's folder and a test writes by hand.
package struct SimWorld: Sendable {
    /// The name that people see on the bot's bubbles, and type after `@` to call it.
    package var botName: String
    /// The zone in which message times are written and shown.
    package var timeZone: TimeZone
    /// The simulated platforms; names are unique.
    package var channels: [SimChannel]
    /// Everybody who can type; ids are unique.
    package var people: [SimPerson]
    /// Every group and direct chat; a (channel, id) pair is unique.
    package var chats: [SimChat]

    /// When shifts start (`20:00`): the page offers to move the clock to just before the next.
    package var shiftStarts: [String] = ["08:00", "20:00"]

    /// A world of those parts.
    package init(
        botName: String = "联防助手", timeZone: TimeZone = SimWorld.shanghai, channels: [SimChannel],
        people: [SimPerson], chats: [SimChat]
    ) {
        self.botName = botName
        self.timeZone = timeZone
        self.channels = channels
        self.people = people
        self.chats = chats
    }

    /// China's only zone: UTC+8 without summer time.
    package static let shanghai = TimeZone(identifier: "Asia/Shanghai") ?? .gmt

    /// The channel of that name.
    package func channel(_ name: String) -> SimChannel? { channels.first { $0.name == name } }

    /// The person of that roster id, or who holds that account on any channel.
    package func person(_ id: String) -> SimPerson? {
        people.first { $0.id == id } ?? people.first { $0.accounts.values.contains(id) }
    }

    /// The account under which a channel knows a person.
    ///
    /// The person's own where the world names one; else the roster id, or on Telegram, whose ids are numbers,
    /// a number that depends only on the person's place in the list.
    package func account(of person: SimPerson, on channel: SimChannel) -> String {
        if let account = person.accounts[channel.name] { return account }
        guard case .telegram = channel.dialect else { return person.id }
        return String(700_000_001 + (people.firstIndex { $0.id == person.id } ?? 0))
    }

    /// The person who holds that account on a channel.
    package func holder(of account: String, on channel: SimChannel) -> SimPerson? {
        people.first { self.account(of: $0, on: channel) == account }
    }

    /// The chat that a script or the page means by a word: a chat's key, its platform id, its place code or title.
    ///
    /// Of several at one place the village's or township's own group is meant before a checkpoint group; where a
    /// person is given who is only in another of them, that one.
    package func chat(_ word: String, for person: SimPerson? = nil) -> SimChat? {
        if let chat = chats.first(where: { $0.key == word }) ?? chats.first(where: { $0.id == word }) {
            return chat
        }
        let order = ["village", "township", "checkpoints"]
        let there = chats.filter { $0.place == word && !$0.isDirect }.sorted { one, other in
            (order.firstIndex(of: one.purpose) ?? 9) < (order.firstIndex(of: other.purpose) ?? 9)
        }
        let theirs = person.flatMap { person in there.first { $0.members.contains(person.id) } }
        return theirs ?? there.first ?? chats.first { $0.title == word }
    }

    /// What stands on a group's picture: the start of its title or, where another group's title starts alike (all of a
    /// township's own do), the word of it that says what the group is for.
    package func mark(of chat: SimChat) -> String {
        let start = chat.title.prefix(2)
        let isAlike = chats.contains { $0.key != chat.key && $0.title.hasPrefix(start) }
        let words = ["卡口", "巡逻", "督导", "指挥", "喇叭"]
        return (isAlike ? words.first { chat.title.contains($0) } : nil) ?? String(start)
    }

    /// The same world with a direct chat with the bot for each person, on the named channel.
    ///
    /// Relay: the chat's id is `direct:` and the person's account. Telegram: a private chat has the user's id.
    package func withDirectChats(on name: String) -> SimWorld {
        guard let channel = channel(name) else { return self }
        var world = self
        for person in people where !person.isBot {
            let account = account(of: person, on: channel)
            let id = if case .telegram = channel.dialect { account } else { "direct:" + account }
            guard !world.chats.contains(where: { $0.channel == name && $0.id == id }) else { continue }
            world.chats.append(
                SimChat(
                    channel: name, id: id, title: botName, place: person.place, purpose: "direct",
                    members: [person.id], isDirect: true))
        }
        return world
    }
}
