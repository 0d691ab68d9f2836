/// A channel's name in bot.yaml (`town`).
package struct ChannelName: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ name: String) { rawValue = name }
}

/// A person's roster id (`P010`).
package struct PersonID: RawRepresentable, Hashable, Sendable, Codable {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ id: String) { rawValue = id }
}

/// A place of the roster: a township `T01`, a village `V03`, a unit `V03-02` or a checkpoint `K07`.
package struct PlaceCode: RawRepresentable, Hashable, Sendable, Codable, Comparable {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ code: String) { rawValue = code }

    /// What kind of place the code names.
    package enum Kind: Sendable { case township, village, unit, checkpoint, other }

    /// Judged by the code's letter and its dash.
    package var kind: Kind {
        switch rawValue.first {
        case "T": .township
        case "V": rawValue.contains("-") ? .unit : .village
        case "K": .checkpoint
        default: .other
        }
    }

    /// The village that a unit's code starts with; a village's own code.
    package var village: PlaceCode? {
        switch kind {
        case .village: self
        case .unit: PlaceCode(String(rawValue.prefix { $0 != "-" }))
        default: nil
        }
    }

    package static func < (left: PlaceCode, right: PlaceCode) -> Bool { left.rawValue < right.rawValue }
}

/// One chat of one channel: where a message came from and where a post goes.
package struct ChatKey: Hashable, Sendable, Codable {
    package var channel: ChannelName
    /// The platform's own id of the chat.
    package var id: String

    package init(channel: ChannelName, id: String) {
        self.channel = channel
        self.id = id
    }

    /// `town:!abc:localhost`, for logs and keys.
    package var text: String { channel.rawValue + ":" + id }
}

/// One account of one channel: who wrote, on the platform's own terms.
package struct AccountKey: Hashable, Sendable, Codable {
    package var channel: ChannelName
    /// The platform's own id of the user.
    package var user: String

    package init(channel: ChannelName, user: String) {
        self.channel = channel
        self.user = user
    }

    /// `town:@p010:localhost`, as people.csv writes it.
    package var text: String { channel.rawValue + ":" + user }

    /// Reads `town:@p010:localhost`.
    package init?(_ text: some StringProtocol) {
        guard let colon = text.firstIndex(of: ":"), colon != text.startIndex else { return nil }
        let user = text[text.index(after: colon)...]
        guard !user.isEmpty else { return nil }
        self.init(channel: ChannelName(String(text[..<colon])), user: String(user))
    }
}
