import Foundation
import Model
import ReportLanguage

/// What one message can hold: beyond it nothing is read, and the sender is told what was kept and what to do.
struct MessageLimits {
    let message: ReceivedMessage

    /// The most entries that the reader reads of one message.
    static let entries = 1000
    /// The most characters (Unicode scalars) of a message that the reader reads at all.
    static let characters = 60_000

    /// Says up to where a list was kept that may go on, once an hour; nothing for a shorter one.
    func lines(read: Int, last: ReportRecord?, in ruling: inout Ruling) throws -> [String] {
        let key = "too-many:" + message.chat.key.text
        guard read >= Self.entries, try !ruling.wasSaid(key, within: Timing.sameWord) else { return [] }
        ruling.remember(key)
        let ref: any Sendable = last?.ref.text ?? false
        return [ruling.words(for: message.chat)("limit.entries", ["count": Self.entries, "ref": ref])]
    }

    /// Answers a message that was too long to be read; false where it was not.
    func refuse(in ruling: inout Ruling) throws -> Bool {
        let text = message.event.text
        guard text.utf8.count > Self.characters, text.unicodeScalars.count > Self.characters else {
            return false
        }
        let key = "too-long:" + message.event.account.text
        guard try !ruling.wasSaid(key, within: Timing.sameWord) else { return true }
        ruling.remember(key)
        ruling.refuse(
            message, "limit.characters", ["characters": Self.characters, "count": Self.entries])
        return true
    }
}
