import ReportLanguage
import Testing

@testable import Settings

/// The words of the language, standard and of a bot's own.
struct LexiconTests {
    @Test func `every function and command has words without a bot's own, and there are surnames`() throws {
        let lexicon = try TemporaryBot().load().lexicon
        for function in FunctionWord.allCases {
            #expect(lexicon.functions[function]?.isEmpty == false, "\(function)")
        }
        for command in CommandName.allCases {
            #expect(lexicon.commands[command]?.isEmpty == false, "\(command)")
        }
        #expect(lexicon.surnames.contains("张") && lexicon.surnames.contains("欧阳"))
    }

    @Test func `a bot's own words are read besides the standard ones`() throws {
        let folder = try TemporaryBot()
        func read(_ text: String) throws -> Reading {
            let context = ReadingContext(at: try #require(LocalMoment(iso: "2022-01-22T10:00")))
            return try folder.load().reader().read(text, in: context)
        }
        #expect(try read("妥了") == .chatter)
        #expect(try read("收到") == .command(Command(.ack)))
        try folder.write(
            "locales/zh-Hans/lexicon/own.yaml", "ack: [妥了]\nquestion: [咋回事]\nsurnames: [逯, 完颜]\n")
        #expect(try read("妥了") == .command(Command(.ack)))
        #expect(try read("收到") == .command(Command(.ack)))
        let lexicon = folder.load().lexicon
        #expect(lexicon.functions[.question]?.contains("咋回事") == true)
        #expect(lexicon.surnames.suffix(2) == ["逯", "完颜"])
    }

    @Test func `mistakes in a bot's words are told with their lines`() throws {
        let errors = try TemporaryBot([
            "locales/zh-Hans/lexicon/own.yaml": "questoin: [咋回事]\nack: 妥了\nsurnames: [爱新觉罗]\n"
        ]).findings()
        for start in [
            "locales/zh-Hans/lexicon/own.yaml:1: unknown key “questoin”, write “question”",
            "locales/zh-Hans/lexicon/own.yaml:2: “ack” must be a list",
            "locales/zh-Hans/lexicon/own.yaml:3: “爱新觉罗” is no surname",
        ] {
            #expect(errors.contains { $0.hasPrefix(start) }, "\(start) in \(errors)")
        }
    }
}
