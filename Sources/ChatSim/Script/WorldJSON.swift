import Foundation

/// The simulator's own JSON: what `/sim/…` and the page read.
enum WorldJSON {
    /// A message.
    static func message(_ message: SimMessage, in world: SimWorld) -> SimJSON {
        .sparse([
            ("id", .string(message.id)),
            ("seq", .whole(message.seq)),
            ("chat", .string(String(message.chat.dropFirst(message.channel.count + 1)))),
            ("key", .string(message.chat)),
            ("sender", ["id": .string(message.sender), "name": .string(message.senderName)]),
            ("bot", .bool(message.isBot)),
            ("text", .string(message.text)),
            ("mentions", .strings(message.mentions)),
            ("at", .string(Moments.rfc3339(message.at, in: world.timeZone))),
            ("replyTo", message.replyTo.map { .string($0) }),
            ("attachments", message.attachments.isEmpty ? nil : .strings(message.attachments)),
            ("markdown", message.isMarkdown ? true : nil),
        ])
    }

    /// The clock: `now` for people, `epoch` for a daemon that follows it, `version` for the long poll.
    static func clock(_ state: SimState, wall: Date) -> SimJSON {
        let now = state.clock.now(wall: wall)
        return [
            "now": .string(Moments.rfc3339(now, in: state.world.timeZone)),
            "epoch": .number(now.timeIntervalSince1970),
            "rate": .number(state.clock.rate),
            "version": .whole(state.clock.version),
            "run": .string(state.run),
        ]
    }

    /// Everybody and every chat.
    static func world(_ state: SimState) -> SimJSON {
        let world = state.world
        return [
            "bot": .string(world.botName),
            "run": .string(state.run),
            "shifts": .strings(world.shiftStarts),
            "offset": .whole(world.timeZone.secondsFromGMT()),
            "version": .whole(state.worldVersion),
            "people": .array(
                world.people.map { person in
                    [
                        "id": .string(person.id), "name": .string(person.name), "role": .string(person.role),
                        "roleLabel": .string(person.roleLabel), "place": .string(person.place),
                        "placeLabel": .string(person.placeLabel), "bot": .bool(person.isBot),
                        "examples": .strings(person.examples),
                    ]
                }),
            "chats": .array(
                world.chats.map { chat in
                    [
                        "key": .string(chat.key), "id": .string(chat.id), "channel": .string(chat.channel),
                        "title": .string(chat.title), "mark": .string(world.mark(of: chat)),
                        "place": .string(chat.place), "purpose": .string(chat.purpose),
                        "members": .strings(chat.members),
                        "direct": .bool(chat.isDirect),
                        "postOnly": .bool(world.channel(chat.channel)?.dialectName == "wecom"),
                    ]
                }),
        ]
    }
}
