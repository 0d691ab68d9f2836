import Foundation
import Gateway
import Model
import ReportLanguage
import Settings
import Store
import Testing

/// The README's section about adding a form, followed word by word.
struct AddFormTests {
    private static let readme = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "README.md")

    /// What the section shows: the file, and the talk with it.
    static func section() throws -> (form: String, talk: [String]) {
        let text = try String(contentsOf: readme, encoding: .utf8)
        let section = try #require(
            text.split(separator: "## To add a form").last?.split(separator: "## To add…").first)
        let blocks = section.components(separatedBy: "```")
        try #require(blocks.count >= 5, "a file and a talk")
        return (
            String(blocks[1].drop { !$0.isNewline }),
            blocks[3].split(separator: "\n").map(String.init)
        )
    }

    @Test func `a made-up form reads, asks, is answered, corrected, withdrawn and kept as the README says`()
        async throws
    {
        let (form, talk) = try Self.section()
        let folder = FileManager.default.temporaryDirectory.appending(path: "add-form-\(UUID().uuidString)")
        try FileManager.default.copyItem(atPath: Fuqiang.folder, toPath: folder.path)
        // What is left lies in the temporary folder.
        defer { try? FileManager.default.removeItem(at: folder) }
        try form.write(
            to: folder.appending(path: "forms/vaccination.yaml"), atomically: true, encoding: .utf8)

        let loaded = BotFolder.load(folder.path, environment: [:])
        #expect(loaded.errors.isEmpty && !loaded.findings.contains { "\($0)".contains("vaccination") })
        let bot = try #require(loaded.bot)
        let start = bot.calendar.instant(try #require(LocalMoment(iso: "2022-01-26T09:00")))
        let rehearsal = try await Rehearsal(
            bot: bot, reader: try loaded.reader(), phrases: try loaded.phrasebook(), hash: { $0 }, from: start
        )
        let chat = try #require(bot.chat(named: "V01")).key
        let leader = try #require(
            bot.roster.people.first { $0.role == .unitLeader && $0.place.village?.rawValue == "V01" })
        var minute = 0.0
        func say(_ text: String) async throws -> String {
            minute += 60
            let said = try await rehearsal.say(
                Rehearsal.Line(
                    id: "m\(minute)", at: start + minute, text: text, speaker: .person(leader.id), chat: chat)
            )
            return said.filter { $0.chat == chat && $0.cause.hasPrefix("message") }.map(\.text).joined(
                separator: "\n")
        }

        try #require(talk.count == 5)
        #expect(try await say(talk[0]) == talk[1] + "\n" + talk[2])
        #expect(try await say(talk[3]) == talk[4])
        #expect(try await say("牲畜防疫 户主：张有财 畜种：猪 头数：32") == "R1 已更新：头数 32。")
        #expect(try await say("牲畜防疫 户主：张有财 畜种：牛 头数：2").hasPrefix("已记 R3"))
        #expect(try await say("更正 R3 头数 3") == "已更正 R3：头数 3。")
        #expect(try await say("牛好像少了一头") == "")
        #expect(try await say("撤回 R3").hasPrefix("已撤回 R3：牲畜防疫，张*财，牛"))
        let kept = try await rehearsal.store.reports(of: "vaccination", since: start, after: 0, limit: 10)
        #expect(kept.map(\.state) == [.complete, .merged, .withdrawn])
        #expect(kept[0].report.fields["heads"] == .integer(32) && kept[0].version == 3)
        #expect(kept[0].report.fields["village"]?.string == "V01")
    }
}
