import Foundation
import Model
import ReportLanguage
import Testing

@testable import Settings

/// What bot.yaml says and what is wrong with it.
struct BotYamlTests {
    @Test func `the smallest file loads with every default`() throws {
        let folder = try TemporaryBot()
        let loaded = folder.load()
        let bot = try #require(loaded.bot)
        #expect(loaded.errors.isEmpty)
        #expect(bot.timeZone.identifier == "Asia/Shanghai")
        #expect(bot.township == .init(code: PlaceCode("T01"), name: "small", division: nil))
        #expect(bot.store == .sqlite(path: loaded.folder + "/var/small.sqlite"))
        #expect(bot.channels.first?.url == "https://api.telegram.org")
        #expect(bot.chats.first?.place == PlaceCode("T01"))
        #expect(bot.chats.first?.unknownSenders == .ask)
        #expect(bot.flood == RateLimit(20, perSeconds: 60))
        #expect((bot.quiet.from.iso, bot.quiet.to.iso) == ("22:00", "06:00"))
        #expect(bot.console == nil && bot.privacy == nil && bot.deadMan == nil && !bot.isTraining)
    }

    @Test func `every key of the contract is read`() throws {
        let folder = try TemporaryBot([
            "bot.yaml": """
            name: fuqiang
            timeZone: Asia/Urumqi
            locale: zh-Hans
            township: {code: T02, name: 富强镇, division: "230231"}
            store: {url: "postgres://lianfang@127.0.0.1/lianfang", password: {env: TOKEN}}
            include: []
            training: true
            console: {listen: "127.0.0.1:8080"}
            ca: own-ca.pem
            channels:
              town: {platform: matrix, url: "http://127.0.0.1:8008/", user: lianfang, password: {env: TOKEN}}
              north: {platform: wecom-webhook, key: {file: north.key}}
            chats:
              - {channel: town, id: "!sup:localhost", purpose: supervisors}
              - {channel: town, id: "!v:localhost", purpose: village, place: V04, unknownSenders: accept, show: whole}
              - {channel: north, id: default, purpose: village, place: V05}
            limits: {town: {perChat: 20/min}, north: none}
            flood: none
            quiet: {from: "21:30", to: 5:00}
            privacy: {key: {env: DATA_KEY}, oldKeys: [{file: old.key}], retention: {messages: 90d, persons: 60d}}
            deadMan: {url: "https://example.org/ping", every: 90s}
            """,
            "own-ca.pem": "-", "north.key": "secret\n",
        ])
        let loaded = folder.load()
        #expect(loaded.errors == [])
        let bot = try #require(loaded.bot)
        #expect(
            bot.store
                == .postgres(url: "postgres://lianfang@127.0.0.1/lianfang", password: .environment("TOKEN")))
        #expect(bot.isTraining && bot.flood == nil)
        #expect(bot.console == ConsoleSettings(host: "127.0.0.1", port: 8080))
        #expect(bot.caFile == loaded.folder + "/own-ca.pem")
        #expect(bot.channels.map(\.url) == ["http://127.0.0.1:8008", "https://qyapi.weixin.qq.com"])
        #expect(bot.channels.last?.credential == .file(loaded.folder + "/north.key"))
        #expect(bot.channels.last?.limits == ChannelLimits.none)
        let platform = ChannelLimits(perChat: RateLimit(1, perSeconds: 1), total: RateLimit(5, perSeconds: 1))
        #expect(
            bot.channels.first?.limits?.over(platform)
                == ChannelLimits(perChat: RateLimit(20, perSeconds: 60), total: platform.total))
        #expect(bot.chats.map(\.show) == [.whole, .whole, .masked])
        #expect(bot.chats.map(\.place.rawValue) == ["T02", "V04", "V05"])
        #expect(bot.quiet.from.iso == "21:30" && bot.quiet.to.iso == "05:00")
        #expect(
            bot.privacy
                == PrivacySettings(
                    key: .environment("DATA_KEY"), oldKeys: [.file(loaded.folder + "/old.key")],
                    messages: 7_776_000, persons: 5_184_000))
        #expect(bot.deadMan == DeadManSettings(url: "https://example.org/ping", every: 90))
    }

    @Test func `all mistakes are told at once, each with its line and what to write`() throws {
        let folder = try TemporaryBot([
            "bot.yaml": """
            name: Fu Qiang
            timezone: Asia/Shanghai
            township: {code: V01, division: 23}
            training: maybe
            channels:
              town: {platform: matrx, url: "http://127.0.0.1:8008"}
              tg: {platform: telegram, url: "http://api.telegram.org", token: {env: TOKEN}}
              north: {platform: wecom-webhook, key: {file: a, env: B}, secret: {env: X}}
            chats:
              - {channel: tgg, id: "1", purpose: vilage}
              - {channel: tg, id: abc, purpose: village}
              - {channel: tg, id: "-2", purpose: township}
              - {channel: tg, id: "-2", purpose: county}
            limits: {gt: none, tg: {total: 20/fortnight}}
            quiet: {from: 25:00}
            """
        ])
        let expected: [(line: Int, parts: [String])] = [
            (1, ["“Fu Qiang”", "fuqiang"]),
            (2, ["unknown key “timezone”", "write “timeZone”"]),
            (3, ["“V01”", "T01"]), (3, ["“23”", "230231"]),
            (4, ["true or false", "“maybe”"]),
            (6, ["“matrx”", "write “matrix”"]),
            (7, ["plain http", "https://"]),
            (8, ["no “secret”", "write key"]), (8, ["either env or file"]),
            (10, ["“vilage”", "write “village”"]), (10, ["no channel “tgg”", "write “tg”"]),
            (11, ["“abc”", "numbers"]), (11, ["needs a place", "V03"]),
            (13, ["already in line 12", "remove"]),
            (14, ["no channel “gt”", "write “tg”"]), (14, ["“20/fortnight”", "20/min"]),
            (15, ["“25:00”", "22:00"]),
        ]
        let findings = folder.load().errors
        for (line, parts) in expected {
            #expect(
                findings.contains { finding in
                    finding.file == "bot.yaml" && finding.line == line
                        && parts.allSatisfy { finding.description.contains($0) }
                }, "line \(line): \(parts) in \(findings)")
        }
        #expect(findings.count == expected.count, "\(findings)")
        #expect(folder.load().bot == nil)
    }

    @Test func `a secret in the file is refused and never repeated`() throws {
        let folder = try TemporaryBot([
            "bot.yaml": TemporaryBot.smallest.replacing("{env: TOKEN}", with: "\"123456:very-secret\"")
        ])
        let errors = folder.findings()
        #expect(errors.count == 1)
        #expect(errors.first?.hasPrefix("bot.yaml:3: a secret must not stand in this file") == true)
        #expect(errors.first?.contains("token: {env: NAME}") == true)
        #expect(!errors.joined().contains("very-secret"))
    }

    @Test func `a login inside an address is refused and never repeated`() throws {
        let folder = try TemporaryBot([
            "bot.yaml": TemporaryBot.smallest
                + "store: \"postgres://me:hush@db/x\"\ndeadMan: {url: \"https://a:hush@b.example\"}\n"
        ])
        let errors = folder.findings()
        #expect(errors.count == 2)
        #expect(!errors.joined().contains("hush"))
    }

    @Test func `a secret that is not there is a warning`() throws {
        let loaded = try TemporaryBot().load(environment: [:])
        #expect(loaded.bot != nil)
        #expect(loaded.warnings.contains { $0.line == 3 && $0.message.contains("TOKEN") })
    }

    @Test(arguments: ["http://localhost:1", "http://127.9.0.1:1", "http://[::1]:1"])
    func `plain http is allowed on loopback`(url: String) throws {
        let folder = try TemporaryBot([
            "bot.yaml": TemporaryBot.smallest.replacing("telegram,", with: "telegram, url: \"\(url)\",")
        ])
        #expect(folder.findings() == [])
    }

    @Test(arguments: [
        "http://127.0.0.1.example.org", "http://10.0.0.1", "http://127.0.0.256", "ftp://127.0.0.1",
    ])
    func `plain http is refused elsewhere`(url: String) throws {
        let folder = try TemporaryBot([
            "bot.yaml": TemporaryBot.smallest.replacing("telegram,", with: "telegram, url: \"\(url)\",")
        ])
        #expect(folder.findings().count == 1)
    }

    @Test func `broken YAML is told with its line, and the other files are still read`() throws {
        let folder = try TemporaryBot([
            "bot.yaml": "name: small\nchannels:\n  tg: {platform: telegram\nchats: []\n",
            "broadcasts/a.yaml": "notice: a\ntitel: x\n",
        ])
        let errors = folder.findings()
        #expect(
            errors.contains {
                $0.hasPrefix("bot.yaml:4: not valid YAML") || $0.hasPrefix("bot.yaml:3: not valid YAML")
            })
        #expect(errors.contains { $0.hasPrefix("broadcasts/a.yaml:2: unknown key “titel”, write “title”") })
    }

    @Test(arguments: [
        ("name：small\nchats: []\n", "plain colon"), ("name: small\n\tchats: []\n", "not with tabs"),
        ("name: small\nca: @x\n", "quotes"), ("name: small\nca: !x:y\n", "in \"quotes\""),
    ])
    func `what a Chinese keyboard and YAML do to each other is told in its own words`(
        text: String, remedy: String
    ) throws {
        let errors = try TemporaryBot(["bot.yaml": text]).load().errors
        #expect(errors.contains { $0.line <= 2 && $0.remedy.contains(remedy) }, "\(errors)")
    }

    @Test(arguments: [
        ("127.0.0.1", false), ("[::1]", false), ("localhost", false), ("0.0.0.0", true), ("10.1.2.3", true),
    ])
    func `a console that others reach is warned of, one on this machine is not`(host: String, isOpen: Bool)
        throws
    {
        let loaded = try TemporaryBot([
            "bot.yaml": TemporaryBot.smallest
                + "console: {listen: \"\(host):8080\"}\ndeadMan: {url: \"https://example.org\"}\n"
        ]).load()
        let warnings = loaded.warnings.filter { $0.line >= 6 }
        #expect(warnings.count == (isOpen ? 1 : 0), "\(warnings)")
        #expect(warnings.allSatisfy { $0.message.contains(host) && $0.line == 6 })
    }

    @Test func `a key that is there twice is told at the second`() throws {
        let folder = try TemporaryBot(["bot.yaml": TemporaryBot.smallest + "name: other\n"])
        #expect(folder.findings().first?.hasPrefix("bot.yaml:6: the key “name” is there twice") == true)
    }

    @Test func `anchors and merge keys are carried out`() throws {
        let folder = try TemporaryBot([
            "bot.yaml": """
            name: small
            channels:
              a: &base {platform: telegram, token: {env: TOKEN}}
              b:
                <<: *base
                url: "http://127.0.0.1:9090"
            chats:
              - {channel: b, id: "-1", purpose: township}
            """
        ])
        let bot = try #require(folder.load().bot)
        #expect(bot.channels.map(\.url) == ["https://api.telegram.org", "http://127.0.0.1:9090"])
    }

    @Test func `a folder without bot.yaml says what is to be named`() throws {
        let loaded = BotFolder.load("/nonexistent/bot", environment: [:])
        #expect(loaded.errors.count == 1)
        #expect(loaded.errors.first?.remedy.contains("name a bot's folder") == true)
    }

    @Test func `included folders must be there and be of the four`() throws {
        let folder = try TemporaryBot(["bot.yaml": TemporaryBot.smallest + "include: [forms/, polices/]\n"])
        let errors = folder.findings()
        #expect(errors.contains { $0.contains("no folder “forms/”") })
        #expect(errors.contains { $0.contains("“polices/”") && $0.contains("write “policies/”") })
    }

    @Test func `secrets are fetched without the line break at the end of a file`() throws {
        let folder = try TemporaryBot(["s.key": "hush\n", "empty.key": "\n"])
        #expect(try Secrets.resolve(.file(folder.path + "/s.key"), environment: [:]).revealed == "hush")
        #expect("\(SecretError(.missing, .environment("A")))" == "the secret in the variable A is not set")
        #expect(throws: SecretError(.missing, .environment("A"))) {
            try Secrets.resolve(.environment("A"), environment: [:])
        }
        #expect(throws: SecretError(.empty, .file(folder.path + "/empty.key"))) {
            try Secrets.resolve(.file(folder.path + "/empty.key"), environment: [:])
        }
    }
}
