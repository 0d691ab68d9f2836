import Foundation
import Model

extension Ruling {
    /// When a chat is to hear of something that can wait a minute: at once (nil), or where it has just heard of the like, at
    /// the end of a minute, when all that came up meanwhile is said in one post (the outbox says together what was held back
    /// to the same moment).
    ///
    /// Not for emergencies and incidents: those are told at once, however many there are.
    mutating func grouped(_ kind: String, in chat: ChatKey) throws -> Date? {
        let key = "group:\(kind):\(chat.text)"
        // The moment of the last one, which may lie ahead; never farther than a minute, unless the clock was put back.
        if let last = try facts.lastSaid(key), abs(now.timeIntervalSince(last)) < Timing.groupWindow {
            let moment = last > now ? last : last.addingTimeInterval(Timing.groupWindow)
            change(.remember(said: key, at: moment))
            return moment
        }
        remember(key)
        return nil
    }
}
