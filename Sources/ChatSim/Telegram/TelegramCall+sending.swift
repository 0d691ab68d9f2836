import Foundation

extension TelegramCall {
    /// The longest text in characters, counted as Unicode scalars.
    private static let longestText = 4_096
    /// What the documentation calls the limit for a group: messages in a minute.
    private static let perGroupMinute = 20
    /// And over all chats: messages in a second.
    private static let perSecond = 30
    private static let known: Set<String> = [
        "chat_id", "text", "entities", "parse_mode", "reply_parameters", "reply_to_message_id",
        "allow_sending_without_reply", "message_thread_id", "disable_notification", "protect_content",
        "link_preview_options", "disable_web_page_preview", "reply_markup", "business_connection_id",
        "message_effect_id", "allow_paid_broadcast",
    ]

    /// `sendMessage`: the sent `Message`.
    func send() throws -> SimJSON {
        for name in parameters.values.keys.sorted() where !Self.known.contains(name) {
            // The platform ignores what it does not know; a test should not.
            hub.note("telegram.sendMessage", "unknown parameter '\(name)'")
        }
        guard parameters.text("parse_mode") ?? "" == "" else {
            throw TelegramParameters.bad("this simulator reads entities, not parse_mode")
        }
        guard let id = try parameters.integer("chat_id") else {
            throw TelegramParameters.bad("chat_id is empty")
        }
        guard let text = parameters.text("text"), !text.allSatisfy(\.isWhitespace) else {
            throw TelegramParameters.bad("message text is empty")
        }
        guard text.unicodeScalars.count <= Self.longestText else {
            throw TelegramParameters.bad("message is too long")
        }
        let entities = try parameters.nested("entities")?.elements ?? []
        let mentioned = try entities.compactMap { try mention(in: $0, text: text) }
        let reply = try replied()
        return try hub.change { state, now in sent(text, to: id, mentioned, reply, &state, now) }.get()
    }

    private typealias Sending = Result<SimJSON, any Error>

    private func sent(
        _ text: String, to id: Int64, _ mentioned: [String], _ reply: (id: Int, isOptional: Bool)?,
        _ state: inout SimState, _ now: Date
    ) -> Sending {
        guard let chat = state.world.chats.first(where: { $0.channel == channel.name && $0.id == String(id) })
        else { return .failure(TelegramParameters.bad("chat not found")) }
        if let wait = overLimit(in: chat, &state, now) {
            let refusal = TelegramDialect.Refusal(
                code: 429, description: "Too Many Requests: retry after \(wait)",
                parameters: ["retry_after": .whole(wait)], headers: [("Retry-After", String(wait))])
            return .failure(TelegramDialect.Ordinary(refusal: refusal))
        }
        let replied = reply.flatMap { state.log[$0.id - state.numberBase] }.flatMap {
            $0.chat == chat.key ? $0 : nil
        }
        if let reply, replied == nil, !reply.isOptional {
            return .failure(TelegramParameters.bad("message to be replied not found"))
        }
        let people = mentioned.compactMap { state.world.holder(of: $0, on: channel)?.id }
        let message = state.post(text, in: chat, mentions: people, replyTo: replied?.id, at: now)
        let json = TelegramJSON(world: state.world, channel: channel, username: username)
        return .success(json.message(message, base: state.numberBase, replied: replied))
    }

    /// The account that an entity mentions, once its stretch is known to lie within the text.
    private func mention(in entity: SimJSON, text: String) throws -> String? {
        guard let type = entity["type"]?.text, let offset = entity["offset"]?.integer,
            let length = entity["length"]?.integer
        else { throw TelegramParameters.bad("can't parse entities: type, offset and length are needed") }
        guard offset >= 0, length > 0, offset + length <= Int64(text.utf16.count) else {
            throw TelegramParameters.bad("can't parse entities: a stretch beyond the text")
        }
        guard type == "text_mention" else { return nil }
        guard let id = entity["user"]?["id"]?.integer else {
            throw TelegramParameters.bad("can't parse entities: text_mention without user")
        }
        return String(id)
    }

    private func replied() throws -> (id: Int, isOptional: Bool)? {
        if let reply = try parameters.nested("reply_parameters") {
            guard let id = reply["message_id"]?.integer else {
                throw TelegramParameters.bad("reply_parameters without message_id")
            }
            return (Int(id), reply["allow_sending_without_reply"]?.truth ?? false)
        }
        guard let id = try parameters.integer("reply_to_message_id") else { return nil }
        return (Int(id), parameters.text("allow_sending_without_reply") == "true")
    }

    /// The seconds to wait where this message would be one too many; else it is counted.
    private func overLimit(in chat: SimChat, _ state: inout SimState, _ now: Date) -> Int? {
        guard state.limits else { return nil }
        var rules = [(key: channel.name, span: 1.0, most: Self.perSecond)]
        if !chat.isDirect { rules.append((key: chat.key, span: 60, most: Self.perGroupMinute)) }
        for rule in rules {
            let recent = (state.sendTimes[rule.key] ?? []).filter { now.timeIntervalSince($0) < rule.span }
            state.sendTimes[rule.key] = recent
            guard recent.count >= rule.most, let first = recent.first else { continue }
            return max(1, Int((rule.span - now.timeIntervalSince(first)).rounded(.up)))
        }
        for rule in rules { state.sendTimes[rule.key, default: []].append(now) }
        return nil
    }
}
