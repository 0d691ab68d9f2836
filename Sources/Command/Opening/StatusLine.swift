import Foundation
import Model
import Store

/// What `status` prints: the JSON of the command line's contract, and the same for people.
struct StatusLine: Encodable {
    struct Queue: Encodable {
        var waiting: Int
        /// Age of the oldest row that is due, in seconds; 0 when none is.
        var oldestSeconds: Int
        var dead: Int

        init(_ queue: StoreStatus.Queue) {
            waiting = queue.waiting
            oldestSeconds = Int(queue.oldestSeconds)
            dead = queue.dead
        }
    }

    struct Timers: Encodable {
        var waiting: Int
        var overdue: Int
    }

    struct Channel: Encodable {
        var name: String
        var platform: String
        /// Seconds since the last poll that went well; nil for a channel that is not polled or never was.
        var lastPollSeconds: Int?
        /// Seconds by which the newest message was behind when it was taken in; nil when unknown.
        var lag: Int?

        enum CodingKeys: CodingKey { case name, platform, lastPollSeconds, lag }

        func encode(to encoder: any Encoder) throws {
            var box = encoder.container(keyedBy: CodingKeys.self)
            try box.encode(name, forKey: .name)
            try box.encode(platform, forKey: .platform)
            try box.encode(lastPollSeconds, forKey: .lastPollSeconds)
            try box.encode(lag, forKey: .lag)
        }
    }

    var bot: String
    /// `sqlite` and the file.
    var store: String
    var inbox: Queue
    var outbox: Queue
    var timers: Timers
    var channels: [Channel]

    /// The status of a bot's store at a moment.
    init(_ bot: BotDefinition, _ status: StoreStatus, now: Date) {
        self.bot = bot.name
        store = if case .sqlite(let path) = bot.store { "sqlite:" + path } else { "postgres" }
        inbox = Queue(status.inbox)
        outbox = Queue(status.outbox)
        timers = Timers(waiting: status.timers.waiting, overdue: status.timers.overdue)
        channels = bot.channels.map { channel in
            let poll = status.polls[channel.name]
            return Channel(
                name: channel.name.rawValue, platform: channel.platform.rawValue,
                lastPollSeconds: poll?.at.map { Int(max(0, now.timeIntervalSince($0))) },
                lag: poll?.lagSeconds.map { Int($0) })
        }
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    var text: String {
        func line(_ name: String, _ queue: Queue) -> String {
            "\(name): \(queue.waiting) waiting, oldest \(queue.oldestSeconds) s, \(queue.dead) dead"
        }
        let heads = [
            "\(bot) on \(store)", line("inbox", inbox), line("outbox", outbox),
            "timers: \(timers.waiting) waiting, \(timers.overdue) overdue",
        ]
        let tails = channels.map { channel in
            let poll = channel.lastPollSeconds.map { "last poll \($0) s ago" } ?? "not polled yet"
            return "channel \(channel.name) (\(channel.platform)): \(poll)"
                + (channel.lag.map { ", lag \($0) s" } ?? "")
        }
        return (heads + tails).joined(separator: "\n")
    }
}
