import Foundation
import Model

extension Date {
    static let noon = Date(timeIntervalSince1970: 1_643_342_400)
}

extension GatewayFigures {
    /// Figures with something of everything.
    static func sample(bot: String, troubles: [Trouble] = []) -> GatewayFigures {
        var counters = Counters()
        counters.outcomes = [.reported: 7, .chatter: 40]
        counters.failedDecisions = 1
        counters.posts = [
            .init(channel: "town", verdict: "posted"): 6, .init(channel: "tg", verdict: "throttled"): 2,
        ]
        counters.polls = [.init(channel: "tg", verdict: "unreachable"): 3]
        counters.storeErrors = ["busy": 2]
        for rows in [1.0, 3, 900] { counters.batches.observe(rows) }
        for seconds in [0.004, 0.3, 700] { counters.replies.observe(seconds) }
        counters.decisions.observe(0.002)
        counters.timers.observe(0)
        return GatewayFigures(
            counters: counters,
            stored: Stored(
                inbox: Queue(waiting: 3, oldestSeconds: 1.25, dead: 1),
                outbox: Queue(waiting: 2, oldestSeconds: 0, dead: 0),
                timers: Queue(waiting: 9, oldestSeconds: 0, dead: 0),
                pollers: [
                    "town": Poller(silentSeconds: 4, lagSeconds: 0.5),
                    "tg": Poller(silentSeconds: nil, lagSeconds: nil),
                ],
                lanes: [
                    Lane(channel: "tg", chat: "", tokens: 29.5, pausedSeconds: 0),
                    Lane(channel: "tg", chat: "a\"b\\c\nd", tokens: nil, pausedSeconds: 30),
                ]),
            health: HealthSnapshot(bot: bot, at: .noon, troubles: troubles), audit: (seconds: 0.2, at: .noon))
    }
}
