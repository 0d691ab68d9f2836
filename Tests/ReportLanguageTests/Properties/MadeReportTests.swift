import ReportLanguage
import Testing
import Workload

/// Reports made by rule read back what they say: every form that the township knows, in every layout, from seeds.
///
/// A seed that fails prints its message; `ReportMaker` makes it again. A form that is added is made and read here too.
struct MadeReportTests {
    /// How many messages of each form in each layout: enough that every key, trigger and choice occurs.
    private static let seeds: Range<UInt64> = 0..<16

    @Test(arguments: MadeLayout.allCases)
    func `a report reads back what it says`(layout: MadeLayout) throws {
        for form in try Township.forms() {
            for seed in Self.seeds {
                guard let message = try Self.maker().message(form, layout, seed: seed) else { continue }
                let reading = try Self.read(message.text)
                let differences =
                    message.differences(from: reading)
                    + (try Township.invariants().violations(in: reading, of: message.text))
                let known = KnownDefect.all.first { $0.concerns(message) }
                guard known == nil || differences.isEmpty else { continue }
                #expect(differences == [], "\(form.name), \(layout), seed \(seed):\n\(message.text)")
            }
        }
    }

    @Test(arguments: KnownDefect.all)
    func `a known defect is still one, or leaves the list`(defect: KnownDefect) throws {
        let form = try #require(try Township.forms().first { $0.name == defect.form })
        let isThere = try defect.layouts.contains { layout in
            try Self.seeds.contains { seed in
                guard let message = try Self.maker().message(form, layout, seed: seed),
                    defect.concerns(message)
                else { return false }
                return try !message.differences(from: Self.read(message.text)).isEmpty
            }
        }
        #expect(isThere, "no message shows it any more: \(defect.name)")
    }

    @Test func `each form is made in every layout that its keys allow`() throws {
        for form in try Township.forms() {
            let layouts = try MadeLayout.allCases.filter { layout in
                try Self.seeds.contains { try Self.maker().message(form, layout, seed: $0) != nil }
            }
            #expect(layouts.count >= 8, "\(form.name) is made as \(layouts)")
        }
    }

    @Test func `the same message reads the same in every process order and place of a batch`() throws {
        let texts = try Township.forms().flatMap { form in
            try MadeLayout.allCases.compactMap { try Self.maker().message(form, $0, seed: 7)?.text }
        }
        let once = try texts.map { try Self.read($0) }
        let again = try texts.reversed().map { try Self.read($0) }
        #expect(once == again.reversed())
        // A reader that is made anew, as by another process.
        let fresh = try Township.freshReader()
        #expect(try texts.map { fresh.read($0, in: try Self.context()) } == once)
    }

    @Test(arguments: MadeLayout.allCases)
    func `talk, quotes and emoji around a report break nothing`(layout: MadeLayout) throws {
        let around = [
            "今天真冷啊", "「姚红秀：都报一下」\n----------\n", "👍👍 ", "@联防小助手 ", "[图片]\n", "那个谁，", "\u{202E}\u{200B}",
        ]
        for form in try Township.forms() {
            guard let message = try Self.maker().message(form, layout, seed: 3) else { continue }
            for words in around {
                for text in [
                    words + message.text, message.text + "\n" + words, words + "\n" + message.text + words,
                ] {
                    let violations = try Township.invariants().shape(of: try Self.read(text))
                    #expect(violations == [], "\(text)")
                }
            }
        }
    }

    private static func maker() throws -> ReportMaker { try Township.maker() }

    private static func read(_ text: String) throws -> Reading {
        try Township.reader().read(text, in: context())
    }

    private static func context() throws -> ReadingContext {
        ReadingContext(at: ReportMaker.moment, sender: ReportMaker.sender, chatPlace: ReportMaker.chat)
    }
}
