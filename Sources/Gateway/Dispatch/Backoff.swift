/// When a failed post is tried again: 2 s doubling to 10 minutes, with up to a quarter more at random so that
/// lanes that failed together do not return together.
struct Backoff {
    /// After so many failed attempts a post is dead; with the doubling above that is about an hour and a half.
    static let attempts = 14

    /// Seconds to wait after attempt number `attempt` (from 1). `jitter` is a random number from 0 to 1.
    static func seconds(after attempt: Int, jitter: Double) -> Double {
        min(600, 2 * Double(1 << min(max(attempt, 1) - 1, 9))) * (1 + jitter / 4)
    }
}
