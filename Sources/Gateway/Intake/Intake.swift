import Channels
import FailPoints
import Foundation
import Logging
import Model
import ServiceLifecycle
import Store

/// Polls one channel and commits what it says to the inbox.
///
/// Promise: events and the cursor behind them are one commit, and the next poll starts only after it; a crash repeats a
/// poll, and the unique keys drop what was already there.
package struct Intake: Service, CustomStringConvertible {
    let channel: any Channel
    let store: GatewayStore
    let pipeline: Pipeline
    let clock: any GatewayClock
    /// The right to poll the channel.
    let tenure: Tenure
    let meters: Meters
    let logger: Logger

    /// How long a platform may hold a poll that has nothing to say.
    private static let wait = Duration.seconds(25)
    /// How many polls in a row may come back at once with nothing new before each further one is put off.
    private static let freeEmptyPolls = 5
    /// The least time between two empty polls of a platform that does not hold them.
    private static let emptyPause = Duration.seconds(1)

    /// Its name alone: whoever logs services must not log rosters.
    package var description: String { "Intake of \(channel.name.rawValue)" }

    package func run() async throws {
        var outage = Outage()
        var cursor: String?
        var isOpen = false
        var right = Tenure.Right()
        var emptyPolls = 0
        while !Task.isShuttingDownGracefully && !Task.isCancelled {
            do {
                if !isOpen {
                    // Before the cursor is read: from here on nobody else moves it.
                    guard let held = await cancelWhenGracefulShutdown({ await tenure.wait() }) else {
                        return
                    }
                    right = held
                    try await untilShutdown { () async throws(ChannelError) in try await channel.open() }
                    cursor = try await store.cursor(of: channel.name)
                    isOpen = true
                }
                let (after, asked) = (cursor, ContinuousClock.now)
                let poll = try await untilShutdown { () async throws(ChannelError) in
                    try await channel.poll(after: after, wait: Self.wait)
                }
                let news = try await keep(poll, under: right.lease)
                cursor = poll.cursor ?? cursor
                if outage.ended() {
                    logger.notice(
                        "channel recovered", metadata: [LogKeys.channel: "\(channel.name.rawValue)"])
                }
                // Glue that does not wait, or repeats itself, must not be asked without a pause.
                let isHeld = ContinuousClock.now - asked >= Self.emptyPause
                emptyPolls = news > 0 || isHeld ? 0 : emptyPolls + 1
                if emptyPolls > Self.freeEmptyPolls { await rest(Self.emptyPause) }
            } catch {
                guard !Task.isShuttingDownGracefully, !Task.isCancelled else { return }
                // The cursor in the store is the truth after any failure.
                isOpen = false
                if let error = error as? StoreError, error.reason == .superseded {
                    tenure.lose(right)
                    continue
                }
                let pause = outage.pause(after: error)
                meters.pollFailed(channel.name, outage.label)
                if outage.isNews {
                    logger.warning(
                        "channel cannot be polled",
                        metadata: [
                            LogKeys.channel: "\(channel.name.rawValue)", LogKeys.reason: "\(outage.reason)",
                            LogKeys.pause: "\(pause)",
                        ])
                    await note(outage.reason)
                }
                await rest(pause)
            }
        }
    }

    private func rest(_ pause: Duration) async {
        // Cancelled only by shutdown, which the loop's head sees.
        try? await cancelWhenGracefulShutdown { try await Task.sleep(for: pause) }
    }

    /// Commits one poll and returns how many of its events are new.
    private func keep(_ poll: Poll, under lease: Lease?) async throws -> Int {
        FailPoint.intakeCommitBefore.pass()
        let outcome = try await pipeline.receive(
            Arrival(events: poll.events, channel: channel.name, cursor: poll.cursor), under: lease)
        FailPoint.intakeCommitAfter.pass()
        if poll.hadGap {
            logger.warning("platform lost events", metadata: [LogKeys.channel: "\(channel.name.rawValue)"])
        }
        for note in poll.notes { report(note) }
        if poll.skipped > 0 {
            logger.info(
                "events of unknown kinds kept raw",
                metadata: [LogKeys.channel: "\(channel.name.rawValue)", LogKeys.count: "\(poll.skipped)"])
        }
        return outcome.new
    }

    /// What an operator has to know of a chat, or would nod at.
    private func report(_ note: PollNote) {
        switch note {
        case .encrypted(let chat):
            logger.warning("chat is encrypted and cannot be read", metadata: [LogKeys.chat: "\(chat.text)"])
        case .joined(let chat): logger.notice("joined a chat", metadata: [LogKeys.chat: "\(chat.text)"])
        case .refusedInvitation(let chat):
            logger.notice(
                "refused an invitation to an unlisted chat", metadata: [LogKeys.chat: "\(chat.text)"])
        case .moved(let chat, let new):
            logger.warning(
                "chat has moved; bot.yaml should name its new id",
                metadata: [LogKeys.chat: "\(chat.text)", LogKeys.movedTo: "\(new.id)"])
        }
    }

    /// Keeps what is wrong for `status`; a poll that goes well is noted with its events.
    private func note(_ error: String) async {
        do {
            try await store.notePoll(channel: channel.name, at: clock.now, error: error)
        } catch {
            logger.warning("poll not noted", metadata: [LogKeys.reason: "\(error)"])
        }
    }

    /// Runs a network operation that graceful shutdown cuts short.
    private func untilShutdown<T: Sendable>(
        _ body: @Sendable @escaping () async throws(ChannelError) -> T
    ) async throws -> T {
        try await cancelWhenGracefulShutdown { try await body() }
    }
}

/// A channel's trouble: logged when it starts and changes, retried with growing pauses.
struct Outage {
    private(set) var reason = ""
    private(set) var isNews = false
    /// The reason as one of a closed list, for whoever counts.
    private(set) var label = ""
    private var failures = 0

    /// Notes a failure and returns how long to pause: 0.5 s doubling to 30 s, or what the platform asked for,
    /// from 0.5 s to 5 minutes.
    mutating func pause(after error: any Error) -> Duration {
        failures += 1
        let name = (error as? ChannelError).map { $0.reason.rawValue } ?? String(describing: error)
        label =
            (error as? ChannelError)?.reason.rawValue ?? (error as? StoreError)?.reason.rawValue ?? "other"
        isNews = name != reason
        reason = name
        // "At once" (a zero, a date that has passed) is answered by more of the same.
        if let asked = (error as? ChannelError)?.retryAfter {
            return max(.milliseconds(500), min(asked, .seconds(300)))
        }
        return .milliseconds(min(30_000, 500 << min(failures - 1, 6)))
    }

    /// Whether an outage was under way that has now ended.
    mutating func ended() -> Bool {
        defer { self = Outage() }
        return failures > 0
    }
}
