/// An event of a Matrix room: a message, or somebody who comes or goes.
struct MatrixEvent: Decodable, Sendable {
    let id: String
    let type: String
    let sender: String
    /// Whom a membership is about.
    let subject: String?
    private let content: Content

    private struct Content: Decodable {
        var body, membership: String?
        var mentions: Mentions?
        var relation: Relation?
        enum CodingKeys: String, CodingKey {
            case body, membership
            case mentions = "m.mentions"
            case relation = "m.relates_to"
        }
    }
    private struct Mentions: Decodable { var user_ids: [String]? }
    private struct Relation: Decodable {
        struct Reply: Decodable { var event_id: String }
        var reply: Reply?
        enum CodingKeys: String, CodingKey { case reply = "m.in_reply_to" }
    }
    enum CodingKeys: String, CodingKey {
        case id = "event_id"
        case type, sender, content
        case subject = "state_key"
    }

    /// Whether it is a message.
    var isMessage: Bool { type == "m.room.message" }
    /// What a message says.
    var text: String { content.body ?? "" }
    /// The message that this one answers.
    var answers: String? { content.relation?.reply?.event_id }
    /// Whom a message calls.
    var mentions: [String] { content.mentions?.user_ids ?? [] }
    /// `join`, `leave` or `invite`, of a membership.
    var membership: String? { content.membership }
}

extension [MatrixEvent] {
    /// What somebody said, in order.
    func messages(by user: MatrixUser) -> [MatrixEvent] { filter { $0.isMessage && $0.sender == user.id } }

    /// Where somebody stands in the room after all of it.
    func membership(of user: MatrixUser) -> String? {
        last { $0.type == "m.room.member" && $0.subject == user.id }?.membership
    }
}
