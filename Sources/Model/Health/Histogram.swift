/// How often values fell into ranges: what Prometheus makes quantiles of.
package struct Histogram: Hashable, Sendable {
    /// The upper bounds of the ranges, rising; a last range without bound comes after them.
    package let bounds: [Double]
    /// How many values each range got, the last without bound included.
    package private(set) var counts: [Int]
    /// The sum of all values.
    package private(set) var sum: Double

    /// Makes an empty histogram.
    package init(bounds: [Double]) {
        self.bounds = bounds
        counts = Array(repeating: 0, count: bounds.count + 1)
        sum = 0
    }

    /// How many values there were.
    package var count: Int { counts.reduce(0, +) }

    /// Notes a value in the first range whose bound is not below it.
    package mutating func observe(_ value: Double) {
        counts[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1
        sum += value
    }

    /// Bounds for times between a platform and an answer: from a few milliseconds to ten minutes.
    package static let seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 600]
    /// Bounds for numbers of rows that are one commit.
    package static let rows: [Double] = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]
}
