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
        let person = context.sender.flatMap { roster.person(id: $0) }
        chatVillage = context.chatPlace.flatMap { roster.village(of: $0) }
        chatCheckpoint = context.chatPlace.flatMap { roster.isCheckpoint($0) ? $0 : nil }
        senderVillage = person?.place.flatMap { roster.village(of: $0) }
        senderUnit = person?.place.flatMap { roster.isUnit($0) ? $0 : nil }
        senderCheckpoint = person?.place.flatMap { roster.isCheckpoint($0) ? $0 : nil }
        senderPhone = person?.phone
    }

    /// The village that the chat, else the sender, fixes.
    var village: String? { chatVillage ?? senderVillage }
    /// The place that decides between several checkpoints of one short name.
    var decidingPlace: String? { chatCheckpoint ?? chatVillage ?? senderCheckpoint ?? senderVillage }
}
