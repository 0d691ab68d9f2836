import Foundation
import Model
import ReportLanguage
import Store
import Testing

/// `lianfang export`: what the store holds, as a clerk's spreadsheet and a script take it.
@Suite(.timeLimit(.minutes(2)))
struct ExportTests {
    /// A bot with a form of its own and a store with some reports.
    private func bot(_ records: [ReportRecord]) async throws -> TestBot {
        let bot = try TestBot(
            channels:
                "  town: {platform: relay, url: \"http://127.0.0.1:1/relay\", secret: {env: RELAY_SECRET}}",
            chats: "  - {channel: town, id: g1, purpose: village, place: V01}",
            accounts: { "town:\($0.lowercased())" })
        try bot.write(
            "forms/vaccination.yaml",
            """
            form: vaccination
            triggers: [牲畜防疫]
            fields:
              name: {type: name, required: true, keys: [户主]}
              phone: {type: phone, keys: [户主电话]}
              heads: {type: count, keys: [头数]}
              note: {type: text, keys: [防疫备注]}
            """)
        let store = try GatewayStore(path: bot.storePath, bot: "testbot")
        _ = try await store.commit(now: Self.start) { _ in
            var decision = Decision(.reported)
            decision.changes = records.map { .saveReport($0) }
            return decision
        }
        try store.close()
        return bot
    }

    /// 2022-01-26 09:00 in Shanghai.
    private static let start = Date(timeIntervalSince1970: 1_643_158_800)

    private static func record(
        _ number: Int, _ fields: [String: FieldValue], form: String = "vaccination",
        state: ReportRecord.State = .complete, after seconds: Double = 0
    ) -> ReportRecord {
        ReportRecord(
            number: number, report: Report(form: form, fields: fields), state: state, message: 1,
            chat: ChatKey(channel: ChannelName("town"), id: "g1"),
            account: AccountKey(channel: ChannelName("town"), user: "p011"), sender: PersonID("P011"),
            place: PlaceCode("V01"), at: start + seconds)
    }

    @Test func `a made-up form is a table in its own order, safe to open, with what was withdrawn marked`()
        async throws
    {
        let bot = try await bot([
            Self.record(
                1,
                [
                    "name": .string("张有财"), "phone": .string("13800001234"), "heads": .integer(30),
                    "note": .string("一头\n没打,\"跑了\""),
                ]),
            Self.record(
                2, ["name": .string("=HYPERLINK(1)"), "note": .string("@SUM(1)"), "heads": .integer(0)],
                state: .withdrawn),
            Self.record(3, ["name": .string("李四"), "note": .string("-1+1")]),
            Self.record(4, ["name": .string("王五"), "phone": .string("13800001235")], form: "returnee"),
        ])
        let run = try await CommandRun("export", bot.folder.path, "vaccination")
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(run.output.unicodeScalars.first == "\u{FEFF}")
        let rows = run.output.dropFirst().split(separator: "\r\n").map(String.init)
        #expect(
            rows == [
                "receipt,time,sender,senderName,chat,place,status,version,mergedInto,problems,name,phone,heads,note",
                "R1,\"2022-01-26 09:00\",P011,赵刚,town:g1,V01,complete,1,,,张有财,\"13800001234\",30,\"一头\n没打,\"\"跑了\"\"\"",
                "R2,\"2022-01-26 09:00\",P011,赵刚,town:g1,V01,withdrawn,1,,,\"'=HYPERLINK(1)\",,0,\"'@SUM(1)\"",
                "R3,\"2022-01-26 09:00\",P011,赵刚,town:g1,V01,complete,1,,,李四,,,\"'-1+1\"",
            ])
        try bot.remove()
    }

    @Test func `JSON has the canonical values, an object a line`() async throws {
        let place = FieldValue.place(Place(code: "230102", name: "黑龙江省哈尔滨市道里区"))
        let bot = try await bot([
            Self.record(
                1, ["name": .string("王五"), "phone": .string("13800001235"), "origin": place], form: "returnee"
            ),
            Self.record(2, ["name": .string("王五")], form: "returnee", state: .merged),
        ])
        let run = try await CommandRun("export", bot.folder.path, "returnees", "--format", "json")
        let objects = try run.lines.map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: NSObject])
        }
        #expect(objects.count == 1, "one row a person")
        #expect(objects.first?["phone"] == "13800001235" as NSString)
        #expect(objects.first?["origin"] == ["code": "230102", "name": "黑龙江省哈尔滨市道里区"] as NSDictionary)
        #expect(
            try await CommandRun("export", bot.folder.path, "returnee", "--format", "json").lines.count == 2)
        try bot.remove()
    }

    @Test func `more than a page comes whole and in order, from a day on`() async throws {
        let bot = try await bot(
            (1...1203).map { Self.record($0, ["name": .string("张\($0)")], after: $0 > 600 ? 86_400 : 0) })
        let all = try await CommandRun("export", bot.folder.path, "reports", "--format", "json")
        #expect(all.lines.count == 1203)
        let later = try await CommandRun(
            "export", bot.folder.path, "vaccination", "--since", "2022-01-27", "--format", "json")
        #expect(later.lines.count == 603)
        #expect(
            later.lines.first?.contains("\"R601\"") == true && later.lines.last?.contains("\"R1203\"") == true
        )
        try bot.remove()
    }

    @Test func `the roster comes in the columns of its files`() async throws {
        let bot = try await bot([])
        for (what, file) in [
            ("roster", "people"), ("villages", "villages"), ("units", "units"), ("dutyPlan", "duty"),
        ] {
            let run = try await CommandRun("export", bot.folder.path, what)
            let text = try String(
                contentsOf: bot.folder.appending(path: "roster/\(file).csv"), encoding: .utf8)
            let exported = run.output.dropFirst().replacing("\"", with: "").replacing("\r\n", with: "\n")
            #expect(String(exported) == text, "\(what)")
        }
        try bot.remove()
    }

    @Test(arguments: ["shifts", "broadcasts", "cases", "rectifications", "outsiders", "supplies", "checkin"])
    func `every subject has its heading, even where there is nothing`(what: String) async throws {
        let bot = try await bot([])
        let run = try await CommandRun("export", bot.folder.path, what)
        #expect(run.status == 0 && run.lines.count == 1)
        try bot.remove()
    }

    @Test func `what there is not is refused with what there is`() async throws {
        let bot = try await bot([])
        let run = try await CommandRun("export", bot.folder.path, "returnes")
        #expect(run.status == 64)
        #expect(run.errors.contains("returnees") && run.errors.contains("vaccination"))
        #expect(try await CommandRun("export", bot.folder.path, "reports", "--since", "gestern").status == 64)
        try bot.remove()
    }
}
