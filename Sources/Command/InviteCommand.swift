import ArgumentParser
import Foundation
import Model
import Store

/// `lianfang invite`: a token with which a person binds their account.
struct InviteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite",
        abstract: "Prints a token with which somebody binds their account to their roster entry.",
        discussion: """
            The person sends `绑定 TOKEN` to the bot in a direct chat. A token works once, within 7 days.

            Example:
              lianfang invite bots/fuqiang P010
            """)

    /// How long a token can be used (seconds): 7 days.
    private static let lifetime = 7 * 86_400.0

    @Argument(help: "The bot's folder.") var bot: String
    @Argument(help: "The person's roster id.") var person: String

    func run() async throws {
        let (_, bot) = try BotOpening.require(bot)
        guard let invited = bot.roster.person(PersonID(person)) else {
            BotOpening.complain("\(person): nobody of that id in roster/people.csv")
            throw ExitCode.failure
        }
        let token = InvitationToken.make()
        let now = Date()
        try await BotOpening.store(of: bot).addInvitation(
            hash: InvitationToken.hash(token), person: invited.id,
            expires: now.addingTimeInterval(Self.lifetime),
            now: now)
        print(token)
        BotOpening.complain(
            "For \(invited.name) (\(invited.id.rawValue)): send “绑定 \(token)” to the bot within 7 days.")
    }
}
