import Curl
import Foundation
import Model

/// A platform's server as one channel reaches it: requests go out, replies and ``ChannelError`` come back.
struct Endpoint: Sendable {
    /// What a long poll may bring; batches are bounded by their count, so more is not a batch of messages.
    private static let maxPollBytes = 8 << 20

    let client: CurlClient
    /// Scheme, host and base path, without a trailing slash; a secret, as some platforms have theirs in it.
    let base: Secret
    let timeouts: ChannelTimeouts
    /// The real clock, by which servers judge signatures.
    let now: @Sendable () -> Date

    /// Sends one request and returns the platform's reply, whatever its status.
    ///
    /// `operation` names it in errors, for which neither the path nor the server's words can be used: both may
    /// hold a secret. `wait` is how long the platform was asked to wait for events; nil where it was not.
    func send(
        _ method: CurlRequest.Method, _ path: String, operation: String,
        headers: [(name: String, value: String)] = [], body: [UInt8]? = nil, wait: Duration? = nil
    ) async throws(ChannelError) -> Reply {
        var request = CurlRequest(method, base.revealed + path)
        request.headers = headers
        if let body {
            request.body = body
            request.headers.append((name: "Content-Type", value: "application/json"))
        }
        request.connectTimeout = timeouts.connect
        request.timeout = timeouts.request
        if let wait {
            request.timeout = wait + timeouts.pollMargin
            request.maxResponseBytes = Self.maxPollBytes
        }
        do {
            return Reply(try await client.send(request), operation: operation, now: now())
        } catch {
            throw ChannelError(error, operation: operation)
        }
    }

    /// The bytes of a body that we write.
    static func json(_ body: some Encodable, operation: String) throws(ChannelError) -> [UInt8] {
        let encoder = JSONEncoder()
        // Sorted, so that one message is always the same bytes; slashes as they are, so that links stay legible.
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(body))
        } catch {
            throw ChannelError(
                .refused, delivery: .neverReached, detail: operation + ": the body cannot be written")
        }
    }
}

extension ChannelError {
    /// What a failed transfer means to a channel.
    init(_ error: CurlError, operation: String) {
        let reason: Reason =
            switch error.reason {
            case .resolve, .connect, .timeout, .connectionLost, .other: .unreachable
            case .tls: .untrusted
            case .brokenResponse, .responseTooLarge: .unreadableReply
            case .cancelled, .shutDown: .cancelled
            case .badRequest: .misconfigured
            }
        let delivery: Delivery = error.delivery == .neverReached ? .neverReached : .mayHaveReached
        self.init(
            reason, delivery: delivery, detail: "\(operation): \(error.reason.rawValue) (\(error.code))")
    }
}
