import Foundation
import ReportLanguage
import Testing
import Workload

/// What nobody types on purpose is read all the same, whole and as part of a report, and breaks nothing.
///
/// How long it takes is measured by the benchmarks, not here.
struct AdversarialMessageTests {
    @Test(arguments: AdversarialMessage.all(length: 3_000))
    func `a message made to hurt is read, and what it gives is in order`(message: AdversarialMessage) throws {
        let reading = try Township.read(message.text)
        #expect(try Township.invariants().violations(in: reading, of: message.text) == [])
        let line = try ReadingLine(id: message.name, reading: reading).json()
        #expect(!line.contains("\n"))
    }

    @Test(arguments: AdversarialMessage.sized(400))
    func `a message made to hurt is explained and answers a question`(message: AdversarialMessage) throws {
        let context = try Township.context(from: "P010", in: "V03", at: "2022-01-22T10:00")
        let explanation = try Township.reader().explain(message.text, in: context)
        #expect(explanation.description.hasPrefix("folded: "))
        for form in try Township.forms() {
            let lacking = form.fields.map(\.name)
            let answer = try Township.answer(message.text, form: form.name, lacking: lacking)
            let violations = try answer.map {
                try Township.invariants().violations(in: $0, form: form.name, lacking: lacking)
            }
            #expect(violations ?? [] == [], "\(form.name)")
        }
    }

    @Test(arguments: AdversarialMessage.sized(500))
    func `a report with such a message behind it, in front of it and in its note is read`(
        message: AdversarialMessage
    ) throws {
        let report = "报备 李四 13900001234 从天津回来 明天到"
        for text in [
            report + "\n" + message.text, message.text + "\n" + report, report + "\n备注：" + message.text,
            "「" + message.text + "」\n----------\n" + report,
        ] {
            let reading = try Township.read(text)
            #expect(try Township.invariants().shape(of: reading) == [])
        }
    }

    @Test func `a report between zero-width spaces, controls and marks of direction reads as without them`()
        throws
    {
        let report = "报备 张三 13800001234 从大连回来 后天到家 坐火车G1234"
        let clean = try Township.read(report).summary
        for mark in [
            "\u{200B}", "\u{202E}", "\u{FEFF}", "\u{2066}", "\u{0}", "\u{1B}", "\u{200D}", "\u{FE0F}",
        ] {
            let text = report.unicodeScalars.map { String($0) }.joined(separator: mark)
            #expect(try Township.read(mark + text + mark).summary == clean, "\(mark.unicodeScalars)")
        }
    }

    @Test func `half a surrogate pair is a character like another`() throws {
        let halves: [UInt16] = [0xD83D] + Array("报备 张三 13800001234 从大连回来 后天到家".utf16) + [0xDE00]
        let reports = try Township.read(String(decoding: halves, as: UTF16.self)).reports
        #expect(reports.map { $0.fields["phone"] } == [.string("13800001234")])
    }

    @Test func `half a surrogate pair in JSON is refused or read, and never ends the run`() throws {
        struct Line: Decodable { var text: String }
        for text in [
            #"{"text":"报备 \ud800"}"#, #"{"text":"\udc00\ud800 13800001234"}"#, #"{"text":"\ud83d\ude00"}"#,
        ] {
            guard let line = try? JSONDecoder().decode(Line.self, from: Data(text.utf8)) else { continue }
            let reading = try Township.read(line.text)
            #expect(try Township.invariants().violations(in: reading, of: line.text) == [])
        }
    }
}

extension AdversarialMessage: CustomTestStringConvertible {
    /// The name: the text would fill the log.
    public var testDescription: String { name }
}
