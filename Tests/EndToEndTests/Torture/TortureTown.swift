import ChatSim
import FailPoints
import Foundation
import Model
import Testing

/// A township whose gateway is ill-treated: the simulator, the bot's folder, the daemon, and the book of what was said.
///
/// Two groups on a relay, which knows a repeated post by its id; two on Telegram, which does not; supervisors on a relay and
/// on a WeCom robot that only listens. A checkpoint changes shifts every two hours, so that timers fire all day.
final class TortureTown {
    static let leaders = ["P011", "P012", "P013", "P014"]
    static let chats = ["g1", "-1001", "g2", "-1002"]
    /// Nine o'clock on a working day, on the bot's clock.
    static let morning = Date(timeIntervalSince1970: 1_643_331_600)

    let sim: RunningSim
    let bot: TestBot
    /// What was said and counts, in order.
    private(set) var said: [SimMessage] = []
    /// The running daemon.
    private(set) var daemon: DaemonProcess
    /// How often the daemon was killed.
    private(set) var kills = 0
    /// By the text of a message: at how many kills its reply was in flight on a channel that does not know a repeated post.
    var inFlight: [String: Int] = [:]
    /// Replies that the platform may have shown although its answer did not say so.
    var unanswered = 0
    /// The simulator's position behind which everything counts.
    private(set) var start = 0
    private var numbers = 0
    private var lastNames = Array("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许")

    /// Runs a body in a fresh township whose daemon listens on every channel.
    ///
    /// - Parameter rate: simulated seconds a real second; retries wait on the simulated clock.
    static func with(
        rate: Double = 1, store: String? = nil, prepare: @Sendable (TestBot) throws -> Void = { _ in },
        _ body: @Sendable (TortureTown) async throws -> Void
    ) async throws {
        try await SimServer.withRunning(
            world,
            adjust: {
                $0.limits = false
                $0.start = morning
                $0.rate = rate
            },
            { sim in
                let bot = try folder(sim, store: store)
                try prepare(bot)
                let town = try TortureTown(sim, bot)
                try await town.listen()
                try await body(town)
                await town.daemon.kill()
                try bot.remove()
            })
    }

    private static var world: SimWorld {
        let people = leaders.enumerated().map { index, id in
            SimPerson(
                id: id, name: "组长\(index)", role: "unitLeader",
                accounts: ["town": id.lowercased(), "tg": String(5000 + index)])
        }
        return SimWorld(
            channels: [.relay("town"), .telegram("tg"), .weComWebhook("wecom")], people: people,
            chats: [
                SimChat(channel: "town", id: "g1", title: "一", place: "V01", members: leaders),
                SimChat(channel: "town", id: "g2", title: "二", place: "V01", members: leaders),
                SimChat(channel: "tg", id: "-1001", title: "三", place: "V01", members: leaders),
                SimChat(channel: "tg", id: "-1002", title: "四", place: "V01", members: leaders),
                SimChat(channel: "town", id: "k", title: "卡口", place: "K01", members: leaders),
                SimChat(channel: "town", id: "sup", title: "督导", place: "T01", members: leaders),
                SimChat(channel: "wecom", id: "default", title: "督导", place: "T01", members: leaders),
            ])
    }

    private static func folder(_ sim: RunningSim, store: String?) throws -> TestBot {
        let bot = try TestBot(
            channels: """
                  town: {platform: relay, url: "\(sim.relayURL)", secret: {env: RELAY_SECRET}}
                  tg: {platform: telegram, url: "\(sim.url)", token: {env: TELEGRAM_TOKEN}}
                  wecom: {platform: wecom-webhook, url: "\(sim.url)", key: {env: WECOM_KEY}}
                """,
            chats: """
                  - {channel: town, id: g1, purpose: village, place: V01}
                  - {channel: town, id: g2, purpose: village, place: V01}
                  - {channel: tg, id: "-1001", purpose: village, place: V01}
                  - {channel: tg, id: "-1002", purpose: village, place: V01}
                  - {channel: town, id: k, purpose: checkpoints, place: K01}
                  - {channel: town, id: sup, purpose: supervisors}
                  - {channel: wecom, id: default, purpose: supervisors}
                """,
            extra: "limits: {town: none, tg: none, wecom: none}" + (store.map { "\nstore: \($0)" } ?? ""),
            accounts: { id in
                leaders.firstIndex(of: id).map { "town:\(id.lowercased()) tg:\(5000 + $0)" } ?? ""
            })
        let shifts = stride(from: 1, to: 24, by: 2).map { hour in
            String(format: "K01,*,%02d:00,%02d:00,P020 P021\n", hour, (hour + 2) % 24)
        }
        try bot.write("roster/duty.csv", "checkpoint,date,from,to,staff\n" + shifts.joined())
        return bot
    }

    private init(_ sim: RunningSim, _ bot: TestBot) throws {
        self.sim = sim
        self.bot = bot
        daemon = try Self.process(sim, bot, failPoint: nil)
    }

    private static func process(
        _ sim: RunningSim, _ bot: TestBot, failPoint: String?
    ) throws -> DaemonProcess {
        var environment = [
            "RELAY_SECRET": SimChannel.demoSecret, "TELEGRAM_TOKEN": "10001:sim-token",
            "WECOM_KEY": "sim-key",
        ]
        if let failPoint { environment["LIANFANG_FAIL_POINT"] = failPoint }
        return try DaemonProcess(bot, arguments: ["--clock", sim.url], environment: environment)
    }

    /// Begins a new row of the table: what was said before no longer counts.
    func turnPage() {
        said = []
        inFlight = [:]
        unanswered = 0
        start = sim.messages().last?.seq ?? 0
    }

    /// Starts a further process on the same folder, beside the daemon.
    func second() throws -> DaemonProcess { try Self.process(sim, bot, failPoint: nil) }

    /// Starts the daemon anew; the one before must have ended.
    func restart(failPoint: String? = nil) throws {
        daemon = try Self.process(sim, bot, failPoint: failPoint)
    }

    /// Takes a process that ``second()`` started for the daemon.
    func adopt(_ process: DaemonProcess) { daemon = process }

    /// Ends the daemon as a power cut would, and looks at what it left.
    func kill() async throws {
        await daemon.kill()
        try await noteCrash()
    }

    /// Keeps what was in flight when the daemon died.
    func noteCrash() async throws {
        kills += 1
        for text in try await CrashScene.postsInFlight(bot.storePath, channels: ["tg"]) {
            inFlight[text, default: 0] += 1
        }
    }

    /// Says something until the daemon answers on both channels: its first poll takes "from now on".
    private func listen() async throws {
        var listening: Set<String> = []
        for attempt in 0..<60 where listening.count < 2 {
            try sim.say(text(), as: "P011", in: "g1")
            try sim.say(text(), as: "P011", in: "-1001")
            listening = Set(await sim.botMessages(2 * attempt + 2, timeout: 1).map(\.channel))
        }
        try #require(listening.count == 2, "\(daemon.output.suffix(2000))")
        // What was said so far is answered before anything counts.
        _ = await settled(timeout: 30)
        start = sim.messages().last?.seq ?? 0
    }

    /// Says so many reports, in turn in every chat.
    func say(_ count: Int) throws {
        for _ in 0..<count {
            let index = said.count
            said.append(
                try sim.say(
                    text(), as: Self.leaders[index / 4 % 4], in: Self.chats[index % Self.chats.count]))
        }
    }

    /// Waits until every message that counts has its reply; whether all have.
    func settled(timeout seconds: Double) async -> Bool {
        let wanted = Set(said.map(\.id))
        let start = start
        let all: Bool? = await sim.hub.wait(seconds: seconds) { state, _ in
            let answered = state.log.after(start) { $0.isBot && $0.replyTo != nil }.compactMap(\.replyTo)
            return wanted.isSubset(of: answered) ? true : nil
        }
        return all ?? false
    }

    /// Waits until something that the daemon itself writes is there; whether it came.
    func logged(_ words: String, timeout seconds: Double) async -> Bool {
        await sim.until(seconds) { self.daemon.ownOutput.contains(words) }
    }

    /// A report that nobody made before.
    private func text() -> String {
        let names = lastNames
        let number = numbers
        numbers += 1
        let name = "\(names[number % 20])\(names[number / 20 % 20])\(names[number / 400 % 20])"
        return "报备 \(name) 139\(10_000_000 + number) 从哈尔滨道里回来 后天到家"
    }
}

extension RunningSim {
    /// Looks every 50 ms whether something outside the simulator holds; false after so many real seconds.
    func until(_ seconds: Double, _ holds: () throws -> Bool) async rethrows -> Bool {
        let deadline = Date().addingTimeInterval(seconds)
        while Date() < deadline {
            if try holds() { return true }
            _ = await hub.wait(seconds: 0.05) { _, _ -> Bool? in nil }
        }
        return try holds()
    }
}
