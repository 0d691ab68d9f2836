import Foundation
import Glibc
import Synchronization

/// A connection that listens, on a thread of its own, and comes back when it is lost.
package final class PostgresListener: Sendable {
    private let isStopped: Stop
    /// Notifications as they come.
    ///
    /// One of an empty payload for each channel tells that the connection was made anew, and that something may have been
    /// missed. The stream keeps the newest 256.
    package let notifications: AsyncStream<PostgresNotification>

    private final class Stop: Sendable {
        let flag = Atomic(false)
    }

    /// How long the thread looks at the socket before it looks whether it is to stop (milliseconds).
    private static let look: Int32 = 250
    /// The pause before a lost connection is made anew (microseconds).
    private static let pause: UInt32 = 500_000

    package init(_ configuration: PostgresConfiguration, channels: [String]) {
        let stop = Stop()
        isStopped = stop
        let (stream, continuation) = AsyncStream.makeStream(
            of: PostgresNotification.self, bufferingPolicy: .bufferingNewest(256))
        notifications = stream
        continuation.onTermination = { _ in stop.flag.store(true, ordering: .relaxed) }
        let thread = Thread {
            while !stop.flag.load(ordering: .relaxed) {
                // Whatever went wrong, the answer is to connect again; whoever waits has its own fallback meanwhile.
                try? Self.listen(configuration, channels, stop, continuation)
                if !stop.flag.load(ordering: .relaxed) { usleep(Self.pause) }
            }
            continuation.finish()
        }
        thread.name = "pg listen"
        thread.start()
    }

    deinit { stop() }

    /// Ends the thread, soon, and the stream with it.
    package func stop() { isStopped.flag.store(true, ordering: .relaxed) }

    private static func listen(
        _ configuration: PostgresConfiguration, _ channels: [String], _ stop: Stop,
        _ continuation: AsyncStream<PostgresNotification>.Continuation
    ) throws(PostgresError) {
        let connection = try PostgresConnection(configuration)
        for channel in channels { _ = try connection.once("LISTEN \(PostgresName.quoted(channel))") }
        for channel in channels { continuation.yield(PostgresNotification(channel: channel, payload: "")) }
        while !stop.flag.load(ordering: .relaxed) {
            for notification in try connection.notifications() { continuation.yield(notification) }
            var place = pollfd(fd: connection.socket, events: Int16(POLLIN), revents: 0)
            _ = poll(&place, 1, look)
        }
    }
}

/// Names in SQL text.
package enum PostgresName {
    /// A name in double quotes, whatever it holds.
    package static func quoted(_ name: String) -> String {
        "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
