import Testing

@testable import ReportLanguage

/// The tests of JioNLP, with our verdict on each case.
struct JioNLPTests {
    @Test func `a time is read as JioNLP reads it, or as the contract decides, or not at all`() throws {
        let verdicts = try Corpus.verdicts("jionlp-time")
        let cases = try Corpus.cases("jionlp-time", as: TimeCase.self)
        #expect(cases.count == 465 && verdicts.count == cases.count)
        for (line, test) in cases {
            let verdict = try #require(verdicts[line], "line \(line), \(test.input), is not listed")
            if test.kind == "extract" {
                expectExpressions(of: test, verdict, line)
                continue
            }
            let value = TimeReading.value(test.input, at: test.at, leaning: test.leaning)
            switch verdict.kind {
            case .covered:
                #expect(test.upstream?.contains(value) == true, "line \(line), \(test.input): \(value)")
            case .policy:
                #expect(value == verdict.value, "line \(line), \(test.input)")
                #expect(test.upstream?.contains(value) != true, "line \(line) is no matter of policy")
            case .uncovered:
                #expect(!isReadWhole(test.input, in: test.input), "line \(line), \(test.input): \(value)")
            }
        }
    }

    private func expectExpressions(of test: TimeCase, _ verdict: Corpus.Verdict, _ line: Int) {
        if verdict.kind == .covered {
            let found = TimeReading.candidates(in: test.input).filter { !$0.candidate.isWeak }.map(\.text)
            #expect(found == test.expressions, "line \(line), \(test.input)")
        } else {
            for expression in test.expressions {
                #expect(!isReadWhole(expression, in: test.input), "line \(line), \(test.input)")
            }
        }
    }

    /// Whether one certain value stands for the whole of an expression.
    private func isReadWhole(_ expression: String, in text: String) -> Bool {
        TimeReading.candidates(in: text).contains { $0.text == expression && !$0.candidate.isWeak }
    }

    /// A case of its tests of places.
    private struct PlaceCase: Decodable {
        struct Place: Decodable {
            var province: String?
            var city: String?
            var county: String?
            var detail: String
        }
        var input: String
        var expected: Place
    }

    @Test func `a place is read as JioNLP reads it, or as the contract decides`() throws {
        let verdicts = try Corpus.verdicts("jionlp-location")
        let cases = try Corpus.cases("jionlp-location", as: PlaceCase.self)
        #expect(cases.count == 33 && verdicts.count == cases.count)
        for (line, test) in cases {
            let verdict = try #require(verdicts[line], "line \(line), \(test.input), is not listed")
            let text = FoldedText(test.input)
            let found = try #require(
                Samples.recognizers.places.read(text, text.scalars.indices), "line \(line), \(test.input)")
            let value: String
            switch found.reading {
            case .certain(let place): value = place.name + "/" + text.typed(found.end..<text.scalars.count)
            case .ambiguous(let places): value = places.map { $0.code ?? $0.name }.joined(separator: " ")
            }
            var levels = [test.expected.province, test.expected.city, test.expected.county].compactMap { $0 }
            if levels.count > 1, levels[0] == levels[1] { levels.removeFirst() }
            let upstream = levels.joined() + "/" + test.expected.detail
            switch verdict.kind {
            case .covered: #expect(value == upstream, "line \(line), \(test.input)")
            case .policy:
                #expect(value == verdict.value, "line \(line), \(test.input)")
                #expect(value != upstream, "line \(line) is no matter of policy")
            case .uncovered: Issue.record("line \(line): every place is within the contract's types")
            }
        }
    }
}
