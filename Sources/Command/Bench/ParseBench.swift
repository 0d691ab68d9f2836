import CDispatch
import Foundation
import ReportLanguage

/// Measures how fast messages are read: one thread, pass after pass over a corpus, the time of each message kept.
struct ParseBench {
    /// One message of the corpus.
    struct Message {
        var text: String
        var context: ReadingContext
    }

    /// What was measured.
    struct Figures: BenchFigures {
        /// What was measured: `parse`.
        var name = "parse"
        /// How many messages were read while measuring.
        var messages: Int
        /// How long that took.
        var seconds: Double
        /// Messages a second.
        var perSecond: Double
        /// The time within which half of the messages were read.
        var p50ms: Double
        var p95ms: Double
        var p99ms: Double
        var maxms: Double
        /// The process's memory at its greatest.
        var rssMiB: Double
        /// The thread's own time for a message, without waiting for a core.
        var cpuMsPerMessage: Double
        /// From an empty process to a reader: the bot's folder, the tables, the indexes.
        var startMs: Double
        /// The very first message, before anything was warm.
        var firstCallMs: Double
        /// The 99th percentile of the messages under 500 characters.
        var shortP99ms: Double
    }

    /// Messages of fewer characters (Unicode scalars) count as short.
    static let shortLength = 500
    /// Measuring goes on at least this long.
    static let shortestRun = 3.0

    /// The reader under test.
    let reader: ReportReader
    /// What it reads; not empty.
    let messages: [Message]
    /// How long it took to make the reader.
    let startMs: Double

    /// Reads the corpus once to warm up, then until the time is over.
    func run() -> Figures {
        let clock = ContinuousClock()
        let firstCall = clock.measure { read(messages[0]) }
        for message in messages { read(message) }

        let areShort = messages.map { $0.text.unicodeScalars.count < Self.shortLength }
        var all = LatencyHistogram()
        var short = LatencyHistogram()
        let cpuStart = Self.cpuSeconds
        let start = clock.now
        var last = start
        repeat {
            for (message, isShort) in zip(messages, areShort) {
                read(message)
                let now = clock.now
                let time = Self.nanoseconds(now - last)
                last = now
                all.record(nanoseconds: time)
                if isShort { short.record(nanoseconds: time) }
            }
        } while last - start < .seconds(Self.shortestRun)
        let seconds = Double(Self.nanoseconds(last - start)) / 1e9
        return Figures(
            messages: all.count, seconds: seconds, perSecond: Double(all.count) / seconds,
            p50ms: all.quantile(0.5), p95ms: all.quantile(0.95), p99ms: all.quantile(0.99),
            maxms: Double(all.longest) / 1e6, rssMiB: Self.peakMiB,
            cpuMsPerMessage: (Self.cpuSeconds - cpuStart) * 1000 / Double(all.count), startMs: startMs,
            firstCallMs: Double(Self.nanoseconds(firstCall)) / 1e6, shortP99ms: short.quantile(0.99))
    }

    private func read(_ message: Message) { _ = reader.read(message.text, in: message.context) }

    /// The nanoseconds of a span of time from 0 to some centuries.
    static func nanoseconds(_ duration: Duration) -> UInt64 {
        let (seconds, attoseconds) = duration.components
        return UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000)
    }

    /// What this thread has computed so far.
    private static var cpuSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The most memory that the process has held; the kernel counts in KiB.
    private static var peakMiB: Double {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        return Double(usage.ru_maxrss) / 1024
    }
}

extension ParseBench.Figures {
    /// The figures for a person.
    var text: String {
        func figure(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
        return """
            \(figure(perSecond, 0)) messages a second on one core (\(messages) in \(figure(seconds, 1)) s)
            a message: p50 \(figure(p50ms, 3)) ms, p95 \(figure(p95ms, 3)) ms, p99 \(figure(p99ms, 3)) ms, \
            longest \(figure(maxms, 2)) ms; under \(ParseBench.shortLength) characters p99 \(figure(shortP99ms, 3)) ms
            computing \(figure(cpuMsPerMessage, 4)) ms a message; the first took \(figure(firstCallMs, 2)) ms
            ready after \(figure(startMs, 0)) ms, at most \(figure(rssMiB, 0)) MiB
            """
    }
}
