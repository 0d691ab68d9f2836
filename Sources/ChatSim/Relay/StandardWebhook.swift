import Crypto
import Foundation

/// Checks and makes Standard Webhooks signatures (version 1.0.0, symmetric `v1`).
///
/// Times are the wall clock's in Unix seconds: a signature guards against replays in the real world, and the
/// simulated clock may be hours away from it.
package struct StandardWebhook: Sendable {
    /// How far a signature's time may be off, in seconds: what the reference library allows.
    package static let tolerance = 300.0
    private let key: SymmetricKey

    /// The checker for a secret `whsec_…`; nil where what follows is not base64 of at least 24 bytes.
    package init?(secret: String) {
        guard secret.hasPrefix("whsec_"), let bytes = Data(base64Encoded: String(secret.dropFirst(6))),
            (24...64).contains(bytes.count)
        else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// The signature `v1,…` of a body.
    package func sign(id: String, timestamp: Int, body: [UInt8]) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: signed(id: id, timestamp: String(timestamp), body), using: key)
        return "v1," + Data(code).base64EncodedString()
    }

    /// What is wrong with a request's signature; nil when it is good.
    package func fault(in headers: [String: String], body: [UInt8], now: Date) -> String? {
        fault(
            id: headers["webhook-id"], timestamp: headers["webhook-timestamp"],
            signature: headers["webhook-signature"], body: body, now: now.timeIntervalSince1970)
    }

    /// What is wrong with a signature, given the three headers; nil when it is good.
    func fault(id: String?, timestamp: String?, signature: String?, body: [UInt8], now: Double) -> String? {
        guard let id, !id.isEmpty else { return "webhook-id is missing" }
        guard !id.utf8.contains(UInt8(ascii: ".")) else { return "webhook-id holds a full stop" }
        guard let timestamp, let seconds = Int(timestamp) else {
            return "webhook-timestamp is no Unix time"
        }
        let off = now - Double(seconds)
        guard off <= Self.tolerance else { return "webhook-timestamp is too old" }
        guard off >= -Self.tolerance else { return "webhook-timestamp is too new" }
        guard let signature else { return "webhook-signature is missing" }
        let message = signed(id: id, timestamp: timestamp, body)
        for signature in signature.split(separator: " ") where signature.hasPrefix("v1,") {
            guard let code = Data(base64Encoded: String(signature.dropFirst(3))) else { continue }
            // CryptoKit compares in constant time.
            if HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: message, using: key) {
                return nil
            }
        }
        return "webhook-signature does not fit"
    }

    private func signed(id: String, timestamp: String, _ body: [UInt8]) -> [UInt8] {
        var message: [UInt8] = []
        message.reserveCapacity(id.utf8.count + timestamp.utf8.count + 2 + body.count)
        message += id.utf8
        message.append(UInt8(ascii: "."))
        message += timestamp.utf8
        message.append(UInt8(ascii: "."))
        message += body
        return message
    }
}
