import Model
import Testing

struct RateLimitTests {
    @Test(arguments: [
        ("20/min", 20, 60.0), ("30/s", 30, 1), ("5/10s", 5, 10), ("100/h", 100, 3600), ("3/2min", 3, 120),
    ])
    func `limits are read as people write them`(text: String, count: Int, seconds: Double) {
        #expect(RateLimit(text) == RateLimit(count, perSeconds: seconds))
    }

    @Test(arguments: ["", "20", "0/min", "-3/s", "20/", "20/fortnight", "20/0s", "a/min", "20/min/s"])
    func `what is no limit is refused`(text: String) {
        #expect(RateLimit(text) == nil)
    }

    @Test func `a bucket gives its burst, then says when the next token is there`() {
        let limit = RateLimit(20, perSeconds: 60)
        var bucket = TokenBucket.full(limit, at: 1000)
        for _ in 0..<20 { #expect(bucket.take(limit, at: 1000) == nil) }
        #expect(bucket.take(limit, at: 1000) == 4000)
        #expect(bucket.take(limit, at: 3999) != nil)
        #expect(bucket.take(limit, at: 4000) == nil)
    }

    @Test func `a bucket never holds more than its limit, however long it rests`() {
        let limit = RateLimit(2, perSeconds: 1)
        var bucket = TokenBucket.full(limit, at: 0)
        #expect(bucket.take(limit, at: 1_000_000) == nil)
        #expect(bucket.take(limit, at: 1_000_000) == nil)
        #expect(bucket.take(limit, at: 1_000_000) == 1_000_500)
    }

    @Test func `a clock that goes back neither fills nor empties a bucket`() {
        let limit = RateLimit(1, perSeconds: 60)
        var bucket = TokenBucket.full(limit, at: 100_000)
        #expect(bucket.take(limit, at: 100_000) == nil)
        #expect(bucket.take(limit, at: 40_000) == 100_000)
    }
}
