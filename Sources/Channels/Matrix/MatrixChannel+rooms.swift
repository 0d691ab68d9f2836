import Curl
import Foundation
import Model
import Synchronization

/// Getting into rooms and knowing them.
extension MatrixChannel {
    /// Joins the listed rooms that the bot is not in: once after a start, for an invitation may have been lost.
    ///
    /// A room that cannot be joined (nobody invited the bot yet) is left for its invitation.
    func joinListedRooms() async throws(ChannelError) -> [PollNote] {
        guard learnt.withLock({ !$0.hasJoinedListed }) else { return [] }
        let reply = try await call(.get, "/joined_rooms", operation: "joined_rooms")
        guard let joined = reply.json?["joined_rooms"]?.array?.compactMap(\.string) else {
            throw reply.unreadable
        }
        learnt.withLock { learnt in
            for room in listedRooms.subtracting(joined) { learnt.pending[room] = true }
            learnt.hasJoinedListed = true
        }
        return try await answerInvitations()
    }

    /// Takes up the invitations of a sync: those to listed rooms and to direct chats are accepted, others refused.
    ///
    /// Whose direct chat it is, and whether it is answered, is not decided here.
    func receiveInvitations(_ rooms: JSON?, me: String) {
        for (room, invitation) in rooms?.object ?? [:] {
            let state = invitation["invite_state"]?["events"]?.array ?? []
            let isDirect = state.contains { event in
                event["type"]?.string == "m.room.member" && event["state_key"]?.string == me
                    && event["content"]?["is_direct"]?.bool == true
            }
            learnt.withLock { $0.pending[room] = listedRooms.contains(room) || isDirect }
        }
    }

    /// Joins or refuses what waits; what the server cannot do now waits for the next poll.
    func answerInvitations() async throws(ChannelError) -> [PollNote] {
        var notes: [PollNote] = []
        for (room, joins) in learnt.withLock({ $0.pending }).sorted(by: { $0.key < $1.key }) {
            do {
                let path = "/rooms/\(room.percentEncoded)/" + (joins ? "join" : "leave")
                _ = try await call(.post, path, operation: joins ? "join" : "leave", body: Array("{}".utf8))
                notes.append(joins ? .joined(chat(room)) : .refusedInvitation(chat(room)))
            } catch {
                if error.reason == .cancelled { throw error }
                if error.reason.isRetryable { continue }
            }
            _ = learnt.withLock { $0.pending.removeValue(forKey: room) }
        }
        return notes
    }

    /// Whether a room is a chat between the bot and one person: not listed, and two are in it.
    ///
    /// Who invites can call any room direct, and a room can grow, so the members are counted; a listed room is a
    /// group even while only one person has come.
    func isDirect(_ room: String) async throws(ChannelError) -> Bool {
        guard !listedRooms.contains(room) else { return false }
        if let count = learnt.withLock({ $0.memberCounts[room] }) { return count == 2 }
        do throws(ChannelError) {
            let reply = try await call(
                .get, "/rooms/\(room.percentEncoded)/joined_members", operation: "joined_members")
            guard let members = reply.json?["joined"]?.object else { throw reply.unreadable }
            learnt.withLock { $0.memberCounts[room] = members.count }
            return members.count == 2
        } catch {
            // Otherwise the bot was thrown out in the meantime, or the server cannot tell and all else would wait.
            if [.unreachable, .throttled, .cancelled].contains(error.reason) { throw error }
            return false
        }
    }

    /// Forgets how many are in a room, after somebody came or went.
    func forgetMembers(of room: String) { _ = learnt.withLock { $0.memberCounts.removeValue(forKey: room) } }
}
