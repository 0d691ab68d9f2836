import Foundation
import Gateway
import Model
import ReportLanguage
import Store
import Testing

/// A whole night of sixteen checkpoints, in as long as its work takes: who is told what, when.
struct NightTests {
    /// Everybody of the night shift at a checkpoint says that they are there, each in their own words.
    private func checkIn(_ rehearsal: Rehearsal, _ checkpoint: PlaceCode, at: String, count: Int) async throws
        -> [RecordingChannel.Said]
    {
        let bot = rehearsal.bot
        let line = try #require(
            bot.roster.duty.first { $0.checkpoint == checkpoint && $0.from.hour == 20 },
            "no night shift at \(checkpoint)")
        let chat = try #require(
            bot.chats.first {
                $0.purpose == .checkpoints && ($0.place == checkpoint || $0.place == bot.township.code)
            })
        let names = line.staff.prefix(count).compactMap { bot.roster.person($0)?.name }
        let name = bot.roster.name(of: checkpoint)
        return try await rehearsal.say(
            Rehearsal.Line(
                id: "in-\(checkpoint.rawValue)-\(at)",
                at: bot.calendar.instant(try #require(LocalMoment(iso: at))),
                text: "\(name) 到岗 \(names.joined(separator: "、"))",
                speaker: .person(try #require(line.staff.first)), chat: chat.key))
    }

    @Test func `fourteen checkpoints are manned, one comes late, one never: only those two are spoken of`()
        async throws
    {
        let (evening, morning) = (try #require(ClockTime(hour: 20)), try #require(ClockTime(hour: 8)))
        let rehearsal = try await Fuqiang.rehearsal(from: "2022-01-28T18:00") { bot in
            // One plain night shift everywhere, so that the night is about two checkpoints.
            bot.roster = Roster(
                people: bot.roster.people, villages: bot.roster.villages, units: bot.roster.units,
                checkpoints: bot.roster.checkpoints, teams: bot.roster.teams,
                duty: bot.roster.checkpoints.map { checkpoint in
                    let staff = bot.roster.people.filter { $0.place == checkpoint.code }.prefix(2).map(\.id)
                    return DutyLine(
                        checkpoint: checkpoint.code, days: .every, from: evening,
                        to: morning, staff: Array(staff))
                })
        }
        let bot = rehearsal.bot
        var said: [RecordingChannel.Said] = []
        for checkpoint in bot.roster.checkpoints where !["K03", "K11"].contains(checkpoint.code.rawValue) {
            said += try await checkIn(rehearsal, checkpoint.code, at: "2022-01-28T19:50", count: 2)
        }
        said += try await checkIn(rehearsal, PlaceCode("K03"), at: "2022-01-28T19:55", count: 1)
        said += try await rehearsal.advance(
            to: bot.calendar.instant(try #require(LocalMoment(iso: "2022-01-28T20:17"))))
        said += try await checkIn(rehearsal, PlaceCode("K03"), at: "2022-01-28T20:17", count: 2)
        said += try await rehearsal.advance(
            to: bot.calendar.instant(try #require(LocalMoment(iso: "2022-01-29T07:00"))))

        let alerts = said.filter { $0.text.contains("缺岗") && !$0.cause.hasPrefix("message") }
        func spoken(of name: String) -> [RecordingChannel.Said] {
            alerts.filter { $0.text.contains(name) }
        }
        #expect(!spoken(of: "向阳西").isEmpty, "a checkpoint where nobody came")
        #expect(!spoken(of: "永胜北").isEmpty, "a checkpoint where one is missing")
        for checkpoint in bot.roster.checkpoints where !["K03", "K11"].contains(checkpoint.code.rawValue) {
            #expect(spoken(of: checkpoint.name).isEmpty, "a manned checkpoint is not spoken of")
        }
        let supervisors = try #require(bot.chats.first { $0.purpose == .supervisors }).key
        let told = alerts.filter { $0.chat == supervisors }
        #expect(told.count == 1, "supervisors hear of the one that stayed empty, once")
        #expect(
            told.allSatisfy { bot.calendar.local($0.at).iso == "2022-01-28T20:30" && $0.text.contains("向阳西") }
        )
        let first = alerts.map { bot.calendar.local($0.at).iso }.min()
        #expect(first == "2022-01-28T20:10", "nobody is alarmed before ten minutes have passed")
    }

    @Test func `sixteen empty checkpoints are a few messages, not eighty`() async throws {
        let rehearsal = try await Fuqiang.rehearsal(from: "2022-01-28T19:00")
        let end = rehearsal.bot.calendar.instant(try #require(LocalMoment(iso: "2022-01-28T21:00")))
        let said = try await rehearsal.advance(to: end)
        let supervisors = said.filter { post in
            rehearsal.bot.chat(post.chat)?.purpose == .supervisors && post.text.contains("缺岗")
        }
        let chats = Set(supervisors.map(\.chat))
        #expect(!chats.isEmpty)
        for chat in chats {
            #expect(supervisors.filter { $0.chat == chat }.count == 1, "ten missed shifts are one message")
        }
        let grouped = try #require(supervisors.first)
        for checkpoint in rehearsal.bot.roster.checkpoints where checkpoint.code.rawValue != "K15" {
            #expect(grouped.text.contains(checkpoint.name.replacing("卡口", with: "")))
        }
    }

    @Test func `a takeover stops the climb at once`() async throws {
        let rehearsal = try await Fuqiang.rehearsal(from: "2022-01-28T19:00")
        let bot = rehearsal.bot
        _ = try await rehearsal.advance(
            to: bot.calendar.instant(try #require(LocalMoment(iso: "2022-01-28T20:31"))))
        let chat = try #require(
            bot.chats.first { $0.purpose == .supervisors && $0.key.channel == bot.channels[0].name }
        ).key
        let supervisor = try #require(bot.roster.people.first { $0.role == .supervisor })
        let open = try await rehearsal.store.read { facts in
            try (1...40).compactMap { try facts.caseRecord($0) }.filter { $0.state == .open }.map(\.number)
        }
        #expect(open.count >= 15)
        for number in open {
            _ = try await rehearsal.say(
                Rehearsal.Line(
                    id: "take-\(number)",
                    at: bot.calendar.instant(try #require(LocalMoment(iso: "2022-01-28T20:32"))),
                    text: "接手 E\(number)", speaker: .person(supervisor.id), chat: chat))
        }
        let after = try await rehearsal.advance(
            to: bot.calendar.instant(try #require(LocalMoment(iso: "2022-01-28T21:30"))))
        #expect(
            !after.contains { $0.text.contains("缺岗") },
            "the town secretary is not woken for what is taken care of")
    }
}
