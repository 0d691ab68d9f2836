import Foundation

/// A small township in a temporary folder, for a daemon that runs as a process of its own.
struct TestBot: Sendable {
    /// The bot's folder.
    let folder: URL
    let name: String

    /// Where the daemon keeps its rows.
    var storePath: String { folder.appending(path: "var/testbot.sqlite").path }

    /// One village of four units whose leaders have accounts on the channels `town` and `tg`, one checkpoint with three
    /// people, and a supervisor.
    init(
        channels: String, chats: String, extra: String = "", name: String = "testbot",
        accounts: (String) -> String
    ) throws {
        self.name = name
        folder = FileManager.default.temporaryDirectory.appending(path: "lianfang-\(UUID().uuidString)")
        try write(
            "bot.yaml",
            """
            name: \(name)
            township: {code: T01, name: 富强镇}
            channels:
            \(channels)
            chats:
            \(chats)
            flood: none
            \(extra)
            """)
        try write("roster/villages.csv", "code,name,tun,secretary\nV01,兴隆村,东屯,P001\n")
        let units = (1...4).map { "V01-0\($0),V01,东屯,\($0)组,P01\($0),10\n" }.joined()
        try write("roster/units.csv", "code,village,tun,name,leader,households\n" + units)
        try write("roster/checkpoints.csv", "code,name,place,head,required\nK01,兴隆东卡口,V01,P020,2\n")
        let people: [(String, String, String, String)] = [
            ("P001", "姚红秀", "villageSecretary", "V01"), ("P002", "谢成", "townSecretary", "T01"),
            ("P003", "范萍", "supervisor", "T01"), ("P011", "赵刚", "unitLeader", "V01-01"),
            ("P012", "钱国海", "unitLeader", "V01-02"), ("P013", "杨玉", "unitLeader", "V01-03"),
            ("P014", "冯萍云", "unitLeader", "V01-04"), ("P020", "雷志", "checkpointHead", "K01"),
            ("P021", "马明", "checkpointStaff", "K01"), ("P022", "孙志", "checkpointStaff", "K01"),
        ]
        let rows = people.enumerated().map { index, person in
            "\(person.0),\(person.1),138000010\(10 + index),\(person.2),\(person.3),45,senior,\(accounts(person.0))\n"
        }
        try write("roster/people.csv", "id,name,phone,role,place,age,education,accounts\n" + rows.joined())
        try write(
            "roster/duty.csv",
            "checkpoint,date,from,to,staff\nK01,*,08:00,20:00,P021 P022\nK01,*,20:00,08:00,P020 P021\n")
    }

    /// Writes a file of the folder.
    func write(_ path: String, _ text: String) throws {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
    }

    /// Removes the folder.
    func remove() throws { try FileManager.default.removeItem(at: folder) }
}
