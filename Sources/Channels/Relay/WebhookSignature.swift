import Crypto
import Foundation
import Model

/// Signs requests as Standard Webhooks 1.0.0 does: HMAC-SHA256 over `id.timestamp.body`.
struct WebhookSignature: Sendable {
    private let key: SymmetricKey

    /// Reads a secret, `whsec_` and base64 (the prefix may be absent); nil for anything else.
    init?(_ secret: Secret) {
        let text = secret.revealed
        let encoded = text.hasPrefix("whsec_") ? text.dropFirst(6) : text[...]
        guard let bytes = Data(base64Encoded: String(encoded)), !bytes.isEmpty else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// The headers of a request with that id, sent at that time.
    func headers(id: String, at date: Date, body: [UInt8]) -> [(name: String, value: String)] {
        let timestamp = String(Int(date.timeIntervalSince1970))
        let code = HMAC<SHA256>.authenticationCode(for: Array("\(id).\(timestamp).".utf8) + body, using: key)
        return [
            (name: "webhook-id", value: id), (name: "webhook-timestamp", value: timestamp),
            (name: "webhook-signature", value: "v1," + Data(code).base64EncodedString()),
        ]
    }
}
