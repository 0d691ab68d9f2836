import Foundation

extension RelayDialect {
    /// A message that the bot posts, once its shape has been judged.
    private struct Post {
        var id = ""
        var chat = ""
        var text = ""
        var mentions: [String] = []
        var replyTo: String?
        var attachments: [String] = []
    }

    /// The largest text in UTF-8 bytes.
    static let longestText = 20_000

    /// Answers `POST …/messages`: the same id again is the same message.
    func post(_ request: SimRequest) -> SimReply {
        let post: Post
        switch read(request) {
        case .success(let good): post = good
        case .failure(let refusal):
            hub.note("relay.post", refusal.what)
            return .wrong(refusal.what, status: refusal.status)
        }
        let name = channel.name
        return hub.change { state, now -> SimReply in
            if let known = state.relay[name]?.message(for: post.id) { return .json(["id": .string(known)]) }
            guard let chat = state.world.chats.first(where: { $0.channel == name && $0.id == post.chat })
            else {
                state.note(SimViolation("relay.post", "no such chat"))
                return .wrong("no such chat", status: 404)
            }
            let mentioned = post.mentions.map { state.world.holder(of: $0, on: channel)?.id }
            if mentioned.contains(nil) {
                state.note(SimViolation("relay.post", "mentions an account nobody has"))
            }
            if let replyTo = post.replyTo, state.log.message(replyTo)?.chat ?? chat.key != chat.key {
                state.note(SimViolation("relay.post", "replies to a message of another chat"))
            }
            let message = state.post(
                post.text, in: chat, mentions: mentioned.compactMap { $0 }, replyTo: post.replyTo,
                attachments: post.attachments, at: now)
            state.relay[name, default: RelayBook()].remember(post.id, as: message.id)
            return .json(["id": .string(message.id)])
        }
    }

    private struct Refusal: Error {
        let what: String
        var status = 400
    }

    private func read(_ request: SimRequest) -> Result<Post, Refusal> {
        guard request.mediaType == "application/json" else {
            return .failure(Refusal(what: "the content type is application/json", status: 415))
        }
        let body: SimJSON
        do { body = try SimJSONReader.read(request.body) } catch {
            return .failure(Refusal(what: error.description))
        }
        guard let members = body.members else { return .failure(Refusal(what: "the body is an object")) }
        var post = Post()
        for member in members {
            if let fault = take(member, into: &post) { return .failure(Refusal(what: fault)) }
        }
        guard !post.id.isEmpty else { return .failure(Refusal(what: "id is missing")) }
        guard post.id == request.headers["webhook-id"] else {
            return .failure(Refusal(what: "webhook-id is not the message's id"))
        }
        guard !post.chat.isEmpty else { return .failure(Refusal(what: "chat is missing")) }
        guard !post.text.isEmpty || !post.attachments.isEmpty else {
            return .failure(Refusal(what: "neither text nor attachments"))
        }
        guard post.text.utf8.count <= Self.longestText else {
            return .failure(Refusal(what: "the text is over \(Self.longestText) bytes", status: 413))
        }
        return .success(post)
    }

    /// Takes one member of the body; answers what is wrong with it.
    private func take(_ member: SimJSON.Member, into post: inout Post) -> String? {
        switch member.name {
        case "id", "chat", "text":
            guard let text = member.value.text else { return "\(member.name) is a string" }
            if member.name == "id" { post.id = text }
            if member.name == "chat" { post.chat = text }
            if member.name == "text" { post.text = text }
        case "replyTo":
            if member.value == .null { return nil }
            guard let text = member.value.text else { return "replyTo is a string" }
            post.replyTo = text
        case "mentions":
            guard let elements = member.value.elements else { return "mentions is an array of user ids" }
            post.mentions = elements.compactMap(\.text)
            if post.mentions.count != elements.count { return "mentions is an array of user ids" }
        case "attachments":
            guard let elements = member.value.elements else { return "attachments is an array" }
            for element in elements {
                guard let name = element["name"]?.text, let type = element["mimeType"]?.text,
                    type.contains("/"),
                    let base64 = element["base64"]?.text, Data(base64Encoded: base64) != nil
                else { return "an attachment has name, mimeType and base64" }
                post.attachments.append(name)
            }
        default: return "unknown member '\(member.name)'"
        }
        return nil
    }
}
