/// How often something took how long, in buckets that grow with the time: a quantile is right to within one part in 64.
///
/// All memory is taken when it is made, so that recording disturbs nothing that is being measured.
struct LatencyHistogram {
    private static let subBits = 6
    private var counts = [Int](repeating: 0, count: (65 - subBits) << subBits)
    /// How many times were recorded.
    private(set) var count = 0
    /// The longest time, in nanoseconds.
    private(set) var longest: UInt64 = 0

    /// Records one time.
    mutating func record(nanoseconds: UInt64) {
        counts[Self.bucket(nanoseconds)] += 1
        count += 1
        longest = max(longest, nanoseconds)
    }

    /// The time in milliseconds within which that part of all ended; 0 where nothing was recorded.
    func quantile(_ part: Double) -> Double {
        let wanted = Int((part * Double(count)).rounded(.up))
        var seen = 0
        for (bucket, count) in counts.enumerated() where count > 0 {
            seen += count
            if seen >= wanted { return min(Double(longest), Double(Self.end(of: bucket))) / 1e6 }
        }
        return 0
    }

    /// The times below 64 ns lie in buckets of their own; from there on each power of two has 64.
    private static func bucket(_ nanoseconds: UInt64) -> Int {
        guard nanoseconds >> subBits > 0 else { return Int(nanoseconds) }
        let shift = 63 - nanoseconds.leadingZeroBitCount - subBits
        return (shift + 1) << subBits + Int(nanoseconds >> UInt64(shift)) - 1 << subBits
    }

    /// The longest time of a bucket.
    private static func end(of bucket: Int) -> UInt64 {
        let shift = max(0, bucket >> subBits - 1)
        let first = UInt64(bucket - shift << subBits)
        return (first + 1) << UInt64(shift) - 1
    }
}
