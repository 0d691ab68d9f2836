import Foundation
import Model
import ReportLanguage
import Testing

@testable import Settings

/// The roster's files, alone and held against each other.
struct RosterTests {
    private func bot(_ changes: [String: String] = [:]) throws -> TemporaryBot {
        try TemporaryBot(TemporaryBot.roster.merging(changes) { $1 })
    }

    @Test func `a roster is read whole`() throws {
        let folder = try bot()
        let loaded = folder.load()
        #expect(loaded.errors == [])
        let roster = try #require(loaded.bot?.roster)
        #expect(roster.village(PlaceCode("V01"))?.hamlets == ["东屯", "西屯"])
        #expect(roster.unit(PlaceCode("V01-01"))?.leader == PersonID("P3"))
        #expect(roster.checkpoint(PlaceCode("K01"))?.required == 2)
        #expect(roster.person(account: AccountKey(channel: ChannelName("tg"), user: "3"))?.name == "钱国海")
        #expect(roster.person(PersonID("P3"))?.phone == "0452-7123456")
        #expect(roster.duty.first?.staff == [PersonID("P3"), PersonID("P4")])
        _ = try loaded.reader()
    }

    @Test func `Excel's ways are read: GB18030, BOM, CRLF, quotes and slashed dates`() throws {
        let folder = try bot([
            "roster/duty.csv":
                "\u{FEFF}checkpoint,date,from,to,staff\r\nK01,2022/1/28,20:00:00,8:00,\"P3\r\nP4\"\r\n\r\nK01,sun,8:00,20:00,P3 P4\r\n"
        ])
        let villages = "code,name,tun,secretary\r\nV01,\"兴隆村\",东屯　西屯,P1\r\nV02,㐂升村𠀀,,P2\r\n"
        try folder.write("roster/villages.csv", try #require(villages.data(using: SourceText.gb18030)))
        let loaded = folder.load()
        #expect(loaded.errors == [])
        let roster = try #require(loaded.bot?.roster)
        #expect(roster.villages.map(\.name) == ["兴隆村", "㐂升村𠀀"])
        #expect(roster.villages.first?.hamlets == ["东屯", "西屯"])
        #expect(roster.duty.map(\.from.iso) == ["20:00", "08:00"])
        #expect(roster.duty.first?.staff.count == 2)
        #expect(roster.duty.last?.days == .weekday(7))
    }

    @Test(arguments: [
        ("villages.csv", "code,name,tun,secretary\nX1,兴隆村,,P1\n", 2, "“X1”", "V03"),
        (
            "villages.csv", "code,name,tun,secretary\nV01,兴隆村,,P1\nV02,a,,P2\nV01,b,,P2\n", 4,
            "already in line 2", "another code"
        ),
        (
            "villages.csv", "code,nmae,tun,secretary\nV01,兴隆村,,P1\n", 1, "unknown column “nmae”",
            "write “name”"
        ),
        ("villages.csv", "code;name;tun;secretary\nV01;兴隆村;;P1\n", 1, "not separated by commas", "CSV"),
        (
            "villages.csv", "code,name,tun,secretary\nV01,兴隆村\nV02,东升村,,P2\n", 2, "2 cells",
            "one cell a column"
        ),
        ("villages.csv", "code,name,tun,secretary\nV01,\"兴隆村,,P1\nV02,东升村,,P2\n", 2, "never ends", "\""),
        ("villages.csv", "code,name,tun,secretary\nV01,兴隆村,,P9\nV02,东升村,,P2\n", 2, "id “P9”", "write “P"),
        (
            "units.csv", "code,village,tun,name,leader,households\nV01-01,V03,,1组,P3,10\n", 2,
            "no village “V03”", "write “V0"
        ),
        (
            "units.csv", "code,village,tun,name,leader,households\nV01-01,V02,,1组,P3,10\n", 2,
            "not of the village", "V02-"
        ),
        (
            "units.csv", "code,village,tun,name,leader,households\nV01-01,V01,,1组,P3,many\n", 2, "“many”",
            "digits"
        ),
        ("checkpoints.csv", "code,name,place,head,required\nK01,x,V01,P4,0\n", 2, "“0”", "digits"),
        ("checkpoints.csv", "code,name,place\nK01,x,T09\n", 2, "“T09”", "write “T01”"),
        ("people.csv", "id,name,phone,role,place\nP1,a,1380000,cadre,T01\n", 2, "“1380000”", "0452-7123456"),
        (
            "people.csv", "id,name,phone,role,place\nP1,a,,unitleader,V01-01\n", 2, "“unitleader”",
            "write “unitLeader”"
        ),
        (
            "people.csv", "id,name,phone,role,place\nP1,a,,unitLeader,V01-02\n", 2, "no place “V01-02”",
            "write “V01-01”"
        ),
        (
            "people.csv", "id,name,role,place,accounts\nP1,a,cadre,T01,gt:7\n", 2, "no channel “gt”",
            "write “tg”"
        ),
        ("people.csv", "id,name,role,place,accounts\nP1,a,cadre,T01,tg\n", 2, "“tg”", "town:p010"),
        (
            "people.csv", "id,name,role,place,accounts\nP1,a,cadre,T01,tg:7\nP2,b,cadre,T01,tg:7\n", 3,
            "already in line 2", "one person"
        ),
        (
            "people.csv", "id,name,role,place\nP1,a,cadre,T01\nP1,b,cadre,T01\n", 3,
            "“P1” is already in line 2", "another code"
        ),
        (
            "duty.csv", "checkpoint,date,from,to,staff\nK02,*,20:00,08:00,P3 P4\n", 2, "no checkpoint “K02”",
            "write “K01”"
        ),
        (
            "duty.csv", "checkpoint,date,from,to,staff\nK01,*,20:00,08:00,P3 P44\n", 2, "id “P44”",
            "write “P4”"
        ),
        (
            "duty.csv", "checkpoint,date,from,to,staff\nK01,2022-02-30,20:00,08:00,P3 P4\n", 2,
            "“2022-02-30”", "mon … sun"
        ),
        ("duty.csv", "checkpoint,date,from,to,staff\nK01,*,20:00,24:00,P3 P4\n", 2, "“24:00”", "write 00:00"),
        ("duty.csv", "checkpoint,date,from,to,staff\nK01,*,8点,20:00,P3 P4\n", 2, "“8点”", "20:00"),
        ("duty.csv", "checkpoint,date,from,to,staff\nK01,*,8:00,20:00,P3 P3\n", 2, "twice", "once"),
    ])
    func `a mistake in a roster is told with line, cause and remedy`(
        file: String, text: String, line: Int, cause: String, remedy: String
    ) throws {
        let errors = try bot(["roster/" + file: text]).load().errors
        #expect(
            errors.contains {
                $0.file == "roster/" + file && $0.line == line && $0.message.contains(cause)
                    && $0.remedy.contains(remedy)
            }, "\(errors)")
    }

    @Test func `a file that others need and a column under another name are told as such`() throws {
        let folder = try TemporaryBot([
            "bot.yaml": TemporaryBot.smallest,
            "roster/units.csv": "code,village,tun,name,leader,households\nV01-01,V01,,1组,P1,10\n",
            "roster/people.csv": "id,name,tel,role,place\nP1,a,13800001234,cadre,T01\n",
        ])
        let found = folder.load().findings
        #expect(found.contains { $0.file == "roster/villages.csv" && $0.message.contains("is missing") })
        #expect(found.contains { $0.message.contains("“tel”") && $0.remedy.contains("call it phone or") })
    }

    @Test func `what is only odd is a warning and the bot runs`() throws {
        let folder = try bot([
            "roster/villages.csv": "code,name,tun,secretary,备注\nV01,兴隆村,,P3,x\nV02,东升村,,,\n",
            "roster/duty.csv":
                "checkpoint,date,from,to,staff\nK01,*,20:00,08:00,P3\nK01,sun,07:00,20:00,P3 P4\n",
            "roster/dutty.csv": "x\n",
        ])
        let loaded = folder.load()
        #expect(loaded.errors == [])
        #expect(loaded.bot?.roster.duty.count == 2)
        for (file, line, cause) in [
            ("villages.csv", 1, "“备注” is not read"), ("villages.csv", 2, "P3 as unitLeader of V01-01"),
            ("villages.csv", 3, "V02 东升村 has no secretary"),
            ("duty.csv", 2, "1 on duty where K01 requires 2"),
            ("duty.csv", 3, "overlaps that of line 2"), ("dutty.csv", 1, "not part of a roster"),
        ] {
            #expect(
                loaded.warnings.contains {
                    $0.file == "roster/" + file && $0.line == line && $0.message.contains(cause)
                }, "\(cause) in \(loaded.warnings)")
        }
        #expect(loaded.warnings.contains { $0.file == "bot.yaml" && $0.message.contains("V01 兴隆村, V02 东升村") })
    }

    @Test func `lines of one shift count together, and one person cannot stand at two checkpoints`() throws {
        let folder = try bot([
            "roster/checkpoints.csv": "code,name,place,head,required\nK01,兴隆卡口,V01,P4,2\nK02,东升卡口,V02,,1\n",
            "roster/duty.csv":
                "checkpoint,date,from,to,staff\nK01,*,8:00,20:00,P3\nK01,*,8:00,20:00,P4\nK02,sat,12:00,13:00,P4\n",
        ])
        let warnings = folder.load().warnings.filter { $0.file == "roster/duty.csv" }
        #expect(warnings.count == 1, "\(warnings)")
        #expect(warnings.first?.line == 4)
        #expect(warnings.first?.message.contains("P4 is on duty at K01 at the same time (line 3)") == true)
    }

    @Test func `shifts that follow each other do not overlap, across midnight and weeks`() throws {
        let folder = try bot([
            "roster/duty.csv": """
            checkpoint,date,from,to,staff
            K01,mon,20:00,08:00,P3 P4
            K01,tue,08:00,20:00,P3 P4
            K01,sun,20:00,08:00,P3 P4
            K01,mon,08:00,20:00,P3 P4
            """
        ])
        #expect(!folder.load().findings.contains { $0.message.contains("overlap") })
        try folder.write(
            "roster/duty.csv",
            "checkpoint,date,from,to,staff\nK01,sun,20:00,08:00,P3 P4\nK01,mon,07:30,20:00,P3 P4\n")
        #expect(
            folder.load().warnings.contains { $0.line == 3 && $0.message.contains("overlaps that of line 2") }
        )
    }

    @Test func `a chat's place must be the roster's`() throws {
        let folder = try bot([
            "bot.yaml": TemporaryBot.smallest
                + "  - {channel: tg, id: \"-7\", purpose: village, place: V11}\n  - {channel: tg, id: \"-8\", purpose: village, place: K01}\n"
        ])
        let errors = folder.findings()
        #expect(errors.contains { $0.hasPrefix("bot.yaml:6: the roster has no place “V11”, write “V01”") })
        #expect(errors.contains { $0.hasPrefix("bot.yaml:7: a chat for a village") })
    }

    @Test func `a UTF-16 sheet is refused with what to do`() throws {
        let folder = try bot()
        try folder.write("roster/units.csv", Data([0xFF, 0xFE, 0x63, 0x00]))
        #expect(
            folder.findings().contains { $0.hasPrefix("roster/units.csv:1:") && $0.contains("CSV UTF-8") })
    }
}
