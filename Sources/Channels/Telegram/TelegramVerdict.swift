/// What Telegram says when it does not do what it was asked: `ok`, `error_code`, `description`, `parameters`.
struct TelegramVerdict {
    let error: ChannelError
    /// The id of the supergroup that the group has become.
    let movedTo: String?

    init(_ reply: Reply) {
        guard reply.json?["ok"]?.bool == false, let code = reply.json?["error_code"]?.integer else {
            // Not Telegram's own words: a proxy's, or those of something that is no Bot API.
            error = reply.statusFailure
            movedTo = nil
            return
        }
        let parameters = reply.json?["parameters"]
        movedTo = parameters?["migrate_to_chat_id"]?.identifier
        let wait = parameters?["retry_after"]?.number.flatMap { WireTime.wait(seconds: $0) }
        let description = reply.json?["description"]?.string?.lowercased() ?? ""
        let (reason, delivery) = Self.reason(code, description, moved: movedTo != nil)
        error = reply.failure(reason, retryAfter: wait, delivery: delivery, code: "error_code \(code)")
    }

    private static func reason(
        _ code: Int64, _ description: String, moved: Bool
    ) -> (ChannelError.Reason, ChannelError.Delivery) {
        switch code {
        // An unknown token is answered 401, a malformed one 404.
        case 401, 404: (.badCredentials, .answered)
        // Kicked from the group, blocked by the user, or the group is deleted.
        case 403: (.recipientGone, .answered)
        case 409: (.conflict, .answered)
        case 420, 429: (.throttled, .answered)
        case 500...: (.platformDown, .mayHaveReached)
        case 400 where moved: (.recipientGone, .answered)
        case 400 where description.contains("message is too long"): (.tooLong, .answered)
        case 400 where goneWords.contains { description.contains($0) }: (.recipientGone, .answered)
        default: (.refused, .answered)
        }
    }

    /// How descriptions of code 400 say that this chat cannot be written to.
    private static let goneWords = [
        "chat not found", "not enough rights", "have no rights to send", "chat_write_forbidden",
        "peer_id_invalid",
        "group chat was deactivated", "user is deactivated", "topic_closed",
    ]
}
