import Foundation

/// A message that the bot answered, as whoever looks for a loop sees it.
package struct Exchange: Hashable, Sendable {
    package var text: String
    /// When it was taken in.
    package var receivedAt: Date
    /// When its answer was decided.
    package var answeredAt: Date

    package init(text: String, receivedAt: Date, answeredAt: Date) {
        self.text = text
        self.receivedAt = receivedAt
        self.answeredAt = answeredAt
    }
}
