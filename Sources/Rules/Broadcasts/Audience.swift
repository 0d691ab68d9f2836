import Model

/// Which chats a broadcast goes to, and how its audience is called.
struct Audience {
    let bot: BotDefinition
    /// The places that it was asked for.
    let places: [PlaceCode]
    /// The audience with the township spelled out as its villages, in their order.
    private let expanded: [PlaceCode]

    /// The audience of the places that were asked for.
    init(bot: BotDefinition, places: [PlaceCode]) {
        self.bot = bot
        self.places = places
        let all = places.flatMap { place in
            place == bot.township.code
                ? [place] + bot.roster.villages.map(\.code) : [place.village ?? place]
        }
        var seen: Set<PlaceCode> = []
        expanded = all.filter { seen.insert($0).inserted }
    }

    /// The village, checkpoint or township chats of each place, loudspeakers included.
    ///
    /// A unit stands for its village.
    var targets: [(place: PlaceCode, chat: ChatKey)] {
        let reached = Set(expanded)
        return bot.chats.compactMap { chat in
            switch chat.purpose {
            case .village, .loudspeaker: reached.contains(chat.place) ? (chat.place, chat.key) : nil
            case .checkpoints:
                places.contains(chat.place) && chat.place.kind == .checkpoint ? (chat.place, chat.key) : nil
            default: nil
            }
        }
    }

    /// The places that no chat of the bot reaches.
    var unreached: [PlaceCode] {
        let reached = Set(targets.map(\.place))
        return expanded.filter { $0 != bot.township.code && !reached.contains($0) }
    }
}
