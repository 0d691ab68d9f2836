import Model
import ReportLanguage

/// Finds who a policy's step speaks to: by role and place, by a chat's purpose, or the subject's own chat.
struct Receivers {
    let bot: BotDefinition
    let facts: any Facts

    /// The chats to tell; empty when nobody can be reached.
    func addressees(of receiver: Receiver, at place: PlaceCode, own chats: [ChatKey]) throws -> [Addressee] {
        switch receiver {
        case .chat, .sender: chats.map { Addressee(chat: $0, people: [], isDirect: false) }
        case .purpose(let purpose):
            self.chats(of: purpose, covering: place).map { Addressee(chat: $0, people: [], isDirect: false) }
        case .role(let role): try addressees(of: role, at: place)
        }
    }

    /// Whether anybody holds the role for that place at all: a township's checkpoint has no village secretary.
    func exists(_ receiver: Receiver, at place: PlaceCode) -> Bool {
        guard case .role(let role) = receiver else { return true }
        return !people(role, for: place).isEmpty
    }

    /// Direct chats where known; the others are called by name in the chat of their place.
    private func addressees(of role: Role, at place: PlaceCode) throws -> [Addressee] {
        var result: [Addressee] = []
        var rest: [Person] = []
        for person in people(role, for: place) {
            if let chat = try directChat(of: person) {
                result.append(Addressee(chat: chat, people: [person], isDirect: true))
            } else {
                rest.append(person)
            }
        }
        if !rest.isEmpty {
            result += home(of: role, at: place).map { Addressee(chat: $0, people: rest, isDirect: false) }
        }
        return result
    }

    // MARK: - People

    /// Who holds a role for a place: a checkpoint's head, the secretary of the village that it lies in, the township's mayor.
    func people(_ role: Role, for place: PlaceCode) -> [Person] {
        let roster = bot.roster
        switch role {
        case .checkpointHead:
            return named(roster.checkpoint(place)?.head) ?? roster.people(role, at: place)
        case .villageSecretary:
            guard let village = roster.village(of: place) else { return [] }
            return named(roster.village(village)?.secretary) ?? roster.people(role, at: village)
        case .unitLeader: return named(roster.unit(place)?.leader) ?? roster.people(role, at: place)
        case .townSecretary, .mayor, .deputySecretary, .supervisor:
            return roster.people(role, at: bot.township.code)
        case .checkpointStaff, .patrol, .cadre, .volunteer: return roster.people(role, at: place)
        }
    }

    private func named(_ id: PersonID?) -> [Person]? { id.flatMap { bot.roster.person($0) }.map { [$0] } }

    /// The direct chat in which a person talks with the bot, by any of their accounts.
    func directChat(of person: Person) throws -> ChatKey? {
        for account in try facts.boundAccounts(of: person.id) + person.accounts {
            if let chat = try facts.directChat(of: account) { return chat }
        }
        return nil
    }

    /// Where a person is told something: their direct chat, else the chat of their role and place.
    func chats(of person: Person) throws -> [ChatKey] {
        if let direct = try directChat(of: person) { return [direct] }
        return home(of: person.role, at: person.place)
    }

    /// The account by which a person can be mentioned in a channel.
    func account(of person: Person, in channel: ChannelName) throws -> AccountKey? {
        try (facts.boundAccounts(of: person.id) + person.accounts).first { $0.channel == channel }
    }

    // MARK: - Chats

    /// The chats of a purpose that cover a place: its own, its village's, the township's.
    func chats(of purpose: Purpose, covering place: PlaceCode) -> [ChatKey] {
        bot.chats.filter { $0.purpose == purpose && distance(from: $0.place, to: place) != nil }.map(\.key)
    }

    /// The nearest chats of a purpose to a place.
    func nearest(_ purpose: Purpose, to place: PlaceCode) -> [ChatKey] {
        let near = bot.chats.compactMap { chat in
            chat.purpose == purpose ? distance(from: chat.place, to: place).map { (chat.key, $0) } : nil
        }
        let least = near.map(\.1).min()
        return near.filter { $0.1 == least }.map(\.0)
    }

    /// The chat in which a checkpoint's people talk; without one, the chat of its village.
    func chats(ofCheckpoint code: PlaceCode) -> [ChatKey] {
        let own = nearest(.checkpoints, to: code)
        guard own.isEmpty, let village = bot.roster.village(of: code) else { return own }
        return nearest(.village, to: village)
    }

    /// Where people of a role are found when they have no direct chat.
    private func home(of role: Role, at place: PlaceCode) -> [ChatKey] {
        switch role {
        case .checkpointHead, .checkpointStaff: chats(ofCheckpoint: place)
        case .villageSecretary, .unitLeader, .cadre, .volunteer:
            bot.roster.village(of: place).map { nearest(.village, to: $0) } ?? []
        case .patrol: nearest(.patrols, to: place)
        case .supervisor: nearest(.supervisors, to: place)
        case .townSecretary, .mayor, .deputySecretary: nearest(.township, to: place)
        }
    }

    /// How far above a place a chat's place is: 0 its own, 1 its village, 2 the township; nil where it does not cover it.
    private func distance(from chat: PlaceCode, to place: PlaceCode) -> Int? {
        if chat == place { return 0 }
        if chat == bot.roster.village(of: place) { return 1 }
        return chat == bot.township.code ? 2 : nil
    }
}
