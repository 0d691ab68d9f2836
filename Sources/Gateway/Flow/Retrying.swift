import Logging
import ServiceLifecycle
import Store

/// Runs a piece of store work until it succeeds: a store that is busy or full heals or is healed, and waiting loses nothing.
///
/// Returns nil when the task is cancelled, and when the work fails during a shutdown. Throws what no waiting heals (a damaged file, settings that do not hold): the
/// daemon then ends, and its next start says what is wrong. A failure is logged when it starts, changes and ends.
/// - Parameter limit: for how long at most, during a shutdown too. What is given up is logged, and nil is returned.
@discardableResult
func retrying<T: Sendable>(
    _ logger: Logger, _ what: String, _ meters: Meters? = nil, atMost limit: Duration? = nil,
    _ work: () async throws -> T
) async throws -> T? {
    let begun = ContinuousClock.now
    var pause = Duration.milliseconds(20)
    var trouble: StoreError.Reason?
    while !Task.isCancelled {
        do {
            let result = try await work()
            if trouble != nil { logger.notice("\(what) goes on") }
            return result
        } catch let error as StoreError {
            guard !Task.isCancelled else { return nil }
            meters?.storeFailed(error.reason)
            guard error.isRetryable || error.reason.healsInTime else { throw error }
            // A lock that is held for a moment is no news.
            if trouble != error.reason, error.reason != .busy || pause > .seconds(1) {
                logger.error("\(what) is held up by the store", metadata: [LogKeys.reason: "\(error)"])
                trouble = error.reason
            }
            // A shutdown does not wait for a disk to be emptied.
            let isOver = limit.map { ContinuousClock.now - begun >= $0 } ?? Task.isShuttingDownGracefully
            if isOver {
                logger.error("\(what) is given up", metadata: [LogKeys.reason: "\(error)"])
                return nil
            }
            // Cancellation is seen by the loop's head.
            try? await Task.sleep(for: pause)
            pause = min(pause * 2, .seconds(5))
        }
    }
    return nil
}

extension StoreError.Reason {
    /// Whether somebody can mend it while the daemon waits: make room, mount the disk for writing.
    ///
    /// `failed` is a bug of one piece of work; the daemon must not end for it.
    fileprivate var healsInTime: Bool {
        self == .full || self == .readOnly || self == .failed || self == .unreachable
    }
}
