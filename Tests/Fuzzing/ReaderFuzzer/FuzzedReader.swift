import Foundation
import Model
import Settings
import Workload

@testable import ReportLanguage

/// Reads what libFuzzer makes up, in every way in which a message is read, and stops where something does not hold.
struct FuzzedReader {
    let reader: ReportReader
    let forms: [FormDefinition]
    let invariants: ReadingInvariants
    let checksDigits = ProcessInfo.processInfo.environment["LIANFANG_FUZZ_DIGITS"] != "off"

    /// A bot's folder of which no reader can be made.
    struct Unusable: Error, CustomStringConvertible {
        let description: String
    }

    /// The reader of the bot whose folder the environment variable names, or of the sample township.
    init() throws {
        let folder = ProcessInfo.processInfo.environment["LIANFANG_FUZZ_BOT"] ?? "bots/fuqiang"
        let loaded = BotFolder.load(folder, environment: [:])
        guard let bot = loaded.bot else { throw Unusable(description: "\(folder): \(loaded.errors)") }
        reader = try loaded.reader()
        forms = bot.forms
        invariants = ReadingInvariants(forms: forms)
    }

    /// Reads one input.
    func read(_ input: FuzzedInput) {
        check(input.text, FoldedText(input.text))
        let reading = reader.read(input.text, in: input.context)
        hold(invariants.violations(in: reading, of: checksDigits && input.isWhole ? input.text : ""), input)
        if reader.read(input.text, in: input.context) != reading {
            fail("the same message reads in two ways", input)
        }
        if let line = try? ReadingLine(id: "f", reading: reading).json(), line.isEmpty || line.contains("\n")
        {
            fail("a reading is no line: \(line)", input)
        }
        switch input.way {
        case .message: break
        case .explained:
            let explanation = reader.explain(input.text, in: input.context).description
            if explanation != reader.explain(input.text, in: input.context).description {
                fail("the same message is explained in two ways", input)
            }
        case .answer:
            for form in forms { answer(input, form) }
        }
    }

    private func answer(_ input: FuzzedInput, _ form: FormDefinition) {
        let all = form.fields.map(\.name)
        for lacking in [all, Array(all.prefix(1)), form.fields.filter(\.isRequired).map(\.name)] {
            let answer = reader.readAnswer(input.text, form: form.name, lacking: lacking, in: input.context)
            guard let answer else { continue }
            hold(invariants.violations(in: answer, form: form.name, lacking: lacking), input)
        }
    }

    /// Folding is idempotent, and each folded scalar knows where it came from.
    private func check(_ text: String, _ folded: FoldedText) {
        let again = FoldedText(folded.folded)
        precondition(again.folded == folded.folded, "folding twice differs: \(text.debugDescription)")
        precondition(folded.origins.count == folded.scalars.count)
        precondition(zip(folded.origins, folded.origins.dropFirst()).allSatisfy { $0 < $1 })
        precondition(folded.origins.last.map { $0 < folded.original.count } ?? true)
    }

    private func hold(_ violations: [String], _ input: FuzzedInput) {
        if let first = violations.first { fail(first, input) }
    }

    /// Stops here: libFuzzer keeps the input of a process that traps.
    private func fail(_ reason: String, _ input: FuzzedInput) -> Never {
        fatalError(
            """
            \(reason)
            message: \(input.text.debugDescription)
            context: \(input.context)
            """)
    }
}
