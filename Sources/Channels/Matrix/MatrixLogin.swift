import Curl
import Foundation
import Model

/// Who the bot is on a Matrix server, and the token that shows it.
struct MatrixSession: Hashable, Sendable {
    var user: String
    var token: Secret
}

/// Logs in when a session is wanted; callers at the same time share one login.
actor MatrixLogin {
    private struct Body: Encodable {
        struct Identifier: Encodable {
            var type = "m.id.user"
            var user: String
        }
        var type = "m.login.password"
        var identifier: Identifier
        var password: String
        var device_id: String
        var initial_device_display_name = "Lianfang"
    }

    private let endpoint: Endpoint
    private let user: String
    private let password: Secret
    private let device: String
    private var session: MatrixSession?
    private var underWay: Task<Result<MatrixSession, ChannelError>, Never>?

    init(endpoint: Endpoint, user: String, password: Secret, channel: ChannelName) {
        self.endpoint = endpoint
        self.user = user
        self.password = password
        // Fixed, because a server knows a repeated txnId by user and device: a new device would double posts.
        device = "LIANFANG-" + channel.rawValue
    }

    /// The session to use; `stale` is one that the server has just refused.
    func session(insteadOf stale: MatrixSession? = nil) async throws(ChannelError) -> MatrixSession {
        if let session, session != stale { return session }
        let task = underWay ?? Task { await login() }
        underWay = task
        let result = await task.value
        if underWay == task { underWay = nil }
        let session = try result.get()
        self.session = session
        return session
    }

    private func login() async -> Result<MatrixSession, ChannelError> {
        let operation = "matrix login"
        do {
            let body = try Endpoint.json(
                Body(identifier: .init(user: user), password: password.revealed, device_id: device),
                operation: operation)
            let reply = try await endpoint.send(.post, "/login", operation: operation, body: body)
            guard reply.isSuccess else { return .failure(MatrixVerdict(reply, isLogin: true).error) }
            guard let id = reply.json?["user_id"]?.string, let token = reply.json?["access_token"]?.string
            else {
                return .failure(reply.unreadable)
            }
            return .success(MatrixSession(user: id, token: Secret(token)))
        } catch {
            return .failure(error)
        }
    }
}
