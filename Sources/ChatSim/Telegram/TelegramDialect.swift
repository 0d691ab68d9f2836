struct TelegramDialect: Sendable {
    let hub: SimHub
    let channel: SimChannel?
    static func methodName(_ method: String) -> String { method }
    func answer(_ request: SimRequest, method: String, fault: FaultRule.Kind?) async -> SimReply {
        .wrong("not yet", status: 404)
    }
}
