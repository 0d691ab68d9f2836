import Model

extension BotLoader {
    /// Reads `chats` as far as bot.yaml alone can tell.
    func readChats(_ section: YAMLSection, channels: [ChannelDefinition], township: PlaceCode) -> [BotSettings
        .Chat]
    {
        guard
            let value = section.required(
                "chats", example: "[{channel: town, id: \"!abc:localhost\", purpose: township}]"),
            let list = value.list()
        else { return [] }
        if list.isEmpty { value.fail("“chats” is empty", "write at least one chat") }
        var chats: [BotSettings.Chat] = []
        var lines: [ChatKey: Int] = [:]
        for entry in list {
            guard let chat = readChat(entry, channels: channels, township: township) else { continue }
            if let first = lines[chat.definition.key] {
                entry.fail(
                    "the chat “\(chat.definition.key.id)” of channel “\(chat.definition.key.channel.rawValue)” is already in line \(first)",
                    "remove one of the two")
                continue
            }
            lines[chat.definition.key] = entry.line
            chats.append(chat)
        }
        return chats
    }

    private func readChat(
        _ entry: YAMLValue, channels: [ChannelDefinition], township: PlaceCode
    ) -> BotSettings.Chat? {
        let keys = ["channel", "id", "purpose", "place", "unknownSenders", "show"]
        guard let section = entry.section(keys) else { return nil }
        let purposes = Purpose.allCases.filter { $0 != .direct }
        let channelValue = section.required("channel", example: channels.first?.name.rawValue ?? "town")
        let id = section.required("id", example: "\"!abc:localhost\"")
        let purpose = section.required("purpose", example: "village")?.choice(purposes)
        let unknown = section["unknownSenders"]?.choice(UnknownSenders.allCases) ?? .ask
        let show = section["show"]?.choice(Show.allCases)
        let place = section["place"]
        guard let name = channelValue?.text(), let idText = id?.text() else { return nil }
        guard let channel = channels.first(where: { $0.name.rawValue == name }) else {
            // A channel that is written but broken has its own finding.
            channelValue?.fail(
                "there is no channel “\(name)”",
                Suggestion.remedy(for: name, among: channels.map(\.name.rawValue)))
            return nil
        }
        if let id { check(id, idText, of: channel) }
        guard let purpose else { return nil }
        let needsPlace = purpose == .village || purpose == .patrols
        if place == nil, needsPlace {
            entry.fail("a chat for \(purpose.rawValue) needs a place", "write for example place: V03")
        }
        return BotSettings.Chat(
            definition: ChatDefinition(
                key: ChatKey(channel: channel.name, id: idText), purpose: purpose,
                place: place?.plainText.map { PlaceCode($0) } ?? township, unknownSenders: unknown,
                show: show ?? (purpose == .supervisors ? .whole : .masked)),
            place: place, value: entry)
    }

    /// Holds a chat's id against what the platform's ids look like.
    private func check(_ value: YAMLValue, _ id: String, of channel: ChannelDefinition) {
        switch channel.platform {
        case .telegram where Int64(id) == nil:
            value.fail(
                "“\(id)” is not a chat of Telegram, whose ids are numbers",
                "write for example id: \"-1001234567890\"")
        case .matrix where !id.hasPrefix("!"):
            value.fail(
                "“\(id)” is not the id of a Matrix room",
                "write the room's internal id, for example \"!abc:localhost\"")
        case let platform where platform.isPostOnly && id != "default":
            value.fail("a post-only channel has one chat, “default”", "write id: default")
        default: break
        }
    }

    /// Holds the chats' places against the roster.
    func placeChats(_ settings: BotSettings, roster files: RosterFiles) -> [ChatDefinition] {
        for chat in settings.chats {
            guard let value = chat.place, let text = value.text() else { continue }
            let place = PlaceCode(text)
            guard files.knows(place, township: settings.township.code) else {
                value.fail(
                    "the roster has no place “\(text)”",
                    Suggestion.remedy(for: text, among: files.placeCodes(township: settings.township.code)))
                continue
            }
            if chat.definition.purpose == .village, place.kind != .village {
                value.fail(
                    "a chat for a village cannot have the place “\(text)”",
                    "write the code of a village, such as V03")
            }
        }
        warnOfSilentVillages(settings, roster: files)
        return settings.chats.map(\.definition)
    }

    private func warnOfSilentVillages(_ settings: BotSettings, roster files: RosterFiles) {
        let served = Set(settings.chats.filter { $0.definition.purpose == .village }.map(\.definition.place))
        let silent = files.roster.villages.filter { !served.contains($0.code) }.map {
            "\($0.code.rawValue) \($0.name)"
        }
        guard !silent.isEmpty else { return }
        log.warning(
            BotFolder.mainFile, settings.chats.first?.value.line ?? 1,
            "no chat for the village\(silent.count == 1 ? "" : "s") \(silent.joined(separator: ", "))",
            "add a chat with purpose: village for each, or nothing reaches them")
    }
}
