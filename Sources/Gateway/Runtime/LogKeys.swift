/// The keys of log metadata: one list for the whole gateway.
///
/// Never text, names, numbers or tokens.
package enum LogKeys {
    package static let bot = "bot"
    package static let channel = "channel"
    package static let chat = "chat"
    package static let movedTo = "movedTo"
    package static let lease = "lease"
    package static let message = "message"
    package static let post = "post"
    package static let attempt = "attempt"
    package static let reason = "reason"
    package static let subject = "subject"
    package static let outcome = "outcome"
    package static let count = "count"
    package static let pause = "pause"
}
