import ReportLanguage
import Testing

/// The labelled corpus: what the reader promises about messages as people type them.
struct LabelledMessageTests {
    @Test(arguments: LabelledCorpus.allCases)
    func `nearly every message is of the right kind and read without a mistake`(corpus: LabelledCorpus) throws
    {
        let results = try Self.results(corpus)
        func percent(_ count: Int, of all: Int) -> Double { 100 * Double(count) / Double(max(1, all)) }
        #expect(results.count >= 260)
        #expect(percent(results.count { $0.isKind }, of: results.count) >= corpus.kindGoal)
        #expect(percent(results.count { $0.isExact }, of: results.count) >= corpus.exactGoal)
        let reports = results.reduce(0) { $0 + $1.reports }
        #expect(percent(results.reduce(0) { $0 + $1.exactReports }, of: reports) >= corpus.exactGoal)
    }

    @Test(arguments: LabelledCorpus.allCases) func `talk is answered with silence`(corpus: LabelledCorpus)
        throws
    {
        let answered = try Self.results(corpus).filter { $0.message.gold.kind == "chatter" && !$0.isKind }
        #expect(answered.map(\.message.id) == [])
    }

    @Test(arguments: LabelledCorpus.allCases)
    func `what is read wrong is on the list of known misses, and nothing else is`(corpus: LabelledCorpus)
        throws
    {
        let misses = Set(try Self.results(corpus).filter { !$0.isExact }.map(\.message.id))
        let known = Set(try LabelledMessage.knownMisses(corpus).keys)
        #expect(misses.subtracting(known).sorted() == [], "newly wrong: read right, or listed with a reason")
        #expect(
            known.subtracting(misses).sorted() == [], "right by now: to be taken off the list in Data")
    }

    @Test(arguments: LabelledCorpus.allCases) func `every known miss has its reason`(corpus: LabelledCorpus)
        throws
    {
        for (id, reason) in try LabelledMessage.knownMisses(corpus) { #expect(reason.count > 10, "\(id)") }
    }

    /// How one message was read.
    private struct Result {
        var message: LabelledMessage
        var isKind: Bool
        var isExact: Bool
        var reports: Int
        var exactReports: Int
    }

    private static func results(_ corpus: LabelledCorpus) throws -> [Result] {
        let comparison = Comparison(forms: try Township.forms())
        return try LabelledMessage.corpus(corpus).map { message in
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
