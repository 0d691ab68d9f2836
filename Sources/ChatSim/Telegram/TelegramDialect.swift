import Foundation

/// The Bot API: what a bot without a public address uses of it.
///
/// `parse_mode` is refused: nothing that people typed should pass through a markup parser, and entities say the same.
struct TelegramDialect: Sendable {
    let hub: SimHub
    /// The channel whose token was used, nil where no channel has it.
    let channel: SimChannel?

    /// A request that the Bot API refuses.
    struct Refusal: Error {
        let code: Int
        let description: String
        var parameters: SimJSON?
        var headers: [(name: String, value: String)] = []
    }

    /// The method's name as the documentation writes it; the platform takes any case.
    static func methodName(_ method: String) -> String {
        let known = [
            "getMe", "getUpdates", "sendMessage", "deleteWebhook", "getWebhookInfo", "sendChatAction",
        ]
        return known.first { $0.lowercased() == method.lowercased() } ?? method
    }

    /// Answers a request for a method.
    func answer(_ request: SimRequest, method: String, fault: FaultRule.Kind?) async -> SimReply {
        do {
            guard let channel, case .telegram(_, let username) = channel.dialect else {
                throw Refusal(code: 401, description: "Unauthorized")
            }
            let call = TelegramCall(
                hub: hub, channel: channel, username: username,
                parameters: try TelegramParameters(request), fault: fault)
            return .json(["ok": true, "result": try await call.result(of: method)])
        } catch let refusal as Refusal {
            hub.note("telegram." + method, refusal.description)
            return Self.reply(refusal)
        } catch let ordinary as Ordinary {
            return Self.reply(ordinary.refusal)
        } catch {
            return Self.reply(Refusal(code: 500, description: "Internal Server Error"))
        }
    }

    /// A refusal that befalls a well-behaved bot too, and so is no violation.
    struct Ordinary: Error {
        let refusal: Refusal
    }

    private static func reply(_ refusal: Refusal) -> SimReply {
        .json(
            .sparse([
                ("ok", false), ("error_code", .whole(refusal.code)),
                ("description", .string(refusal.description)),
                ("parameters", refusal.parameters),
            ]), status: refusal.code, headers: refusal.headers)
    }
}
