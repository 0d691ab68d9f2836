/// A group, or a direct chat of one person with the bot.
package struct SimChat: Sendable, Equatable {
    /// The channel on which the chat lives.
    package let channel: String
    /// The chat's id on that platform (a number for Telegram, `default` for a webhook).
    package let id: String
    /// The name in the group list.
    package let title: String
    /// The code of the place it stands for.
    package let place: String
    /// What it is for, as a bot's settings say it (`village`, `checkpoints`, `supervisors`…).
    package let purpose: String
    /// The roster ids of those in it.
    package var members: [String]
    /// One person alone with the bot.
    package let isDirect: Bool

    /// A chat of those parts.
    package init(
        channel: String = "relay", id: String, title: String, place: String = "", purpose: String = "village",
        members: [String], isDirect: Bool = false
    ) {
        self.channel = channel
        self.id = id
        self.title = title
        self.place = place
        self.purpose = purpose
        self.members = members
        self.isDirect = isDirect
    }

    /// What names the chat across channels: `channel/id`.
    package var key: String { channel + "/" + id }
}
