import Foundation
import Model
import ReportLanguage

/// `帮助`, `指南`, and what the bot cannot do for somebody.
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
            ["broadcast", "takeover", "query", "unreported", "correct", "withdraw"]
        case .villageSecretary: ["returnee", "broadcast", "played", "takeover", "unreported", "correct"]
        case .unitLeader, .cadre, .volunteer, .patrol: ["returnee", "zero", "urgent", "correct", "withdraw"]
        case .checkpointHead, .checkpointStaff:
            ["checkin", "handover", "passage", "takeover", "query", "correct"]
        case nil:
            (message.chat.purpose == .checkpoints
                ? ["checkin", "handover"] : ["returnee", "zero", "urgent"]) + [
                    "correct", "bind",
                ]
        }
    }

    /// A guide by its topic; without a topic or a match, the topics that there are.
    func guide(_ command: Command, in ruling: inout Ruling) throws {
        let topic = command.topic ?? ""
        let guides = ruling.bot.guides
        let match =
            guides[topic]
            ?? guides.filter { !topic.isEmpty && ($0.key.contains(topic) || topic.contains($0.key)) }
            .min { $0.key < $1.key }?.value
        if let match {
            let text = match.trimmingCharacters(in: .whitespacesAndNewlines)
            return ruling.reply(to: message, text.hasPrefix("# ") ? String(text.dropFirst(2)) : text)
        }
        let words = ruling.words(for: message.chat)
        let topics = guides.keys.sorted()
        if topic.isEmpty, let first = topics.first {
            return ruling.reply(
                to: message, words("guide.topics", ["topics": words.list(topics), "first": first]))
        }
        ruling.refuse(message, "guide.none", ["topics": words.list(topics)])
    }
}
