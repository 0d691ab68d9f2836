import Curl
import Foundation
import Model
import Synchronization

/// A user of a Matrix server, read by /sync.
final class MatrixChannel: Channel {
    /// What the channel has learnt; all of it can be learnt again.
    struct Learnt: Sendable {
        /// Whether the listed rooms were joined since the start.
        var hasJoinedListed = false
        /// Invitations that the server could not carry out yet: room → whether to join.
        var pending: [String: Bool] = [:]
        /// How many members an unlisted room has.
        var memberCounts: [String: Int] = [:]
        /// How often in a row the server failed to tell what a room missed.
        var failedBackfills: [String: Int] = [:]
    }

    let name: ChannelName
    let traits: ChannelTraits
    let endpoint: Endpoint
    let login: MatrixLogin
    let listedRooms: Set<String>
    let learnt = Mutex(Learnt())

    init(
        _ definition: ChannelDefinition, endpoint: Endpoint, user: String, password: Secret,
        listedRooms: Set<String>
    ) {
        name = definition.name
        // A server's own choice; it answers 429 above. Five a second is what a server for people lets pass.
        let limits = ChannelLimits(total: RateLimit(5, perSeconds: 1))
        traits = ChannelTraits(
            canPoll: true, isIdempotent: true, limits: definition.limits?.over(limits) ?? limits)
        self.endpoint = endpoint
        self.listedRooms = listedRooms
        login = MatrixLogin(endpoint: endpoint, user: user, password: password, channel: definition.name)
    }

    func open() async throws(ChannelError) { _ = try await login.session() }

    /// 8000 bytes: an event may have 65,536, and a character takes up to eight in its two wordings, escaped.
    func split(_ text: String, as format: TextFormat) -> [String] {
        TextSplitter(limit: 8000, unit: .utf8).split(text)
    }

    /// Sends a request as the bot's user and returns a successful reply.
    func call(
        _ method: CurlRequest.Method, _ path: String, operation: String, body: [UInt8]? = nil,
        wait: Duration? = nil
    ) async throws(ChannelError) -> Reply {
        let reply = try await exchange(method, path, operation: operation, body: body, wait: wait)
        guard reply.isSuccess else { throw MatrixVerdict(reply).error }
        return reply
    }

    /// Sends a request as the bot's user and returns the reply, whatever its status.
    ///
    /// A token that the server has forgotten is renewed, once.
    func exchange(
        _ method: CurlRequest.Method, _ path: String, operation: String, body: [UInt8]? = nil,
        wait: Duration? = nil
    ) async throws(ChannelError) -> Reply {
        let session = try await login.session()
        let reply = try await send(method, path, operation, body, wait, session)
        guard !reply.isSuccess, MatrixVerdict(reply).wantsLogin else { return reply }
        let renewed = try await login.session(insteadOf: session)
        return try await send(method, path, operation, body, wait, renewed)
    }

    private func send(
        _ method: CurlRequest.Method, _ path: String, _ operation: String, _ body: [UInt8]?,
        _ wait: Duration?,
        _ session: MatrixSession
    ) async throws(ChannelError) -> Reply {
        try await endpoint.send(
            method, path, operation: "matrix " + operation,
            headers: [(name: "Authorization", value: "Bearer " + session.token.revealed)], body: body,
            wait: wait)
    }

    /// The key of a room.
    func chat(_ room: String) -> ChatKey { ChatKey(channel: name, id: room) }
}
