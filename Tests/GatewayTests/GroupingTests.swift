import Foundation
import Gateway
import Model
import ReportLanguage
import Store
import Testing

/// Through the whole gateway: what supervisors get to read when a night goes wrong everywhere and is then put right.
struct GroupingTests {
    @Test
    func `sixteen shifts that are manned within a minute and a half are three messages for supervisors`()
        async throws
    {
        let evening = try #require(ClockTime(hour: 20))
        let morning = try #require(ClockTime(hour: 8))
        let rehearsal = try await Fuqiang.rehearsal(from: "2022-01-28T19:00") { bot in
            bot.roster = Roster(
                people: bot.roster.people, villages: bot.roster.villages, units: bot.roster.units,
                checkpoints: bot.roster.checkpoints, teams: bot.roster.teams,
                duty: bot.roster.checkpoints.map { checkpoint in
                    let staff = bot.roster.people.filter { $0.place == checkpoint.code }.prefix(2).map(\.id)
                    return DutyLine(
                        checkpoint: checkpoint.code, days: .every, from: evening, to: morning,
                        staff: Array(staff))
                })
        }
        let bot = rehearsal.bot
        let start = bot.calendar.instant(try #require(LocalMoment(iso: "2022-01-28T20:31")))
        _ = try await rehearsal.advance(to: start)
        let chat = try #require(bot.chats.first { $0.purpose == .checkpoints }).key
        var said: [RecordingChannel.Said] = []
        for (index, line) in bot.roster.duty.enumerated() {
            let names = line.staff.compactMap { bot.roster.person($0)?.name }.joined(separator: "、")
            said += try await rehearsal.say(
                Rehearsal.Line(
                    id: "in-\(index)", at: start.addingTimeInterval(Double(5 * index)),
                    text: "\(bot.roster.name(of: line.checkpoint)) 到岗 \(names)",
                    speaker: .person(try #require(line.staff.first)), chat: chat))
        }
        said += try await rehearsal.advance(to: start.addingTimeInterval(600))
        let supervisors = Set(bot.chats.filter { $0.purpose == .supervisors }.map(\.key))
        for chat in supervisors {
            let read = said.filter { $0.chat == chat }
            #expect(read.count == 3, "\(read.map(\.text))")
            let text = read.map(\.text).joined(separator: "\n")
            for checkpoint in bot.roster.checkpoints {
                #expect(text.contains(checkpoint.name.replacing("卡口", with: "")), "\(checkpoint.name)")
            }
        }
    }
}
