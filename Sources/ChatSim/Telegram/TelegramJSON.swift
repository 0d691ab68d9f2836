import Foundation

/// The Bot API's objects, made from the world's.
struct TelegramJSON: Sendable {
    let world: SimWorld
    let channel: SimChannel
    let username: String

    /// The bot as a `User`; its id is the number in front of the token.
    var bot: SimJSON {
        var id = "0"
        if case .telegram(let token, _) = channel.dialect { id = String(token.prefix { $0 != ":" }) }
        return [
            "id": .integer(Int64(id) ?? 0), "is_bot": true, "first_name": .string(world.botName),
            "username": .string(username),
        ]
    }

    /// A person as a `User`.
    func user(_ person: SimPerson) -> SimJSON {
        [
            "id": .integer(Int64(world.account(of: person, on: channel)) ?? 0), "is_bot": .bool(person.isBot),
            "first_name": .string(person.name), "language_code": "zh-hans",
        ]
    }

    /// A chat as a `Chat`: private, or a group whose kind its id tells.
    func chat(_ key: String) -> SimJSON {
        guard let chat = world.chats.first(where: { $0.key == key }), let id = Int64(chat.id) else {
            return .null
        }
        if chat.isDirect {
            let name = chat.members.first.flatMap { id in world.people.first { $0.id == id }?.name } ?? ""
            return ["id": .integer(id), "type": "private", "first_name": .string(name)]
        }
        let type: SimJSON = chat.id.hasPrefix("-100") ? "supergroup" : "group"
        return ["id": .integer(id), "type": type, "title": .string(chat.title)]
    }

    /// A message as a `Message`.
    ///
    /// - Parameter base: what is added to positions to make message ids.
    func message(_ message: SimMessage, base: Int, replied: SimMessage?) -> SimJSON {
        let sender = message.isBot ? bot : world.people.first { $0.id == message.sender }.map(user)
        let entities = entities(of: message)
        return .sparse([
            ("message_id", .whole(base + message.seq)),
            ("from", sender),
            ("chat", chat(message.chat)),
            ("date", .whole(Int(message.at.timeIntervalSince1970))),
            ("reply_to_message", replied.map { self.message($0, base: base, replied: nil) }),
            ("text", .string(message.text)),
            ("entities", entities.isEmpty ? nil : .array(entities)),
        ])
    }

    /// An update.
    func update(_ update: TelegramQueue.Update, base: Int, log: MessageLog) -> SimJSON {
        guard let said = update.message else {
            return ["update_id": .whole(update.id), "some_new_kind": ["of": "event", "since": 2031]]
        }
        let replied = said.replyTo.flatMap(log.message)
        return ["update_id": .whole(update.id), "message": message(said, base: base, replied: replied)]
    }

    /// The marked stretches of a text: commands, the bot's user name, and people by name; offsets in UTF-16.
    private func entities(of message: SimMessage) -> [SimJSON] {
        var found: [(offset: Int, entity: SimJSON)] = []
        func mark(_ word: String, _ type: String, user: SimJSON? = nil) {
            for range in message.text.ranges(of: word) {
                let offset = message.text.utf16.distance(
                    from: message.text.startIndex, to: range.lowerBound)
                let members: [(String, SimJSON?)] = [
                    ("offset", .whole(offset)), ("length", .whole(word.utf16.count)), ("type", .string(type)),
                    ("user", user),
                ]
                found.append((offset, .sparse(members)))
            }
        }
        if message.text.hasPrefix("/") {
            mark(String(message.text.prefix { !$0.isWhitespace }), "bot_command")
        }
        mark("@" + username, "mention")
        mark("@" + world.botName, "text_mention", user: bot)
        for id in message.mentions {
            guard let person = world.people.first(where: { $0.id == id }) else { continue }
            mark("@" + person.name, "text_mention", user: user(person))
        }
        return found.sorted { $0.offset < $1.offset }.map(\.entity)
    }
}
