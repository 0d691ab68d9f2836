/// What the rules decide about.
package enum Event: Sendable {
    /// A message from a listed chat or a known person's direct chat.
    case message(ReceivedMessage)
    /// Timers that are due, oldest first. What is due together is decided together, so that ten alerts can be one message.
    case timers([DurableTimer])
    /// The gateway has started or its configuration was loaded anew: lay out what the plan demands. Idempotent.
    case started
}
