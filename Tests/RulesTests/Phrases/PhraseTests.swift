import Foundation
import Model
import ReportLanguage
import Rules
import Testing

/// The sentences: complete in both languages, and all that the code asks for.
@Suite struct PhraseTests {
    @Test func `both languages have the same phrases`() throws {
        let chinese = try Sample.texts("zh-Hans")
        let english = try Sample.texts("en")
        #expect(Set(chinese.keys).symmetricDifference(english.keys) == [])
        #expect(chinese.count > 200)
    }

    @Test func `no phrase shouts, and no English phrase is left Chinese but for what is typed to the bot`()
        throws
    {
        for (key, text) in try Sample.texts("zh-Hans") {
            #expect(!text.contains("!") && !text.contains("！"), "\(key)")
        }
        for (key, text) in try Sample.texts("en") {
            #expect(!text.contains("!"), "\(key)")
            #expect(text.firstMatch(of: /[，。；：（）【】]/) == nil, "\(key): Chinese punctuation")
        }
    }

    /// What code asks for, found in its sources: a literal of the shape of a key in a call of a wording.
    @Test func `every phrase that the code names exists`() throws {
        let keys = Set(try Sample.texts("zh-Hans").keys)
        let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/Rules")
            .resolvingSymlinksInPath()
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var named = 0
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(
                of: /(?:words|self|phrases|refuse)\((?:message, |to: message, )?"([a-zA-Z]+(?:\.[a-zA-Z]+)+)"/
            ) {
                named += 1
                #expect(keys.contains(String(match.1)), "\(file.lastPathComponent): \(match.1)")
            }
        }
        #expect(named > 60)
        for role in Role.allCases { #expect(keys.contains("role." + role.rawValue)) }
        for purpose in Purpose.allCases { #expect(keys.contains("purpose." + purpose.rawValue)) }
    }

    @Test func `a night in English reads as English`() throws {
        let duty = [try Sample.duty("K07", "20:00", "08:00", "P088", "P089")]
        let stage = try Stage(at: "2022-01-26T19:00", locale: "en") { $0.plan(duty) }
        try stage.begin()
        #expect(
            try stage.say("P010", in: "V03", ReturneeTests.noPhone).only
                == "Registered R1: 赵*燕, 哈尔滨道里区, arriving Jan 28, 1组.\nOne thing is missing: 赵*燕's phone. Just reply with it, e.g. 13800001234"
        )
        #expect(try stage.say("P010", in: "V03", "13800004321").only.hasPrefix("R1 complete: 赵*燕"))
        #expect(try stage.pass(to: "2022-01-26T19:30").only.hasPrefix("Shift today 20:00 begins soon"))
        #expect(
            try stage.pass(to: "2022-01-26T20:10").only.hasPrefix(
                "[Unmanned] 双河南卡口, shift 20:00: nobody has checked in. When there"))
        #expect(
            try stage.say("P145", in: "T01", "广播 永胜村 22:00 出门戴口罩").only.hasPrefix(
                "B1 preview: to 永胜村, today 22:00"))
    }
}
