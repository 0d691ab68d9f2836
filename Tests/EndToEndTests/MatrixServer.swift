import Crypto
import Curl
import Foundation

/// A Matrix server as a test's people reach it: plain client-server calls, and none of our own channel's code.
struct MatrixServer: Sendable {
    /// An answer that was not a success.
    struct Refusal: Error {
        let path: String
        let status: Int
        let body: String
    }

    /// The base URL, such as `http://127.0.0.1:18008`.
    let url: String
    private let client = CurlClient()

    init(_ url: String) { self.url = url }

    /// Makes an account with the server's shared secret, as its operator's tool does.
    func register(_ name: String, password: String) async throws -> MatrixUser {
        struct Nonce: Decodable { var nonce: String }
        struct Account: Decodable { var user_id, access_token: String }
        let path = "/_synapse/admin/v1/register"
        let nonce: Nonce = try await call(.get, path)
        let signed = [nonce.nonce, name, password, "notadmin"].joined(separator: "\0")
        let code = HMAC<Insecure.SHA1>.authenticationCode(
            for: Data(signed.utf8), using: SymmetricKey(data: Data("loopback-only".utf8)))
        let account: Account = try await call(
            .post, path,
            body: [
                "nonce": nonce.nonce, "username": name, "password": password, "admin": false,
                "mac": code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(),
            ])
        return MatrixUser(id: account.user_id, server: self, token: account.access_token)
    }

    /// Sends a request and reads its answer.
    func call<Answer: Decodable>(
        _ method: CurlRequest.Method, _ path: String, token: String? = nil, body: [String: Any]? = nil
    ) async throws -> Answer {
        var request = CurlRequest(method, url + path)
        if let token { request.headers.append((name: "Authorization", value: "Bearer " + token)) }
        if let body {
            request.headers.append((name: "Content-Type", value: "application/json"))
            request.body = Array(try JSONSerialization.data(withJSONObject: body))
        }
        request.timeout = .seconds(60)
        let response = try await client.send(request)
        guard response.status == 200 else {
            throw Refusal(
                path: path, status: response.status, body: String(decoding: response.body, as: UTF8.self))
        }
        return try JSONDecoder().decode(Answer.self, from: Data(response.body))
    }
}
