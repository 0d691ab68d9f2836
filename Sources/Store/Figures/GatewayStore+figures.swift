import Foundation
import Model

extension GatewayStore {
    /// What the store alone knows of how a bot is doing, from one snapshot.
    ///
    /// Costs what waits, not what was ever kept.
    /// - Parameters:
    ///   - limits: by channel, for what is left of a budget.
    ///   - chats: whose lanes are shown: those of the configuration, so that nobody's own chat is named.
    package func figures(
        now: Date, limits: [ChannelName: ChannelLimits], chats: [ChatKey]
    ) async throws(StoreError) -> GatewayFigures.Stored {
        let status = try await status(now: now)
        let lanes = try await look { sql, _ in
            var lanes = Lanes(sql: sql, now: now.milliseconds)
            let own = try limits.keys.sorted { $0.rawValue < $1.rawValue }.map { channel in
                try lanes.figures(
                    channel.rawValue, limits[channel]?.total, channel: channel, chat: "", now: now)
            }
            return own
                + (try chats.map { chat in
                    try lanes.figures(
                        chat.text, limits[chat.channel]?.perChat, channel: chat.channel, chat: chat.id,
                        now: now)
                })
        }
        func queue(_ queue: StoreStatus.Queue) -> GatewayFigures.Queue {
            GatewayFigures.Queue(
                waiting: queue.waiting, oldestSeconds: queue.oldestSeconds, dead: queue.dead)
        }
        return GatewayFigures.Stored(
            inbox: queue(status.inbox), outbox: queue(status.outbox),
            timers: GatewayFigures.Queue(
                waiting: status.timers.waiting, oldestSeconds: status.timers.lateSeconds,
                dead: status.timers.dead),
            pollers: Dictionary(
                uniqueKeysWithValues: status.polls.map { channel, poll in
                    (
                        channel.rawValue,
                        GatewayFigures.Poller(
                            silentSeconds: poll.at.map { max(0, now.timeIntervalSince($0)) },
                            lagSeconds: poll.lagSeconds)
                    )
                }), lanes: lanes)
    }

    /// When the newest row was given up, those whose time was over left aside; nil when there is none.
    package func newestDeadLetter() async throws(StoreError) -> Date? {
        try await look { sql, _ in
            let newest = try ["inbox", "outbox", "timers"].flatMap { table in
                try sql.rows(
                    """
                    SELECT max(finished_at) FROM \(table)
                    WHERE state = 'dead' AND coalesce(last_error, '') <> '\(DeadReason.expired)'
                    """
                ) { $0.optionalDate(0) }
            }
            return newest.compactMap { $0 }.max()
        }
    }
}

extension Lanes {
    /// How a lane stands at a moment, its bucket filled up to it.
    fileprivate mutating func figures(
        _ name: String, _ limit: RateLimit?, channel: ChannelName, chat: String, now: Date
    ) throws -> GatewayFigures.Lane {
        let state = try state(name)
        let tokens = limit.map { limit in
            var bucket = state.bucket ?? .full(limit, at: now.milliseconds)
            bucket.refill(limit, at: now.milliseconds)
            return bucket.tokens
        }
        return GatewayFigures.Lane(
            channel: channel.rawValue, chat: chat, tokens: tokens,
            pausedSeconds: Double(max(0, state.pausedUntil - now.milliseconds)) / 1000)
    }
}
