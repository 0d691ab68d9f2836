/// When a failed post is tried again: 2 s doubling to 10 minutes, with up to a quarter more at random so that
/// lanes that failed together do not return together.
///
/// Attempts are not counted out: each post has an expiry, and what is of no use any more dies of that.
struct Backoff {
    /// Seconds to wait after attempt number `attempt` (from 1).
    ///
    /// `jitter` is a random number from 0 to 1.
    static func seconds(after attempt: Int, jitter: Double) -> Double {
        min(600, 2 * Double(1 << min(max(attempt, 1) - 1, 9))) * (1 + jitter / 4)
    }
}
