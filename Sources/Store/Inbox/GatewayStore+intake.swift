import Foundation
import Model

extension GatewayStore {
    /// Keeps what a channel delivered and where the channel goes on, in one commit: once this returns, the platform may
    /// forget the events.
    ///
    /// An event whose key is known is dropped. Events of kind `.other` are kept and need no decision.
    /// - Parameters:
    ///   - cursor: where to go on; nil leaves the kept cursor as it is.
    ///   - lease: the channel's, where several processes could poll it.
    package func receive(
        _ events: [IncomingEvent], from channel: ChannelName, cursor: String?, now: Date,
        under lease: Lease? = nil
    ) async throws(StoreError) -> IntakeOutcome {
        try await write(now: now, under: lease) { transaction in
            try transaction.add(Arrival(events: events, channel: channel, cursor: cursor))
        }
    }

    /// Where a channel goes on after its last commit; nil before the first.
    package func cursor(of channel: ChannelName) async throws(StoreError) -> String? {
        try await look { sql, _ in
            try sql.rows("SELECT position FROM polls WHERE channel = $1", channel) { $0.optionalText(0) }
                .first.flatMap { $0 }
        }
    }

    /// Remembers when a channel was last polled, and what was wrong when it failed.
    ///
    /// - Parameter error: nil when the poll succeeded; the time is that of the last success.
    package func notePoll(channel: ChannelName, at: Date, error: String?) async throws(StoreError) {
        try await write(now: at) { transaction in
            let polledAt: Date? = error == nil ? at : nil
            try transaction.sql.execute(
                """
                INSERT INTO polls (channel, polled_at, last_error) VALUES ($1, $2, $3)
                ON CONFLICT (channel) DO UPDATE SET
                    polled_at = coalesce(excluded.polled_at, polls.polled_at), last_error = excluded.last_error
                """, channel, polledAt, error.map { try transaction.content.seal($0, .failure) })
        }
    }
}

/// What one look at a channel brought.
package struct Arrival: Sendable {
    /// The events, in their order.
    package var events: [IncomingEvent]
    package var channel: ChannelName
    /// Where the channel goes on; nil leaves the kept cursor as it is.
    package var cursor: String?

    package init(events: [IncomingEvent], channel: ChannelName, cursor: String?) {
        self.events = events
        self.channel = channel
        self.cursor = cursor
    }
}

extension StoreTransaction {
    /// Adds the events that are new, and moves the channel's cursor.
    func add(_ arrival: Arrival) throws -> IntakeOutcome {
        var outcome = IntakeOutcome()
        for event in arrival.events {
            if try add(event) {
                outcome.new += 1
                if event.kind != .other { outcome.waiting += 1 }
            } else {
                outcome.duplicates += 1
            }
        }
        let lag = arrival.events.last.map { max(0, now.milliseconds - $0.at.milliseconds) }
        try note(arrival.channel, cursor: arrival.cursor, lag: lag)
        return outcome
    }

    /// Adds an event to the inbox; false when it was there.
    func add(_ event: IncomingEvent) throws -> Bool {
        let needsDecision = event.kind != .other
        let state: WorkState = needsDecision ? .waiting : .done
        let outcome: Outcome? = needsDecision ? nil : .ignored
        let finishedAt: Date? = needsDecision ? nil : now
        let isNew = try withNextID(of: .inbox) { id in
            // due_at 0: at once, whatever the clock does.
            try sql.changes(
                """
                INSERT INTO inbox (id, unique_key, kind, conversation, account, user_name, content, raw, message_id,
                    reply_to, mentions_bot, is_direct, is_from_bot, written_at, created_at, state, attempt, due_at,
                    outcome, finished_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 0, 0, $17, $18)
                ON CONFLICT (unique_key) DO NOTHING
                """, id, event.key, event.kind, event.chat, event.account,
                content.seal(event.userName, .userName),
                content.seal(event.text, .message), content.seal(event.raw, .raw), event.messageID,
                event.replyTo,
                event.mentionsBot,
                event.isDirect, event.isFromBot, event.at, now, state, outcome, finishedAt) == 1
        }
        if isNew && needsDecision { eventsAdded += 1 }
        return isNew
    }

    /// Moves a channel's cursor, where there is a new one, and notes that the channel was heard.
    func note(_ channel: ChannelName, cursor: String?, lag: Int64?) throws {
        try sql.execute(
            """
            INSERT INTO polls (channel, position, polled_at, last_error, lag) VALUES ($1, $2, $3, NULL, $4)
            ON CONFLICT (channel) DO UPDATE SET position = coalesce(excluded.position, polls.position),
                polled_at = excluded.polled_at, last_error = NULL, lag = coalesce(excluded.lag, polls.lag)
            """, channel, cursor, now, lag)
    }
}
