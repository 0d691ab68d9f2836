import Foundation

/// A span in which a chat is spared what can wait (`静默 2小时`).
package struct Silence: Hashable, Sendable {
    package var chat: ChatKey
    package var from: Date
    package var until: Date
    package var by: PersonID

    package init(chat: ChatKey, from: Date, until: Date, by: PersonID) {
        self.chat = chat
        self.from = from
        self.until = until
        self.by = by
    }

    /// Whether it holds at an instant.
    package func holds(at instant: Date) -> Bool { from <= instant && instant < until }
}
