import Foundation
import Workload

/// The made township of a benchmark: a village for each conversation, whose leader reports in the village's group.
struct LoadTownship {
    /// The bot's name.
    static let name = "bench"
    /// The channel on which people talk.
    static let channel = "relay"
    /// `whsec_` and the base64 of 32 bytes, made for measuring: it opens nothing.
    static let secret = "whsec_bWVhc3VyaW5nIG9ubHksIG9wZW5zIG5vdGhpbmc9PT0="

    /// The bot's folder.
    let folder: URL
    /// How many villages there are.
    let conversations: Int

    /// Writes the folder; groups of channels beyond the relay's come as further lines of bot.yaml.
    init(
        folder: URL, conversations: Int, relay: String, store: String?, channels: String = "",
        chats: String = ""
    ) throws {
        self.folder = folder
        self.conversations = conversations
        let numbers = 1...conversations
        try write(
            "bot.yaml",
            """
            name: \(Self.name)
            township: {code: T01, name: 富强镇}
            store: "\(store ?? "sqlite:var/bench.sqlite")"
            channels:
              \(Self.channel): {platform: relay, url: "\(relay)", secret: {env: RELAY_SECRET}}
            \(channels)
            chats:
            \(numbers.map { "  - {channel: \(Self.channel), id: c\($0), purpose: village, place: \(village($0))}" }.joined(separator: "\n"))
            \(chats)
            limits: {\(Self.channel): none}
            flood: none
            """)
        try write(
            "roster/villages.csv",
            "code,name,tun,secretary\n"
                + numbers.map { "\(village($0)),第\($0)村,东屯,\n" }.joined())
        try write(
            "roster/units.csv",
            "code,village,tun,name,leader,households\n"
                + numbers.map { "\(village($0))-01,\(village($0)),东屯,1组,\(person($0)),10\n" }.joined())
        let names = LoadMix(seed: 0)
        try write(
            "roster/people.csv",
            "id,name,phone,role,place,age,education,accounts\n"
                + numbers.map {
                    "\(person($0)),\(names.name($0)),138\(10_000_000 + $0),unitLeader,\(village($0))-01,45,senior,\(Self.channel):u\($0)\n"
                }.joined())
    }

    private func village(_ number: Int) -> String { "V" + padded(number) }

    private func person(_ number: Int) -> String { "P" + padded(number) }

    private func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }

    private func write(_ path: String, _ text: String) throws {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        try text.write(to: file, atomically: true, encoding: .utf8)
    }
}
