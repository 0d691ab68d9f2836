import ChatSim
import Foundation
import Testing

/// The command line as scripts use it: outputs, exit statuses, and a daemon that is asked to do things.
@Suite(.timeLimit(.minutes(5)))
struct CommandLineTests {
    private static let fuqiang = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "bots/fuqiang").path

    @Test func `a fresh clone's sample township checks clean`() async throws {
        let run = try await CommandRun("check", Self.fuqiang)
        #expect(run.status == 0)
        #expect(!run.output.contains(": error"), "\(run.output)")
    }

    @Test func `a broken folder is refused with file, line and remedy by check and by run`() async throws {
        let bot = try TestBot(
            channels:
                "  town: {platform: relay, url: \"http://127.0.0.1:1/relay\", secret: {env: RELAY_SECRET}}",
            chats: "  - {chanel: town, id: g1, purpose: village, place: V01}", accounts: { _ in "" })
        for command in ["check", "run"] {
            let run = try await CommandRun(
                command, bot.folder.path, environment: ["RELAY_SECRET": SimChannel.demoSecret])
            #expect(run.status == 1)
            #expect(
                (run.output + run.errors).contains("bot.yaml:6: unknown key “chanel”, write “channel”"),
                "\(run)")
        }
        try bot.remove()
    }

    @Test(arguments: [
        "run", "check", "invite", "parse", "rehearse", "trace", "status", "dead", "export", "sim", "audit",
        "bench parse", "bench gateway", "bench dispatch",
    ])
    func `every command helps with an example`(command: String) async throws {
        let words = command.split(separator: " ").map(String.init)
        let run = try await CommandRun(arguments: words + ["--help"])
        #expect(run.status == 0)
        #expect(run.output.contains("Example"))
        #expect(run.output.contains("lianfang \(command) "))
    }

    @Test func `what is not understood is status 64`() async throws {
        #expect(try await CommandRun("chek").status == 64)
        #expect(
            try await CommandRun("rehearse", Self.fuqiang, "--from", "tomorrow", "--for", "1h").status == 64)
    }

    @Test func `parse goes on behind a bad line, names it, and ends with status 1`() async throws {
        let good =
            #"{"id":"m1","text":"报备 张三 13800001234 从哈尔滨道里回来 后天到家","at":"2022-01-20T09:12:00+08:00","from":"P010","group":"V03"}"#
        let run = try await CommandRun(
            "parse", "--bot", Self.fuqiang, "--jsonl", "-",
            input: good + "\n{\"id\":\"m2\"}\n\n" + good + "\n")
        #expect(run.status == 1)
        #expect(run.lines.count == 3)
        let expected =
            #"{"id":"m1","kind":"report","reports":[{"fields":{"arrival":"2022-01-22","name":"张三","origin":{"code":"230102","name":"黑龙江省哈尔滨市道里区"},"phone":"13800001234","unit":"V03-01"},"form":"returnee","problems":[]}]}"#
        #expect(try Self.object(run.lines[0]) == Self.object(expected))
        #expect(run.lines[1].contains("\"line\":2"))
        #expect(run.lines[0] == run.lines[2])
    }

    @Test func `half a surrogate pair is a bad line, and the next is read`() async throws {
        func line(_ text: String) -> String {
            #"{"id":"m","text":"\#(text)","at":"2022-01-20T09:12:00+08:00"}"# + "\n"
        }
        let run = try await CommandRun(
            "parse", "--bot", Self.fuqiang, "--jsonl", "-",
            input: line(#"报备 \ud800 张三"#) + line(#"\udc00\ud800"#) + line(#"收到 \ud83d\ude00"#))
        #expect(run.status == 1)
        #expect(run.lines.count == 3)
        #expect(run.lines.prefix(2).allSatisfy { $0.contains("\"error\"") })
        #expect(run.lines.last?.contains("\"ack\"") == true)
    }

    @Test func `rehearse tells who would be told what, when and why`() async throws {
        let run = try await CommandRun(
            "rehearse", Self.fuqiang, "--from", "2022-01-28T19:00", "--for", "80m", "--json")
        #expect(run.status == 0)
        let posts = try run.lines.map { try Self.object($0) }
        #expect(posts.allSatisfy { Set($0.keys) == ["at", "chat", "to", "text", "cause"] })
        #expect(
            posts.contains {
                $0["at"] as? String == "2022-01-28T20:10:00+08:00"
                    && ($0["text"] as? String)?.contains("缺岗") == true
            })
    }

    @Test func `run refuses to start without a secret`() async throws {
        let bot = try Self.relayBot(url: "http://127.0.0.1:1/relay")
        let run = try await CommandRun("run", bot.folder.path, environment: ["RELAY_SECRET": ""])
        #expect(run.status == 1)
        #expect(run.errors.contains("RELAY_SECRET"))
        try bot.remove()
    }

    @Test func `one gateway a store, a reload that is good or refused, and a full account of it all`()
        async throws
    {
        let people = [SimPerson(id: "P011", name: "赵刚", role: "unitLeader", accounts: ["town": "p011"])]
        let world = SimWorld(
            channels: [.relay("town")], people: people,
            chats: ["g1", "g2"].map {
                SimChat(channel: "town", id: $0, title: $0, place: "V01", members: ["P011"])
            })
        try await SimServer.withRunning(world) { sim in
            let bot = try Self.relayBot(url: sim.relayURL)
            let secret = ["RELAY_SECRET": SimChannel.demoSecret]
            let daemon = try DaemonProcess(bot, environment: secret)
            try await Self.answered("g1", on: sim)

            let second = try await CommandRun("run", bot.folder.path, environment: secret)
            #expect(second.status == 1)
            #expect(second.errors.contains("another gateway"))

            let status = try Self.object(try await CommandRun("status", bot.folder.path, "--json").output)
            #expect(Set(status.keys) == ["bot", "store", "inbox", "outbox", "timers", "channels"])
            let trace = try await CommandRun("trace", bot.folder.path, "R1")
            #expect(trace.status == 0 && trace.lines.count >= 3, "\(trace.output)")
            let token = try await CommandRun("invite", bot.folder.path, "P012")
            #expect(token.lines.count == 1 && token.status == 0)

            let good = try String(contentsOf: bot.folder.appending(path: "bot.yaml"), encoding: .utf8)
            try bot.write("bot.yaml", good + "nonsense: true\n")
            daemon.hangUp()
            try await Self.answered("g1", on: sim)
            let more = good.replacing(
                "chats:\n", with: "chats:\n  - {channel: town, id: g2, purpose: village, place: V01}\n")
            try bot.write("bot.yaml", more)
            daemon.hangUp()
            try await Self.answered("g2", on: sim)

            #expect(await daemon.stop() == 0)
            #expect(daemon.output.contains("the old one stays"))
            for word in ["13900", "赵刚", SimChannel.demoSecret] {
                #expect(!daemon.output.contains(word), "the log holds \(word)")
            }
            try bot.remove()
        }
    }

    /// Says reports in a chat until one is answered: a daemon that starts or reloads takes a moment to listen.
    private static func answered(_ chat: String, on sim: RunningSim) async throws {
        let start = sim.messages().last?.seq ?? 0
        for attempt in 0..<40 {
            try sim.say(
                "报备 王\("一二三四五六七八九十".randomElement() ?? "一")\(attempt % 2 == 0 ? "平" : "安") 139\(Int.random(in: 10_000_000...99_999_999)) 从大连回来 后天到家",
                as: "P011", in: chat)
            if !(await sim.botMessages(1, in: chat, after: start, timeout: 1)).isEmpty { return }
        }
        Issue.record("no answer in \(chat)")
    }

    private static func relayBot(url: String) throws -> TestBot {
        try TestBot(
            channels: "  town: {platform: relay, url: \"\(url)\", secret: {env: RELAY_SECRET}}",
            chats: "  - {channel: town, id: g1, purpose: village, place: V01}",
            accounts: { "town:\($0.lowercased())" })
    }

    private static func object(_ line: String) throws -> [String: NSObject] {
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: NSObject])
    }
}
