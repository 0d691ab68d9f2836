import Foundation

/// One authorized call of a bot's.
struct TelegramCall: Sendable {
    let hub: SimHub
    let channel: SimChannel
    let username: String
    let parameters: TelegramParameters
    let fault: FaultRule.Kind?

    /// The result of a method.
    func result(of method: String) async throws -> SimJSON {
        switch method {
        case "getMe": return hub.read { me(in: $0.world) }
        case "getUpdates": return try await updates()
        case "sendMessage": return try send()
        case "deleteWebhook": return forgetWaiting()
        case "sendChatAction": return true
        case "getWebhookInfo":
            let waiting = hub.read { $0.telegram[channel.name]?.waiting.count ?? 0 }
            return ["url": "", "has_custom_certificate": false, "pending_update_count": .whole(waiting)]
        default: throw TelegramDialect.Refusal(code: 404, description: "Not Found")
        }
    }

    private func me(in world: SimWorld) -> SimJSON {
        .object(
            (TelegramJSON(world: world, channel: channel, username: username).bot.members ?? [])
                + [
                    .init(name: "can_join_groups", value: true),
                    .init(name: "can_read_all_group_messages", value: true),
                    .init(name: "supports_inline_queries", value: false),
                    .init(name: "can_connect_to_business", value: false),
                    .init(name: "has_main_web_app", value: false),
                ])
    }

    /// There is no webhook to delete; what waits goes too where the bot says so.
    private func forgetWaiting() -> SimJSON {
        let value = parameters.values["drop_pending_updates"]
        guard value == true || value?.text?.lowercased() == "true" else { return true }
        hub.change { state, _ in state.telegram[channel.name]?.confirm(before: .max) }
        return true
    }

    /// What a poll ends with.
    private enum Outcome: Sendable {
        case updates(SimJSON)
        case superseded
    }

    private func updates() async throws -> SimJSON {
        let offset = try parameters.integer("offset").map(Int.init) ?? 0
        // The platform clamps both silently.
        let limit = min(100, max(1, try parameters.integer("limit").map(Int.init) ?? 100))
        let timeout = min(50, max(0, try parameters.integer("timeout").map(Double.init) ?? 0))
        let allowed = try parameters.nested("allowed_updates")?.elements?.compactMap(\.text)
        let poll = hub.change { state, _ in
            var queue = state.telegram[channel.name] ?? TelegramQueue(next: state.numberBase + 1)
            queue.poll += 1
            if let allowed { queue.allowed = allowed }
            if offset != 0 { queue.confirm(before: offset) }
            if fault == .unknown { queue.addUnknown() }
            state.telegram[channel.name] = queue
            return queue.poll
        }
        let outcome = await hub.wait(seconds: timeout) { state, _ -> Outcome? in
            guard let queue = state.telegram[channel.name], queue.poll == poll else { return .superseded }
            guard !queue.waiting.isEmpty else { return nil }
            let json = TelegramJSON(world: state.world, channel: channel, username: username)
            return .updates(
                .array(
                    queue.waiting.prefix(limit).map { update in
                        json.update(update, base: state.numberBase, log: state.log)
                    }))
        }
        switch outcome {
        case nil: return []
        case .updates(let updates): return twisted(updates)
        case .superseded:
            throw TelegramDialect.Ordinary(
                refusal: .init(
                    code: 409,
                    description: "Conflict: terminated by other getUpdates request; "
                        + "make sure that only one bot instance is running"))
        }
    }

    private func twisted(_ updates: SimJSON) -> SimJSON {
        let elements = updates.elements ?? []
        switch fault {
        case .duplicate: return .array(elements.flatMap { [$0, $0] })
        case .reorder: return .array(elements.reversed())
        default: return updates
        }
    }
}
