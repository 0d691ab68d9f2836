import Foundation

/// What a gateway counts and measures, at one moment.
package struct GatewayFigures: Sendable {
    /// Rows that wait for work, and rows that were given up.
    package struct Queue: Hashable, Sendable {
        package var waiting: Int
        /// How long the oldest that could be worked on has waited (seconds).
        package var oldestSeconds: Double
        package var dead: Int

        package init(waiting: Int, oldestSeconds: Double, dead: Int) {
            self.waiting = waiting
            self.oldestSeconds = oldestSeconds
            self.dead = dead
        }
    }

    /// How a channel is read.
    package struct Poller: Hashable, Sendable {
        /// Seconds since the last poll that went well; nil when none did.
        package var silentSeconds: Double?
        /// By how many seconds the newest message was behind when it was taken in; nil before the first.
        package var lagSeconds: Double?

        package init(silentSeconds: Double?, lagSeconds: Double?) {
            self.silentSeconds = silentSeconds
            self.lagSeconds = lagSeconds
        }
    }

    /// What holds posts back.
    package struct Lane: Hashable, Sendable {
        package var channel: String
        /// The chat's id as configured; empty for the channel's own lane.
        package var chat: String
        /// Posts that may be sent at once; nil where nothing limits it.
        package var tokens: Double?
        /// For how long it still keeps still (seconds).
        package var pausedSeconds: Double

        package init(channel: String, chat: String, tokens: Double?, pausedSeconds: Double) {
            self.channel = channel
            self.chat = chat
            self.tokens = tokens
            self.pausedSeconds = pausedSeconds
        }
    }

    /// What was counted since the process began.
    package struct Counters: Sendable {
        /// A post's fate in one channel: the label of its verdict.
        package struct Fate: Hashable, Sendable {
            package var channel: String
            package var verdict: String
            package init(channel: String, verdict: String) {
                self.channel = channel
                self.verdict = verdict
            }
        }

        package var outcomes: [Outcome: Int] = [:]
        package var failedDecisions = 0
        package var posts: [Fate: Int] = [:]
        /// Polls that failed, by channel and reason.
        package var polls: [Fate: Int] = [:]
        package var storeErrors: [String: Int] = [:]
        package var batches = Histogram(bounds: Histogram.rows)
        /// From a message's being taken in to its decision's commit (seconds).
        package var decisions = Histogram(bounds: Histogram.seconds)
        /// From a message's being taken in to its answer's being on the platform (seconds).
        package var replies = Histogram(bounds: Histogram.seconds)
        /// How late timers fired (seconds).
        package var timers = Histogram(bounds: Histogram.seconds)

        package init() {}
    }

    /// What only the store knows; nil when it could not be read.
    package struct Stored: Sendable {
        package var inbox: Queue
        package var outbox: Queue
        package var timers: Queue
        package var pollers: [String: Poller]
        package var lanes: [Lane]

        package init(inbox: Queue, outbox: Queue, timers: Queue, pollers: [String: Poller], lanes: [Lane]) {
            self.inbox = inbox
            self.outbox = outbox
            self.timers = timers
            self.pollers = pollers
            self.lanes = lanes
        }
    }

    package var counters: Counters
    package var stored: Stored?
    package var health: HealthSnapshot
    /// How long the last audit took, and when it ended; nil before the first.
    package var audit: (seconds: Double, at: Date)?

    package init(
        counters: Counters, stored: Stored?, health: HealthSnapshot, audit: (seconds: Double, at: Date)?
    ) {
        self.counters = counters
        self.stored = stored
        self.health = health
        self.audit = audit
    }
}
