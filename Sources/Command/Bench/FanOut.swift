import ChatSim

/// Posts of one body to all webhooks: how long it took, and when each came.
struct FanOut {
    /// From the start to the last post that was accepted, in seconds.
    var seconds: Double
    /// From the start to the arrival of each post, in nanoseconds.
    var arrivals: [UInt64]
    /// What whoever posted computed, in seconds.
    var cpuSeconds: Double

    /// The posts that came since a moment on the monotonic clock.
    init(_ posts: [String: [LoadRobots.Post]], since start: UInt64, cpuSeconds: Double) {
        arrivals = posts.values.flatMap { $0 }.map { max($0.at, start) - start }
        seconds = Double(arrivals.max() ?? 0) / 1e9
        self.cpuSeconds = cpuSeconds
    }

    /// What several rounds come to.
    struct Summary {
        /// The median of the rounds' seconds.
        var seconds: Double
        /// The median of the seconds to each round's first post.
        var firstSeconds: Double
        /// When posts came, over all rounds.
        var latency = LatencyHistogram()
        /// Milliseconds computed a post.
        var cpuMsPerPost: Double

        init(_ rounds: [FanOut]) {
            seconds = Self.median(rounds.map(\.seconds))
            firstSeconds = Self.median(rounds.map { Double($0.arrivals.min() ?? 0) / 1e9 })
            for nanoseconds in rounds.flatMap(\.arrivals) { latency.record(nanoseconds: nanoseconds) }
            cpuMsPerPost = rounds.reduce(0) { $0 + $1.cpuSeconds } * 1000 / Double(max(1, latency.count))
        }

        /// The middle of some values; 0 where there are none.
        private static func median(_ values: [Double]) -> Double {
            let sorted = values.sorted()
            guard let middle = sorted.dropFirst(sorted.count / 2).first else { return 0 }
            return sorted.count % 2 == 1 ? middle : (sorted[sorted.count / 2 - 1] + middle) / 2
        }
    }
}
