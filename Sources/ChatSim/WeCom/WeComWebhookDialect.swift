struct WeComWebhookDialect: Sendable {
    let hub: SimHub
    let channel: SimChannel?
    func answer(_ request: SimRequest) -> SimReply { .wrong("not yet", status: 404) }
}
