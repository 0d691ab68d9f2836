import ChatSim
import Foundation
import Testing

/// The daemon as a process of its own against a real Matrix server, which `script/test` installs and starts.
@Suite(
    .enabled(if: Peers.synapse != nil, "script/test starts Synapse and sets LIANFANG_SYNAPSE"),
    .serialized, .timeLimit(.minutes(5)))
struct SynapseTests {
    private let server = MatrixServer(Peers.synapse ?? "")

    @Test func `the bot joins listed rooms and refuses an invitation to any other`() async throws {
        let town = try await MatrixTown(on: server)
        let daemon = try await town.start()
        let elsewhere = try await town.supervisor.createRoom("闲聊", inviting: [town.bot])
        let events = try await town.supervisor.events(in: elsewhere) {
            $0.membership(of: town.bot) == "leave"
        }
        #expect(events.membership(of: town.bot) == "leave")
        #expect(!events.contains { $0.subject == town.bot.id && $0.membership == "join" })
        try await end(daemon, of: town)
    }

    @Test func `a report gets its receipt, and talk gets no answer`() async throws {
        let town = try await MatrixTown(on: server)
        let daemon = try await town.start()
        for talk in ["今天真冷", "张三回来没", "都吃了吗", "[图片]"] {
            try await town.leader.send(talk, to: town.village)
        }
        let report = try await town.leader.send(
            "报备 张三 13800001234 从哈尔滨道里回来 后天到家 坐火车G1234", to: town.village)
        let said = try await town.answered(report, in: town.village)
        // What the bot says in a room keeps its order, so an answer to the talk would stand before the receipt.
        #expect(said.map(\.answers) == [report])
        let receipt = try #require(said.first, "\(daemon.output.suffix(2000))")
        #expect(receipt.text.contains("R1"))
        #expect(receipt.text.contains("道里区"))
        #expect(!receipt.text.contains("13800001234"), "a group sees a phone number whole")
        try await end(daemon, of: town)
    }

    @Test func `a report without a phone is asked for it, and the bare number completes it`() async throws {
        let town = try await MatrixTown(on: server)
        let daemon = try await town.start()
        let report = try await town.leader.send("报备 李四 从哈尔滨道里回来 后天到家", to: town.village)
        let question = try #require(
            try await town.answered(report, in: town.village).last, "\(daemon.output.suffix(2000))")
        #expect(question.text.contains("电话"))
        let number = try await town.leader.send("13900005678", to: town.village)
        let said = try await town.answered(number, in: town.village)
        #expect(said.map(\.answers) == [report, number])
        #expect(said.last?.text.contains("R1") == true)
        try await end(daemon, of: town)
    }

    @Test func `a missed shift is reminded, nudged and told to the supervisors' room`() async throws {
        // The simulator is here for its clock alone; messages carry the server's time, so it starts at now.
        try await SimServer.withRunning(SimWorld(channels: [], people: [], chats: [])) { sim in
            let start = Self.fullMinute(after: sim.now.addingTimeInterval(40 * 60))
            let (from, to) = (Self.clock(start), Self.clock(start.addingTimeInterval(8 * 3600)))
            let town = try await MatrixTown(on: server, duty: "K01,*,\(from),\(to),P020 P021\n")
            let daemon = try await town.start(following: sim)
            sim.setClock(start.addingTimeInterval(-29 * 60))
            let reminder = try await town.heard("兴隆东卡口", in: town.checkpoints)
            #expect(reminder?.mentions == [town.staff.id], "\(daemon.output.suffix(2000))")
            sim.setClock(start.addingTimeInterval(10 * 60 + 1))
            let nudge = try await town.heard("E1", in: town.checkpoints)
            #expect(nudge?.text.contains("兴隆东卡口") == true)
            sim.setClock(start.addingTimeInterval(30 * 60 + 1))
            let alert = try await town.heard("E1", in: town.supervisors)
            #expect(alert?.text.contains("兴隆东卡口") == true, "\(daemon.output.suffix(2000))")
            let takeover = try await town.supervisor.send("接手 E1", to: town.supervisors)
            #expect(try await town.answered(takeover, in: town.supervisors).last?.text.contains("E1") == true)
            try await end(daemon, of: town)
        }
    }

    @Test func `a broadcast is previewed, confirmed, said in the village at its time and acknowledged`()
        async throws
    {
        try await SimServer.withRunning(SimWorld(channels: [], people: [], chats: [])) { sim in
            let town = try await MatrixTown(on: server)
            let daemon = try await town.start(following: sim)
            let time = Self.fullMinute(after: sim.now.addingTimeInterval(10 * 60))
            let order = try await town.supervisor.send(
                "广播 兴隆村 \(Self.moment(time)) 返乡人员请主动报备，出门戴好口罩", to: town.township)
            let preview = try #require(
                try await town.answered(order, in: town.township).last, "\(daemon.output.suffix(2000))")
            #expect(preview.text.contains("B1"))
            #expect(preview.text.contains("兴隆村"))
            let confirmation = try await town.supervisor.send("确认 B1", to: town.township)
            #expect(try await town.answered(confirmation, in: town.township).last?.answers == confirmation)
            let early = try await town.supervisor.events(in: town.village, within: 0) { _ in true }
            #expect(early.messages(by: town.bot).isEmpty, "it was said before its time")
            sim.setClock(time.addingTimeInterval(1))
            let script = try await town.heard("出门戴好口罩", in: town.village)
            #expect(script?.text.contains("B1") == true, "\(daemon.output.suffix(2000))")
            let played = try await town.leader.send("已播 3遍", to: town.village)
            let thanks = try await town.answered(played, in: town.village).last
            #expect(thanks?.text.contains("B1") == true)
            try await end(daemon, of: town)
        }
    }

    @Test func `two hundred messages sent while the daemon was down are each answered exactly once`()
        async throws
    {
        let town = try await MatrixTown(on: server)
        var daemon = try await town.start()
        let first = try await town.leader.send(Self.report(0), to: town.village)
        let before = try await town.answered(first, in: town.village)
        #expect(before.map(\.answers) == [first], "\(daemon.output.suffix(2000))")
        #expect(await daemon.stop() == 0)
        var sent: [String] = []
        for number in 1...200 {
            sent.append(try await town.leader.send(Self.report(number), to: town.village))
        }
        daemon = try await town.start()
        // Answers keep the order of a room: when this one is here, no second answer to an earlier message is to come.
        let last = try await town.leader.send(Self.report(201), to: town.village)
        let events = try await town.supervisor.events(in: town.village, within: 120) { events in
            events.messages(by: town.bot).contains { $0.answers == last }
        }
        let answers = events.messages(by: town.bot).compactMap(\.answers)
        let counts = Dictionary(answers.map { ($0, 1) }, uniquingKeysWith: +)
        #expect(
            sent.filter { counts[$0] == nil }.isEmpty, "answers are missing: \(daemon.output.suffix(2000))")
        #expect(counts.filter { $0.value > 1 }.isEmpty, "answers are doubled")
        #expect(answers == [first] + sent + [last])
        try await end(daemon, of: town)
    }

    /// Stops the daemon, which must end well, and removes its folder.
    private func end(_ daemon: DaemonProcess, of town: MatrixTown) async throws {
        #expect(await daemon.stop() == 0, "\(daemon.output.suffix(2000))")
        try town.folder.remove()
    }

    private static func report(_ number: Int) -> String {
        let names = Array("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许")
        return "报备 \(names[number % 20])\(names[number / 20])华 139\(10_000_000 + number) 从哈尔滨道里回来 后天到家"
    }

    private static func fullMinute(after date: Date) -> Date {
        Date(timeIntervalSince1970: (date.timeIntervalSince1970 / 60).rounded(.up) * 60)
    }

    /// `20:05`, in the township's zone.
    private static func clock(_ date: Date) -> String {
        let parts = parts(of: date)
        return String(format: "%02d:%02d", parts.hour ?? 0, parts.minute ?? 0)
    }

    /// `1月28日20:05`, in the township's zone.
    private static func moment(_ date: Date) -> String {
        let parts = parts(of: date)
        return "\(parts.month ?? 0)月\(parts.day ?? 0)日\(clock(date))"
    }

    private static func parts(of date: Date) -> DateComponents {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = SimWorld.shanghai
        return calendar.dateComponents([.month, .day, .hour, .minute], from: date)
    }
}
