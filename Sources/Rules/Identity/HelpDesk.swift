import Foundation
import Model
import ReportLanguage

/// `帮助` and the questions that people ask the bot.
struct HelpDesk {
    let message: ReceivedMessage

    /// At most six lines, those that the sender can use here.
    func help(in ruling: inout Ruling) throws {
        let words = ruling.words(for: message.chat)
        ruling.reply(to: message, topics.prefix(6).map { words("help." + $0) }.joined(separator: "\n"))
    }

    /// What fits the sender's role, else the chat's purpose.
    private var topics: [String] {
        switch message.sender.person?.role {
        case .townSecretary, .mayor, .deputySecretary, .supervisor:
            ["broadcast", "takeover", "query", "correct", "returnee", "checkin"]
        case .villageSecretary: ["returnee", "broadcast", "played", "takeover", "query", "correct"]
        case .unitLeader, .cadre, .volunteer, .patrol: ["returnee", "zero", "correct", "withdraw"]
        case .checkpointHead, .checkpointStaff: ["checkin", "handover", "takeover", "query", "correct"]
        case nil: (message.chat.purpose == .checkpoints ? ["checkin", "handover"] : ["returnee", "zero"]) + ["correct", "bind"]
        }
    }

    /// `值守`: who is on duty now. Other topics: what can be asked.
    func query(_ command: Command, in ruling: inout Ruling) throws {
        guard message.counts else { return try ruling.refuseStranger(message) }
        ruling.refuse(message, "query.topics")
    }

    func guide(_ command: Command, in ruling: inout Ruling) throws {
        ruling.refuse(message, "guide.none")
    }

    func silence(in ruling: inout Ruling) throws {
        guard message.counts else { return try ruling.refuseStranger(message) }
        ruling.refuse(message, "silence.refused")
    }
}
