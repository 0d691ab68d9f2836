import Foundation
import Logging
import ServiceLifecycle
import Synchronization

/// Calls an address while the gateway does its work, so that somebody outside notices its silence.
///
/// A call that fails is logged when failing starts and when it ends, and disturbs nothing.
package final class DeadMan: Service, CustomStringConvertible {
    private let every: Double
    private let isWell: @Sendable () -> Bool
    private let call: @Sendable () async throws -> Void
    private let logger: Logger
    private let isFailing = Mutex(false)

    /// Makes a dead man's switch.
    ///
    /// - Parameters:
    ///   - every: seconds of real time between two calls.
    ///   - call: throws when the address did not take it.
    package init(
        every: Double, isWell: @escaping @Sendable () -> Bool,
        call: @escaping @Sendable () async throws -> Void, logger: Logger
    ) {
        self.every = every
        self.isWell = isWell
        self.call = call
        self.logger = logger
    }

    /// Its name alone: the address may hold a key.
    package var description: String { "DeadMan" }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await self.beat()
                // Cancelled only by shutdown, which the loop's head sees.
                try? await Task.sleep(for: .seconds(self.every))
            }
        }
    }

    /// Calls once when all is well; returns whether it was called and taken.
    @discardableResult
    package func beat() async -> Bool {
        guard isWell() else { return false }
        do {
            try await call()
            let wasFailing = isFailing.withLock { failing in
                defer { failing = false }
                return failing
            }
            if wasFailing { logger.notice("dead man's address answers again") }
            return true
        } catch {
            let isNews = isFailing.withLock { failing in
                defer { failing = true }
                return !failing
            }
            // The error may quote the address, which may hold a key.
            if isNews, !Task.isCancelled { logger.warning("dead man's address does not answer") }
            return false
        }
    }
}
