import Foundation
import Model
import Store
import Synchronization

/// Counts what the loops do: in memory, so that counting costs the hot path a lock and an addition.
package final class Meters: Sendable {
    private struct State {
        var counters = GatewayFigures.Counters()
        /// When messages that may still be answered were taken in, by row.
        var takenIn: [Int64: Date] = [:]
        var storeTrouble: (reason: String, since: Date)?
    }

    private let state = Mutex(State())

    /// How many unanswered messages are remembered: what a backlog adds beyond it is not timed, and memory stays small.
    private static let remembered = 8192

    package init() {}

    /// What was counted so far.
    package var counters: GatewayFigures.Counters { state.withLock { $0.counters } }

    /// A message whose decision is counted.
    struct Message {
        var id: Int64
        var receivedAt: Date
    }

    /// A commit of decisions about messages.
    func committed(_ batch: BatchOutcome, messages: [Message], at now: Date) {
        state.withLock { state in
            state.counters.note(batch)
            for row in messages {
                state.counters.decisions.observe(max(0, now.timeIntervalSince(row.receivedAt)))
                if state.takenIn.count < Self.remembered { state.takenIn[row.id] = row.receivedAt }
            }
        }
    }

    /// A commit of what timers did.
    func committed(_ batch: BatchOutcome, timers: [DurableTimer], at now: Date) {
        state.withLock { state in
            state.counters.note(batch)
            for timer in timers { state.counters.timers.observe(max(0, now.timeIntervalSince(timer.dueAt))) }
        }
    }

    /// What became of a post.
    func settled(_ row: OutboxRow, _ verdict: Settlement.Verdict, at now: Date) {
        let channel = row.post.chat.channel.rawValue
        let label =
            switch verdict {
            case .posted: "posted"
            case .retry(_, let reason, _, _), .dead(let reason): reason
            case .released: "released"
            }
        state.withLock { state in
            state.counters.posts[.init(channel: channel, verdict: label), default: 0] += 1
            guard case .posted = verdict, let id = Self.answered(by: row.post.key),
                let start = state.takenIn.removeValue(forKey: id)
            else { return }
            state.counters.replies.observe(max(0, now.timeIntervalSince(start)))
        }
    }

    /// A poll that failed.
    func pollFailed(_ channel: ChannelName, _ reason: String) {
        state.withLock {
            $0.counters.polls[.init(channel: channel.rawValue, verdict: reason), default: 0] += 1
        }
    }

    /// The store refused a piece of work.
    func storeFailed(_ reason: StoreError.Reason) {
        state.withLock { $0.counters.storeErrors[reason.rawValue, default: 0] += 1 }
    }

    /// Forgets messages of which no answer came within a minute: they asked for none.
    func forget(before: Date) {
        state.withLock { state in state.takenIn = state.takenIn.filter { $0.value >= before } }
    }

    /// The message that a post's key says it answers: 17 for `reply:17` and `reply:17#1`.
    private static func answered(by key: String) -> Int64? {
        guard key.hasPrefix("reply:") else { return nil }
        return Int64(key.dropFirst(6).prefix { $0.isNumber })
    }
}

extension GatewayFigures.Counters {
    fileprivate mutating func note(_ batch: BatchOutcome) {
        batches.observe(Double(batch.taken))
        failedDecisions += batch.failures.count
        for (outcome, count) in batch.outcomes { outcomes[outcome, default: 0] += count }
    }
}
