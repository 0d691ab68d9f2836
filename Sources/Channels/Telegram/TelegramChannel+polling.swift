import Curl
import Foundation
import Model
import Synchronization

extension TelegramChannel {
    private struct GetUpdates: Encodable {
        var offset: Int64
        var limit: Int
        var timeout: Int64
        var allowed_updates = ["message", "edited_message", "my_chat_member"]
    }

    /// The cursor is the id of the first update wanted: to ask for it confirms all before it.
    func poll(after cursor: String?, wait: Duration) async throws(ChannelError) -> Poll {
        let me = try await identity()
        guard let cursor else { return try await start() }
        guard let offset = Int64(cursor) else {
            // Another platform's cursor, from before the channel's definition was changed.
            var poll = try await start()
            poll.hadGap = true
            return poll
        }
        do {
            return try await poll(from: offset, limit: 100, wait: wait, me: me)
        } catch {
            guard error.reason == .unreadableReply else { throw error }
            // Perhaps there is too much at a time, or one broken update among good ones.
            return try await poll(from: offset, limit: 1, wait: .zero, me: me)
        }
    }

    /// Forgets what waits: offset -1 asks for the latest update and drops those before it.
    private func start() async throws(ChannelError) -> Poll {
        let (updates, _) = try await updates(GetUpdates(offset: -1, limit: 1, timeout: 0), wait: .zero)
        // From 0 on means from the first that comes, as nothing waits.
        return Poll(cursor: String((updates.compactMap(\.id).max() ?? -1) + 1))
    }

    private func poll(
        from offset: Int64, limit: Int, wait: Duration, me: Identity
    ) async throws(ChannelError) -> Poll {
        // The server cuts longer waits to 50 s.
        let seconds = min(wait.components.seconds, 50)
        let (updates, reply) = try await updates(
            GetUpdates(offset: offset, limit: limit, timeout: seconds), wait: wait)
        // Ids run without holes but for long silences, so updates without one that can be read are counted.
        let next = (updates.compactMap(\.id).max() ?? offset + Int64(updates.count) - 1) + 1
        var poll = Poll(cursor: String(max(offset, next)))
        for update in updates.sorted(by: { ($0.id ?? .min) < ($1.id ?? .min) }) {
            let raw = reply.text(of: update.json)
            let read = TelegramUpdate(
                update.json, id: update.id, raw: raw, channel: name, me: me, now: endpoint.now())
            poll.events.append(read.event)
            if !read.isUnderstood { poll.skipped += 1 }
            if let (old, new) = read.moved {
                learnt.withLock { $0.moved[old] = new }
                poll.notes.append(
                    .moved(ChatKey(channel: name, id: old), to: ChatKey(channel: name, id: new)))
            }
        }
        return poll
    }

    private func updates(
        _ request: GetUpdates, wait: Duration
    ) async throws(ChannelError) -> ([(id: Int64?, json: JSON)], Reply) {
        let body = try Endpoint.json(request, operation: "telegram getUpdates")
        let (result, reply) = try await call("getUpdates", body, wait: wait)
        guard let updates = result.array else { throw reply.unreadable }
        // No number of Telegram's has more than 52 bits; what is beyond reads as none, so that the cursor cannot overflow.
        return (
            updates.map { update in
                (update["update_id"]?.integer.flatMap { (0..<1 << 52).contains($0) ? $0 : nil }, update)
            }, reply
        )
    }
}
