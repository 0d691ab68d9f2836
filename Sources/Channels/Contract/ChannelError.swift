import Model

/// Why a channel could not do what it was asked.
package struct ChannelError: Error, Equatable, Sendable {
    /// What went wrong, as a closed list; the raw value is the metric's label.
    package enum Reason: String, Sendable, CaseIterable {
        /// No connection, no answer in time, or the connection was lost.
        case unreachable
        /// The server's certificate is not to be trusted.
        case untrusted
        /// Too many messages; `retryAfter` tells how long to wait, where the platform says so.
        case throttled
        /// The platform itself is in trouble.
        case platformDown
        /// An answer that is not in the platform's terms: cut off, malformed, too large, without a verdict.
        case unreadableReply
        /// Somebody else polls with the same credential.
        case conflict
        /// The task was cancelled, or the client shut down.
        case cancelled
        /// The token, key, password or signature is wrong.
        case badCredentials
        /// The channel's URL or credential cannot be used as it is written.
        case misconfigured
        /// The chat is gone, or the bot is not in it, or may not write there.
        case recipientGone
        /// The text exceeds the platform's limit.
        case tooLong
        /// The platform does not take this message.
        case refused
        /// The channel cannot do this at all.
        case unsupported

        /// Whether the same request may succeed later without anybody changing anything.
        package var isRetryable: Bool {
            switch self {
            case .unreachable, .throttled, .platformDown, .unreadableReply, .conflict, .cancelled: true
            case .untrusted, .badCredentials, .misconfigured, .recipientGone, .tooLong, .refused,
                .unsupported:
                false
            }
        }

        /// Whether our own code made a request that it should not have made.
        package var isOurFault: Bool { self == .tooLong || self == .refused || self == .unsupported }

        /// Whether every request of the channel would fare the same until an operator mends something.
        ///
        /// What waits is then to be held, not spent: it is the channel that is broken, not the message.
        package var pausesChannel: Bool {
            self == .untrusted || self == .badCredentials || self == .misconfigured
        }
    }

    /// How far the request got.
    package enum Delivery: String, Sendable {
        /// Nothing of it left this machine.
        case neverReached
        /// The platform may have obeyed it: sending it again may double it.
        case mayHaveReached
        /// The platform answered that it did not obey.
        case answered
    }

    /// What went wrong.
    package var reason: Reason
    /// How long the platform asks us to wait before any further request; nil where it does not say.
    package var retryAfter: Duration?
    /// How far the request got.
    package var delivery: Delivery
    /// A line for the log: the operation, status and code.
    ///
    /// Never a secret, a text, a name or an address with a secret in it.
    package var detail: String

    /// Creates an error.
    package init(
        _ reason: Reason, retryAfter: Duration? = nil, delivery: Delivery, detail: String
    ) {
        self.reason = reason
        self.retryAfter = retryAfter
        self.delivery = delivery
        self.detail = detail
    }
}
