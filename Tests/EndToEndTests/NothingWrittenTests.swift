import ChatSim
import Foundation
import Model
import ReportLanguage
import Store
import Testing

/// What a running gateway and its commands leave behind: nobody's data and no secret, in files of their owner's only.
@Suite(.timeLimit(.minutes(2)))
struct NothingWrittenTests {
    private static let key = Data((0..<32).map { UInt8($0 * 7 + 3) }).base64EncodedString()
    private static let relaySecret = SimChannel.demoSecret
    private static let secrets = [key, relaySecret, String(relaySecret.dropFirst("whsec_".count))]
    /// Names, numbers and texts that the talk below holds.
    private static let personal = [
        "欧阳标记", "13955550101", "230231198501011234", "标记的话不入库", "诸葛暗号", "13955550202",
    ]

    @Test func `a talk, every command and a crash leave no name, number, text or secret behind`() async throws
    {
        let people = ["P011", "P012"].map { id in
            SimPerson(id: id, name: id, role: "unitLeader", accounts: ["town": id.lowercased()])
        }
        let world = SimWorld(
            channels: [.relay("town")], people: people,
            chats: [SimChat(channel: "town", id: "g1", title: "一", place: "V01", members: ["P011", "P012"])])
        try await SimServer.withRunning(world, adjust: { $0.limits = false }) { sim in
            let bot = try TestBot(
                channels: "  town: {platform: relay, url: \"\(sim.relayURL)\", secret: {env: RELAY_SECRET}}",
                chats: "  - {channel: town, id: g1, purpose: village, place: V01}",
                extra: "privacy: {key: {env: DATA_KEY}, retention: {messages: 90d, persons: 60d}}",
                accounts: { $0 == "P011" || $0 == "P012" ? "town:\($0.lowercased())" : "" })
            try await play(on: sim, bot: bot)
            try bot.remove()
        }
    }

    private func play(on sim: RunningSim, bot: TestBot) async throws {
        let environment = ["DATA_KEY": Self.key, "RELAY_SECRET": Self.relaySecret]
        var daemon = try DaemonProcess(bot, arguments: ["--log-level", "trace"], environment: environment)
        // The first poll takes "from now on": the talk begins once the daemon is known to listen.
        for _ in 0..<20 where await sim.botMessages(1, timeout: 0.1).isEmpty {
            try sim.say("值守", as: "P011", in: "g1")
            _ = await sim.botMessages(1, timeout: 3)
        }
        let talk = [
            "报备 欧阳标记 13955550101 从哈尔滨道里回来 明天到 坐火车", "报备 诸葛暗号 139555502 从大连回来 明天到", "标记的话不入库",
            "隔离 欧阳标记 230231198501011234",
        ]
        try #require(!sim.messages().filter(\.isBot).isEmpty, "\(daemon.output.suffix(2000))")
        var replies = sim.messages().filter(\.isBot).count
        for text in talk {
            try sim.say(text, as: "P011", in: "g1")
            if text != talk[2] { replies += 1 }
            _ = await sim.botMessages(replies, timeout: 10)
        }
        #expect(daemon.limits.contains(#/Max core file size +1 +1 /#))
        let seen = try await commands(on: bot, environment)
        #expect(try bot.found(Self.personal + Self.secrets, beside: seen + daemon.output) == [])

        let told = daemon.output
        await daemon.crash()
        #expect(daemon.output == told, "a crash dumps nothing of the memory")
        #expect(try bot.found(Self.personal + Self.secrets, beside: daemon.output) == [])
        #expect(try bot.openToOthers() == [])

        daemon = try DaemonProcess(bot, environment: environment)
        try sim.say("报备 诸葛暗号 13955550202 从大连回来 明天到", as: "P012", in: "g1")
        _ = await sim.botMessages(replies + 1, timeout: 10)
        #expect(await daemon.stop() == 0)
        #expect(try bot.found(Self.personal + Self.secrets, beside: daemon.output) == [])
        #expect(try bot.openToOthers() == [])

        let store = try GatewayStore(
            path: bot.storePath, bot: "testbot", keys: StoreKeys(current: try DataKey(Secret(Self.key))))
        let looks = try await store.trace(.ref(Ref(.report, 1))).audit.map(\.entry)
        #expect(looks.contains { $0.action == "look.trace" && $0.actor.hasPrefix("os:") })
        try store.close()
    }

    /// Runs the commands that show nobody's data, those that do, and some that fail; returns what must hold nothing.
    private func commands(on bot: TestBot, _ environment: [String: String]) async throws -> String {
        let folder = bot.folder.path
        var written = ""
        for arguments in [
            ["check", folder], ["status", folder, "--json"], ["status", folder], ["dead", folder, "list"],
            ["dead", folder, "show", "in:99"], ["invite", folder, "P011"], ["export", folder, "cases"],
            ["trace", folder, "R999"], ["rekey", folder],
        ] {
            let run = try await CommandRun(arguments: arguments, environment: environment)
            written += run.output + run.errors
        }
        // A look at whole data shows it to whoever asked, and to nobody else.
        for arguments in [["trace", folder, "R1"], ["export", folder, "returnees"]] {
            let run = try await CommandRun(arguments: arguments, environment: environment)
            #expect(run.output.contains("欧阳标记") && run.output.contains("13955550101"))
            written += run.errors
        }
        // Without the key, with a bad one, and with another store's.
        let other = Data((1...32).map { UInt8($0) }).base64EncodedString()
        for wrong in ["", "bad-" + Self.key.prefix(20), other] {
            let run = try await CommandRun(
                "trace", folder, "R1", environment: environment.merging(["DATA_KEY": wrong]) { _, new in new }
            )
            #expect(run.status != 0 && run.output.isEmpty && !run.errors.isEmpty)
            #expect(wrong.isEmpty || !run.errors.contains(wrong))
            written += run.errors
        }
        return written
    }
}

extension TestBot {
    /// Which of some texts stand in any file of the folder but its configuration, or in what was written elsewhere.
    fileprivate func found(_ texts: [String], beside written: String) throws -> [String] {
        var bytes = Data(written.utf8)
        for file in try files() where !file.path.contains("/roster/") && file.lastPathComponent != "bot.yaml"
        {
            bytes += try Data(contentsOf: file)
        }
        return texts.filter { bytes.range(of: Data($0.utf8)) != nil }
    }

    /// What the gateway made and others may read: its folder's own content, not the test's.
    fileprivate func openToOthers() throws -> [String] {
        let made = try files().filter { $0.path.contains("/var/") } + [folder.appending(path: "var")]
        return try made.compactMap { file in
            let mode =
                try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int ?? 0
            return mode & 0o077 == 0 ? nil : "\(file.lastPathComponent) \(String(mode, radix: 8))"
        }
    }

    private func files() throws -> [URL] {
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
        return try (all?.compactMap { $0 as? URL } ?? []).filter {
            try $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
        }
    }
}
