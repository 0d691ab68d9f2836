import Model

/// Which chats a broadcast goes to, and how its audience is called.
struct Audience {
    let bot: BotDefinition
    /// The places that it was asked for.
    let places: [PlaceCode]

    /// The village, checkpoint or township chats of each place, loudspeakers included.
    ///
    /// A unit stands for its village.
    var targets: [(place: PlaceCode, chat: ChatKey)] {
        bot.chats.compactMap { chat in
            switch chat.purpose {
            case .village, .loudspeaker: expanded.contains(chat.place) ? (chat.place, chat.key) : nil
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

    /// The audience with the township spelled out as its villages.
    private var expanded: [PlaceCode] {
        var result: [PlaceCode] = []
        for place in places {
            let more =
                place == bot.township.code
                ? [place] + bot.roster.villages.map(\.code) : [place.village ?? place]
            result += more.filter { !result.contains($0) }
        }
        return result
    }
}
