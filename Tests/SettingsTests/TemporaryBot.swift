import Foundation

@testable import Settings

/// A bot's folder that lives as long as the value, filled with what a test writes.
final class TemporaryBot {
    let path: String

    /// The smallest bot, with `files` over it.
    init(_ files: [String: String] = [:]) throws {
        path = NSTemporaryDirectory() + "lianfang-bot-" + UUID().uuidString
        try write("bot.yaml", Self.smallest)
        for (name, text) in files { try write(name, text) }
    }

    deinit {
        // try? because the system clears its temporary folder anyway.
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

    func write(_ name: String, _ data: Data) throws {
        let file = URL(fileURLWithPath: path).appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
    }

    func load(environment: [String: String] = TemporaryBot.environment) -> LoadedBot {
        BotFolder.load(path, environment: environment)
    }

    /// The findings as `file:line severity`, with the text beside.
    func findings(_ severity: Finding.Severity = .error) -> [String] {
        load().findings.filter { $0.severity == severity }.map(\.description)
    }

    /// A token, and a data key of 32 bytes.
    static let environment = [
        "TOKEN": "1:x", "DATA_KEY": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    ]

    static let smallest = """
        name: small
        channels:
          tg: {platform: telegram, token: {env: TOKEN}}
        chats:
          - {channel: tg, id: "-1001", purpose: township}

        """

    /// Two villages with a unit, a checkpoint and four people.
    static let roster = [
        "roster/villages.csv": "code,name,tun,secretary\nV01,兴隆村,东屯 西屯,P1\nV02,东升村,,P2\n",
        "roster/units.csv": "code,village,tun,name,leader,households\nV01-01,V01,东屯,1组,P3,10\n",
        "roster/checkpoints.csv": "code,name,place,head,required\nK01,兴隆卡口,V01,P4,2\n",
        "roster/people.csv": """
        id,name,phone,role,place,age,education,accounts
        P1,姚红秀,13800001007,villageSecretary,V01,64,senior,tg:1
        P2,赵刚,,villageSecretary,V02,,,
        P3,钱国海,0452-7123456,unitLeader,V01-01,60,college,tg:3
        P4,杨玉,13800001028,checkpointHead,K01,55,junior,

        """,
        "roster/duty.csv": "checkpoint,date,from,to,staff\nK01,*,20:00,08:00,P3 P4\n",
    ]
}
