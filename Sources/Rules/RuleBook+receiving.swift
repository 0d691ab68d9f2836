import Foundation
import Model
import ReportLanguage

extension RuleBook {
    /// Decides about one inbox row from the beginning: who wrote where, is it a flood, what does it mean, what follows.
    ///
    /// - Parameters:
    ///   - id: The inbox row's id; replies are keyed by it.
    ///   - now: When it is decided; the message's own time is in the event.
    package func receive(_ event: IncomingEvent, id: Int64, facts: any Facts, now: Date) throws -> Decision {
        guard let (chat, sender) = try identify(event, facts: facts) else { return Decision(.ignored) }
        let message = ReceivedMessage(
            id: id, event: event, chat: chat, sender: sender, local: bot.calendar.local(event.at),
            reading: read(event, chat: chat, sender: sender))
        if let flood = bot.flood,
            try facts.messageCount(of: event.account, since: now.addingTimeInterval(-flood.seconds))
                > flood.count
        {
            return try throttle(message, facts: facts, now: now)
        }
        return try decide(.message(message), facts: facts, now: now)
    }

    /// Who wrote and in which chat; nil for what is not for the bot: an unlisted chat, a bot, the bot's own echo, a direct
    /// chat with an account that is nobody's and that brings no `绑定`.
    package func identify(_ event: IncomingEvent, facts: any Facts) throws -> (ChatDefinition, Sender)? {
        guard event.kind != .other, !event.isFromBot, !event.user.isEmpty else { return nil }
        let sender = try sender(of: event.account, facts: facts)
        if let listed = bot.chat(event.chat) { return (listed, sender) }
        guard event.isDirect else { return nil }
        switch sender {
        case .known(let person):
            let show: Show = person.role.seesWholeData ? .whole : .masked
            return (
                ChatDefinition(key: event.chat, purpose: .direct, place: person.place, show: show), sender
            )
        case .unknown:
            let chat = ChatDefinition(key: event.chat, purpose: .direct, place: bot.township.code)
            guard case .command(let command) = read(event, chat: chat, sender: sender), command.name == .bind
            else {
                return nil
            }
            return (chat, sender)
        }
    }

    /// What a message means to the reader, given who wrote it where.
    package func read(_ event: IncomingEvent, chat: ChatDefinition, sender: Sender) -> Reading {
        reader.read(event.text, in: context(of: event, chat: chat, sender: sender))
    }

    /// What the reader may know.
    ///
    /// In a direct chat only the sender's own place counts.
    func context(of event: IncomingEvent, chat: ChatDefinition, sender: Sender) -> ReadingContext {
        ReadingContext(
            at: bot.calendar.local(event.at), sender: sender.person?.id.rawValue,
            chatPlace: chat.purpose == .direct ? nil : chat.place.rawValue)
    }

    /// Whose account it is.
    ///
    /// What was bound by chat wins over people.csv, because it is newer.
    private func sender(of account: AccountKey, facts: any Facts) throws -> Sender {
        if let bound = try facts.boundPerson(account), let person = bot.roster.person(bound) {
            return .known(person)
        }
        if let person = bot.roster.person(account: account) { return .known(person) }
        return .unknown
    }

    /// Holds back a sender's flood: what they report or answer is kept, because an unkept report is an unwatched returnee, but
    /// nobody's group is filled with receipts, and commands wait until they say them again.
    ///
    /// One polite word a quarter hour, and none for talk, which gets no answer anyway.
    private func throttle(_ message: ReceivedMessage, facts: any Facts, now: Date) throws -> Decision {
        var ruling = Ruling(book: self, facts: facts, now: now, outcome: .throttled)
        if case .command = message.reading {
            // Not carried out: a flood of tokens or takeovers must lead nowhere.
        } else {
            let decision = try decide(.message(message), facts: facts, now: now)
            guard ![.chatter, .ignored].contains(decision.outcome) else { return decision }
            ruling.decision = decision
            ruling.decision.outcome = .throttled
            ruling.decision.posts.removeAll { $0.priority == .reply }
        }
        if try !ruling.wasSaid("flood:" + message.event.account.text, within: Timing.floodWord) {
            ruling.remember("flood:" + message.event.account.text)
            ruling.reply(to: message, ruling.words(for: message.chat)("flood.slow"))
        }
        return ruling.decision
    }
}
