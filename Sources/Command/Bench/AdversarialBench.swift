import Foundation
import ReportLanguage
import Workload

/// Measures how long the messages take that are made to hurt a reader: each must stay within a bound.
struct AdversarialBench {
    /// What was measured of one message.
    struct Figure: Encodable {
        /// What is bad about it.
        var name: String
        /// How long it is, in Unicode scalars.
        var scalars: Int
        /// The time that reading it takes, in milliseconds.
        var ms: Double
    }

    /// What was measured.
    struct Figures: BenchFigures {
        /// What was measured: `adversarial`.
        var name = "adversarial"
        /// The bound in milliseconds.
        var goalms: Double
        /// Whether every message stayed within it.
        var isMet: Bool
        /// The slowest first.
        var messages: [Figure]
    }

    /// No message may take longer, in milliseconds.
    static let goal = 50.0
    /// Each message is read so often; reading is the same each time, so the fastest is what it costs without the
    /// machine's other work.
    static let rounds = 5

    /// The reader under test.
    let reader: ReportReader
    /// Where, when and by whom the messages are written.
    let context: ReadingContext

    /// Reads each message of about `length` scalars, and those of a fixed size.
    func run(length: Int) -> Figures {
        let clock = ContinuousClock()
        let figures = AdversarialMessage.all(length: length).map { message in
            var fastest = UInt64.max
            for _ in 0..<Self.rounds {
                let time = clock.measure { _ = reader.read(message.text, in: context) }
                fastest = min(fastest, ParseBench.nanoseconds(time))
            }
            return Figure(
                name: message.name, scalars: message.text.unicodeScalars.count, ms: Double(fastest) / 1e6)
        }
        return Figures(
            goalms: Self.goal, isMet: figures.allSatisfy { $0.ms <= Self.goal },
            messages: figures.sorted { $0.ms > $1.ms })
    }
}

extension AdversarialBench.Figures {
    /// The figures for a person: the slowest messages, and whether all stayed within the bound.
    var text: String {
        let lines = messages.prefix(10).map {
            String(format: "%8.2f ms  %7d characters  ", $0.ms, $0.scalars) + $0.name
        }
        let slow = messages.count { $0.ms > goalms }
        let verdict =
            isMet
            ? "all \(messages.count) messages within \(Int(goalms)) ms"
            : "\(slow) of \(messages.count) messages over \(Int(goalms)) ms"
        return (lines + [verdict]).joined(separator: "\n")
    }
}
