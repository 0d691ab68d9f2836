import Testing

@testable import ReportLanguage

/// Every value, in every spelling that the contract has, reads back the same.
struct SpellingTests {
    private let calendar = Samples.calendar

    /// A moment of 2001–2049.
    private func moment(_ random: inout Seeded) -> LocalMoment {
        LocalMoment(
            day: CalendarDay(serial: Int.random(in: 11_323...29_219, using: &random)),
            time: ClockTime(minutesOfDay: Int.random(in: 0..<1440, using: &random)))
    }

    private func expect(_ texts: [String], at moment: LocalMoment, _ expected: String) {
        for text in texts where Samples.time(text, at: moment.iso) != expected {
            Issue.record(
                "\(text) at \(moment.iso): \(Samples.time(text, at: moment.iso) ?? "none"), not \(expected)")
        }
    }

    @Test func `a day with its year is that day whenever it is said`() {
        var random = Seeded(state: 1)
        for _ in 0..<1500 {
            let day = moment(&random).day
            expect(Spelling.withYear(day), at: moment(&random), day.iso)
        }
    }

    @Test func `a day without its year is the one within five months`() {
        var random = Seeded(state: 2)
        for _ in 0..<1500 {
            let moment = moment(&random)
            let day = moment.day.adding(days: Int.random(in: -150...150, using: &random))
            expect(Spelling.withoutYear(day), at: moment, day.iso)
        }
    }

    @Test func `a lunar day is the one within five months`() throws {
        var random = Seeded(state: 3)
        for _ in 0..<1500 {
            let moment = moment(&random)
            let day = moment.day.adding(days: Int.random(in: -150...150, using: &random))
            expect(Spelling.lunar(try #require(calendar.lunar(day))), at: moment, day.iso)
        }
    }

    @Test func `a day and a clock are that moment`() {
        var random = Seeded(state: 4)
        for _ in 0..<1500 {
            let moment = moment(&random)
            let day = moment.day.adding(days: Int.random(in: -150...150, using: &random))
            let time = ClockTime(minutesOfDay: Int.random(in: 0..<96, using: &random) * 15)
            for text in Spelling.clock(time) {
                expect(
                    ["\(day.month)月\(day.day)号" + text, day.iso + " " + text], at: moment,
                    LocalMoment(day: day, time: time).iso)
            }
        }
    }

    @Test func `a day counted from the message is so many days away`() {
        var random = Seeded(state: 5)
        let words = [
            -3: "大前天", -2: "前天", -1: "昨天", 0: "今天", 1: "明天", 2: "后天", 3: "大后天", 4: "大大后天",
        ]
        for _ in 0..<500 {
            let moment = moment(&random)
            for (days, word) in words { expect([word], at: moment, moment.day.adding(days: days).iso) }
            let days = Int.random(in: 1...60, using: &random)
            let count = days == 2 ? "两" : Spelling.chinese(days)
            expect(["\(days)天后", count + "天以后"], at: moment, moment.day.adding(days: days).iso)
            expect(["\(days)天前", count + "天之前"], at: moment, moment.day.adding(days: -days).iso)
            for (number, name) in ["一", "二", "三", "四", "五", "六", "日"].enumerated() {
                let monday = moment.day.adding(days: 1 - moment.day.weekday)
                for (weeks, word) in [(-1, "上"), (0, "这"), (1, "下")] {
                    expect(
                        [word + "周" + name, word + "星期" + name], at: moment,
                        monday.adding(days: weeks * 7 + number).iso)
                }
            }
        }
    }

    @Test func `a range of clocks has both its ends, over midnight too`() {
        var random = Seeded(state: 6)
        for _ in 0..<1500 {
            let from = ClockTime(minutesOfDay: Int.random(in: 0..<48, using: &random) * 30)
            let to = ClockTime(minutesOfDay: Int.random(in: 0..<48, using: &random) * 30)
            guard from != to else { continue }
            let next = to < from ? "次日" : ""
            var texts = [
                "\(from.iso)-\(next)\(to.iso)", "\(from.iso)—\(next)\(to.iso)", "\(from.iso)至\(to.iso)",
            ]
            for (left, right) in zip(Spelling.clock(from).dropFirst(2), Spelling.clock(to).dropFirst(2)) {
                texts.append(left + "到" + right)
            }
            for text in texts {
                #expect(Samples.whole(text).contains("clocks \(from.iso)-\(to.iso)"), "\(text)")
            }
        }
    }

    @Test func `a phone is the same phone in every spelling, also inside a sentence`() {
        var random = Seeded(state: 7)
        for _ in 0..<500 {
            let phone =
                "1\(Int.random(in: 3...9, using: &random))"
                + padded(Int.random(in: 0..<1_000_000_000, using: &random), 9)
            for text in Spelling.mobile(phone) {
                #expect(Samples.whole(text).contains("phone " + phone), "\(text)")
                #expect(Samples.found(in: "报备 王秀梅 \(text) 从沈阳回来").contains("phone " + phone), "\(text)")
            }
            for broken in [String(phone.dropLast()), phone + "7"] {
                #expect(!Samples.found(in: broken).contains { $0.hasPrefix("phone") }, "\(broken)")
            }
        }
    }

    @Test func `a landline of the province is the same in every spelling`() {
        var random = Seeded(state: 8)
        for area in [
            "0451", "0452", "0453", "0454", "0455", "0456", "0457", "0458", "0459", "0464", "0467", "0468",
            "0469",
        ] {
            let local = String(Int.random(in: 2_000_000...8_999_999, using: &random))
            for text in [
                area + "-" + local, area + local, area + " " + local, "(\(area))\(local)",
                "（\(area)）\(local)",
                "+86 " + area + "-" + local, "+86-" + area.dropFirst() + "-" + local,
                Spelling.fullWidth(area + "-" + local),
            ] {
                #expect(Samples.whole(text) == ["phone \(area)-\(local)"], "\(text)")
            }
        }
    }

    @Test func `an identity number is the same in every spelling, and none with a wrong digit`() throws {
        var random = Seeded(state: 9)
        let areas = Samples.recognizers.places.table.divisions.filter { $0.level == 3 }.map(\.code)
        for _ in 0..<500 {
            let area = try #require(areas.randomElement(using: &random))
            let birth = CalendarDay(serial: Int.random(in: -14_000...18_600, using: &random)).iso.replacing(
                "-", with: "")
            let body = area + birth + padded(Int.random(in: 1...999, using: &random), 3)
            let check = try #require(
                "0123456789X".first { IdentityNumber.failure(of: (body + String($0)).utf8) == nil })
            let number = body + String(check)
            for text in [
                number, number.lowercased(), Spelling.fullWidth(number),
                [number.prefix(6), number.dropFirst(6).prefix(8), number.dropFirst(14)].joined(
                    separator: " "),
                number.replacing("X", with: "×"),
            ] {
                #expect(Samples.whole(text).contains("id " + number), "\(text)")
            }
            var digits = Array(number)
            let place = Int.random(in: 0..<17, using: &random)
            digits[place] = digits[place] == "9" ? "0" : "9"
            guard String(digits) != number else { continue }
            #expect(!Samples.found(in: String(digits)).contains { $0.hasPrefix("id ") }, "\(String(digits))")
        }
    }

    @Test func `a number is the same in figures and in words`() {
        var random = Seeded(state: 10)
        for number in Array(1...400) + (0..<1500).map({ _ in Int.random(in: 401...99_999, using: &random) }) {
            for text in ["\(number)个", Spelling.chinese(number) + "个", Spelling.fullWidth("\(number)") + "个"]
            {
                #expect(Samples.whole(text).contains("number \(number) 个"), "\(text)")
            }
        }
    }

    @Test func `a division is found by its full names, and by its short ones where they are no other's`() {
        let table = Samples.recognizers.places.table
        var owners: [String: Set<Int>] = [:]
        var spellings: [(division: Int, text: String, isFull: Bool)] = []
        for index in table.divisions.indices {
            var chain: [Division] = [table.divisions[index]]
            while let parent = chain[0].parent { chain.insert(table.divisions[parent], at: 0) }
            let full = chain.map(\.name).joined()
            spellings.append((index, full, true))
            if chain.count == 3 { spellings.append((index, chain[1].name + chain[2].name, true)) }
            for text in Set([chain.map(\.short).joined(), chain.suffix(2).map(\.short).joined()])
            where text != full {
                spellings.append((index, text, false))
            }
        }
        for (division, text, _) in spellings { owners[text, default: []].insert(division) }
        for (division, text, isFull) in spellings where isFull || owners[text]?.count == 1 {
            let code = table.divisions[division].code
            #expect(
                Samples.whole(text).contains { $0.hasPrefix("place \(code) ") },
                "\(text) \(code): \(Samples.found(in: text))")
        }
    }
}
