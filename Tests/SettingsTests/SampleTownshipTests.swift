import Foundation
import Model
import ReportLanguage
import Testing

@testable import Settings

/// The bot that the project brings along.
struct SampleTownshipTests {
    private static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("bots/fuqiang").path

    private func load() -> LoadedBot { BotFolder.load(Self.path, environment: [:]) }

    @Test func `a fresh clone checks clean: only secrets and privacy are named`() {
        let findings = load().findings
        #expect(findings.filter { $0.severity == .error } == [])
        #expect(
            findings.allSatisfy { $0.message.contains("secret") || $0.message.contains("privacy") },
            "\(findings)")
    }

    @Test func `every village, the checkpoints, supervisors and the township have a chat`() throws {
        let bot = try #require(load().bot)
        #expect(
            bot.roster.villages.count == 12 && bot.roster.checkpoints.count == 16
                && bot.roster.people.count == 165)
        for village in bot.roster.villages {
            #expect(bot.chats.contains { $0.place == village.code && $0.purpose == .village })
        }
        for purpose in [Purpose.checkpoints, .supervisors, .township, .loudspeaker] {
            #expect(bot.chats.contains { $0.purpose == purpose })
        }
    }

    @Test func `two people stand at each checkpoint at every hour of every day`() throws {
        let bot = try #require(load().bot)
        let day = try #require(CalendarDay(iso: "2022-01-28"))
        for checkpoint in bot.roster.checkpoints {
            for hour in 0..<24 {
                let minute = hour * 60 + 30
                let there = bot.roster.duty.filter { line in
                    let length = line.to.minutes - line.from.minutes + (line.to <= line.from ? 1440 : 0)
                    return line.checkpoint == checkpoint.code && line.days.contains(day)
                        && [minute, minute + 1440].contains {
                            $0 >= line.from.minutes && $0 < line.from.minutes + length
                        }
                }
                #expect(
                    there.count == 1 && there.first?.staff.count == 2,
                    "\(checkpoint.code.rawValue) at \(hour)")
            }
        }
    }

    @Test func `everybody can write: each account is one person's`() throws {
        let bot = try #require(load().bot)
        #expect(bot.roster.people.allSatisfy { !$0.accounts.isEmpty })
        let account = AccountKey(channel: ChannelName("town"), user: "p010")
        #expect(bot.roster.person(account: account)?.id == PersonID("P010"))
    }

    @Test func `its talks are written well and name chats and people that it has`() {
        let (transcripts, findings) = TranscriptFiles.load(from: load())
        #expect(findings == [])
        #expect(transcripts.count >= 10)
        #expect(
            transcripts.allSatisfy {
                !$0.title.isEmpty && $0.steps.contains { !$0.expected.isEmpty || $0.line > 0 }
            })
    }

    @Test func `the phrases compile`() throws {
        _ = try load().phrasebook()
    }
}
