import ReportLanguage
import Testing

/// The labelled corpus: what the reader promises about messages as people type them.
struct LabelledMessageTests {
    /// Of a hundred messages so many are of the right kind (report, command, chatter).
    private static let kindGoal = 99.5
    /// Of a hundred messages, and of a hundred reports, so many are read without a mistake.
    private static let exactGoal = 97.0

    @Test func `nearly every message is of the right kind and read without a mistake`() throws {
        let results = try Self.results()
        func percent(_ count: Int, of all: Int) -> Double { 100 * Double(count) / Double(max(1, all)) }
        #expect(results.count >= 260)
        #expect(percent(results.count { $0.isKind }, of: results.count) >= Self.kindGoal)
        #expect(percent(results.count { $0.isExact }, of: results.count) >= Self.exactGoal)
        let reports = results.reduce(0) { $0 + $1.reports }
        #expect(percent(results.reduce(0) { $0 + $1.exactReports }, of: reports) >= Self.exactGoal)
    }

    @Test func `talk is answered with silence`() throws {
        let answered = try Self.results().filter { $0.message.gold.kind == "chatter" && !$0.isKind }
        #expect(answered.map(\.message.id) == [])
    }

    @Test func `what is read wrong is on the list of known misses, and nothing else is`() throws {
        let misses = Set(try Self.results().filter { !$0.isExact }.map(\.message.id))
        let known = Set(try LabelledMessage.knownMisses().keys)
        #expect(misses.subtracting(known).sorted() == [], "newly wrong: read right, or listed with a reason")
        #expect(
            known.subtracting(misses).sorted() == [], "right by now: to be taken off Data/known-misses.txt")
    }

    @Test func `every known miss has its reason`() throws {
        for (id, reason) in try LabelledMessage.knownMisses() { #expect(reason.count > 10, "\(id)") }
    }

    /// How one message was read.
    private struct Result {
        var message: LabelledMessage
        var isKind: Bool
        var isExact: Bool
        var reports: Int
        var exactReports: Int
    }

    private static func results() throws -> [Result] {
        let comparison = Comparison(forms: try Township.forms())
        return try LabelledMessage.corpus().map { message in
            let reading = try message.read()
            let exact = message.meanings.contains { comparison.isExact(reading, $0) }
            return Result(
                message: message, isKind: message.meanings.contains { comparison.isKind(reading, $0) },
                isExact: exact, reports: message.gold.reports?.count ?? 0,
                exactReports: exact
                    ? message.gold.reports?.count ?? 0 : comparison.exactReports(reading, message.gold))
        }
    }
}
