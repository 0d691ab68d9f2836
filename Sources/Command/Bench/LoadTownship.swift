import Foundation
import Workload

/// The made township of a benchmark: villages of one unit each, whose leaders report in their village's group, or whose
/// groups have a robot of WeCom's each and are told what the mayor says.
struct LoadTownship {
    /// The group robots of the villages.
    struct Robots {
        /// The platform's base URL.
        let url: String
        /// One key a village.
        let keys: [String]
        /// How many accounts the mayor has: one account that is answered faster than people read is taken for a machine's.
        let accounts: Int
    }

    /// The bot's name.
    static let name = "bench"
    /// The channel on which people talk.
    static let channel = "relay"
    /// `whsec_` and the base64 of 32 bytes, made for measuring: it opens nothing.
    static let secret = "whsec_bWVhc3VyaW5nIG9ubHksIG9wZW5zIG5vdGhpbmc9PT0="

    /// The bot's folder.
    let folder: URL
    /// The variables in which the gateway finds the channels' secrets.
    let environment: [String: String]

    /// Writes the folder.
    ///
    /// - Parameters:
    ///   - villages: how many; without robots each has its group on the relay, `c1` and on, in which `u1` and on report.
    ///   - relay: the relay's URL.
    ///   - store: the store as bot.yaml has it; nil for a fresh SQLite file.
    ///   - robots: with them the relay has one group, the township's, `c1`, in which the mayor talks as `u1` and on.
    init(folder: URL, villages: Int, relay: String, store: String?, robots: Robots? = nil) throws {
        self.folder = folder
        let numbers = 1...villages
        let names = LoadMix(seed: 0)
        var environment = ["RELAY_SECRET": Self.secret]
        var channels = ["\(Self.channel): {platform: relay, url: \"\(relay)\", secret: {env: RELAY_SECRET}}"]
        var chats: [String] = []
        var people: [String] = []
        if let robots {
            chats.append("{channel: \(Self.channel), id: c1, purpose: township}")
            let accounts = (1...robots.accounts).map { "\(Self.channel):u\($0)" }.joined(separator: " ")
            people.append("P000,\(names.name(0)),13810000000,mayor,T01,45,college,\(accounts)")
            for (number, key) in zip(numbers, robots.keys) {
                environment["WECOM_KEY_\(number)"] = key
                channels.append(
                    "w\(number): {platform: wecom-webhook, url: \"\(robots.url)\", key: {env: WECOM_KEY_\(number)}}"
                )
                chats.append(
                    "{channel: w\(number), id: default, purpose: village, place: \(Self.village(number))}")
            }
        } else {
            chats += numbers.map {
                "{channel: \(Self.channel), id: c\($0), purpose: village, place: \(Self.village($0))}"
            }
        }
        people += numbers.map { number in
            let account = robots == nil ? "\(Self.channel):u\(number)" : ""
            return
                "\(Self.person(number)),\(names.name(number)),138\(10_000_000 + number),unitLeader,\(Self.village(number))-01,45,senior,\(account)"
        }
        self.environment = environment
        try write(
            "bot.yaml",
            [
                "name: \(Self.name)", "township: {code: T01, name: 富强镇}",
                "store: \"\(store ?? "sqlite:var/bench.sqlite")\"", "channels:",
            ] + channels.map { "  " + $0 } + ["chats:"] + chats.map { "  - " + $0 }
                + ["limits: none", "flood: none"])
        try write(
            "roster/villages.csv",
            ["code,name,tun,secretary"] + numbers.map { "\(Self.village($0)),第\($0)村,东屯," })
        try write(
            "roster/units.csv",
            ["code,village,tun,name,leader,households"]
                + numbers.map { "\(Self.village($0))-01,\(Self.village($0)),东屯,1组,\(Self.person($0)),10" })
        try write("roster/people.csv", ["id,name,phone,role,place,age,education,accounts"] + people)
    }

    private static func village(_ number: Int) -> String { "V" + padded(number) }

    private static func person(_ number: Int) -> String { "P" + padded(number) }

    private static func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }

    private func write(_ path: String, _ lines: [String]) throws {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        try (lines.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
    }
}
