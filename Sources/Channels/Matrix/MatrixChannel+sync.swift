import Curl
import Foundation
import Model
import Synchronization

extension MatrixChannel {
    /// What the bot wants to hear of.
    private static let types = #"["m.room.message","m.room.encrypted","m.room.member","m.room.tombstone"]"#

    func poll(after cursor: String?, wait: Duration) async throws(ChannelError) -> Poll {
        let notes = try await joinListedRooms()
        var poll: Poll
        do {
            poll = try await sync(since: cursor, limit: 100, wait: wait)
        } catch {
            guard error.reason == .unreadableReply else { throw error }
            // Perhaps there is too much at a time: little, and the rest by pages.
            poll = try await sync(since: cursor, limit: 1, wait: .zero)
        }
        poll.notes = notes + poll.notes
        return poll
    }

    private func sync(since: String?, limit: Int, wait: Duration) async throws(ChannelError) -> Poll {
        let me = try await login.session().user
        let members = #""lazy_load_members":true,"include_redundant_members":true"#
        let filter = """
            {"room":{"timeline":{"limit":\(limit),"types":\(Self.types),\(members)},\
            "state":{"types":["m.room.member"],\(members)},\
            "ephemeral":{"not_types":["*"]},"account_data":{"not_types":["*"]}},\
            "presence":{"not_types":["*"]},"account_data":{"not_types":["*"]}}
            """
        // The first sync answers at once.
        let milliseconds = since == nil ? 0 : min(wait.components.seconds, 50) * 1000
        let after = since.map { "since=\($0.percentEncoded)&" } ?? ""
        let reply = try await exchange(
            .get,
            "/sync?\(after)timeout=\(milliseconds)&set_presence=offline&filter=\(filter.percentEncoded)",
            operation: "sync", wait: wait)
        if reply.status == 400, since != nil {
            // The server does not know the token: its data was renewed, or it is another server's.
            var poll = try await sync(since: nil, limit: limit, wait: .zero)
            poll.hadGap = true
            return poll
        }
        guard reply.isSuccess else { throw MatrixVerdict(reply).error }
        guard let next = reply.json?["next_batch"]?.string else { throw reply.unreadable }
        var poll = Poll(cursor: next)
        let rooms = reply.json?["rooms"]
        receiveInvitations(rooms?["invite"], me: me)
        if let since {
            // Rooms that the bot was sent away from may hold messages from before.
            let joined = (rooms?["join"]?.object ?? [:]).map {
                (room: $0.key, content: $0.value, left: false)
            }
            let left = (rooms?["leave"]?.object ?? [:]).map { (room: $0.key, content: $0.value, left: true) }
            for (room, content, left) in (joined + left).sorted(by: { $0.room < $1.room }) {
                try await read(
                    room, content, left: left, of: reply, since: since, limit: limit, me: me, into: &poll)
            }
        }
        poll.notes += try await answerInvitations()
        return poll
    }

    /// Reads the news of one room into a poll, what the server left out of the sync first.
    private func read(
        _ room: String, _ content: JSON, left: Bool, of reply: Reply, since: String, limit: Int, me: String,
        into poll: inout Poll
    ) async throws(ChannelError) {
        var history = MatrixHistory(me: me)
        let timeline = content["timeline"]
        if timeline?["limited"]?.bool == true, !left {
            let until = timeline?["prev_batch"]?.string
            let isWhole = try await backfill(room, from: since, to: until, limit: limit, into: &history)
            poll.hadGap = poll.hadGap || !isWhole
        }
        history.add(members: content["state"]?["events"])
        history.add(timeline?["events"], of: reply)
        if history.hasMemberChange { forgetMembers(of: room) }
        let events = history.sinceJoining
        guard !events.isEmpty else { return }
        let isDirect = left ? false : try await isDirect(room)
        var isEncrypted = false
        for (event, raw) in events where event["sender"]?.string != me {
            let read = MatrixEvent(
                event, raw: raw, chat: chat(room), me: me, names: history.names, isDirect: isDirect,
                now: endpoint.now())
            poll.events.append(read.event)
            if !read.isUnderstood { poll.skipped += 1 }
            isEncrypted = isEncrypted || read.isEncrypted
        }
        if isEncrypted { poll.notes.append(.encrypted(chat(room))) }
    }

    /// Fetches what lies between two syncs, oldest first; false when it cannot be had.
    ///
    /// It ends with the page that names no further one; an empty page is no end.
    private func backfill(
        _ room: String, from: String, to: String?, limit: Int, into history: inout MatrixHistory
    ) async throws(ChannelError) -> Bool {
        guard let to else { return false }
        let filter = #"{"types":\#(Self.types),"lazy_load_members":true}"#.percentEncoded
        var position = from
        while true {
            let reply: Reply
            do {
                reply = try await call(
                    .get,
                    "/rooms/\(room.percentEncoded)/messages?dir=f&from=\(position.percentEncoded)"
                        + "&to=\(to.percentEncoded)&limit=\(limit)&filter=\(filter)",
                    operation: "messages", wait: .zero)
            } catch {
                guard isHopeless(error, room: room) else { throw error }
                return false
            }
            learnt.withLock { $0.failedBackfills[room] = nil }
            guard reply.json?["chunk"]?.array != nil else { throw reply.unreadable }
            history.add(members: reply.json?["state"])
            history.add(reply.json?["chunk"], of: reply)
            guard let end = reply.json?["end"]?.string else { return true }
            // A server that does not move on would be asked for ever.
            guard end != position else { return false }
            position = end
        }
    }

    /// Whether to go on without what a room missed: it may not be read, or the server fails at it again and again
    /// and would keep all other rooms waiting.
    private func isHopeless(_ error: ChannelError, room: String) -> Bool {
        switch error.reason {
        case .recipientGone, .refused: return true
        case .platformDown:
            return learnt.withLock { learnt in
                let failures = learnt.failedBackfills[room, default: 0] + 1
                learnt.failedBackfills[room] = failures < 5 ? failures : nil
                return failures == 5
            }
        default: return false
        }
    }
}
