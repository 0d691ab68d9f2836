/// What the chat and the sender stand for: where places are read against, and what defaults come from.
///
/// A class, so that handing it around costs nothing; it never changes.
final class Bearings: Sendable {
    /// When the message was written.
    let at: LocalMoment
    /// The chat's village.
    let chatVillage: String?
    /// The chat's checkpoint.
    let chatCheckpoint: String?
    /// The sender's village.
    let senderVillage: String?
    /// The unit that the sender leads.
    let senderUnit: String?
    /// The checkpoint at which the sender serves.
    let senderCheckpoint: String?
    /// The sender's own phone.
    let senderPhone: String?

    /// Works out what a context stands for.
    init(_ context: ReadingContext, roster: RosterIndex) {
        at = context.at
        let sender = context.sender.flatMap { roster.sender(id: $0) }
        let chat = context.chatPlace.flatMap { roster.standing(of: $0) }
        let own = sender?.place.flatMap { roster.standing(of: $0) }
        chatVillage = chat?.village
        chatCheckpoint = chat?.isCheckpoint == true ? context.chatPlace : nil
        senderVillage = own?.village
        senderUnit = own?.isUnit == true ? sender?.place : nil
        senderCheckpoint = own?.isCheckpoint == true ? sender?.place : nil
        senderPhone = sender?.phone
    }

    /// The village that the chat, else the sender, fixes.
    var village: String? { chatVillage ?? senderVillage }
    /// The places that decide between several checkpoints of one short name: the first that does.
    var decidingPlaces: [String] {
        [chatCheckpoint, chatVillage, senderCheckpoint, senderVillage].compactMap { $0 }
    }
}
