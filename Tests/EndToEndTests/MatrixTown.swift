import ChatSim
import Foundation
import Testing

/// A township whose people talk on a real Matrix server: three people, four rooms, a bot, and its folder.
struct MatrixTown: Sendable {
    let leader: MatrixUser
    let staff: MatrixUser
    let supervisor: MatrixUser
    let bot: MatrixUser
    let village: String
    let checkpoints: String
    let supervisors: String
    let township: String
    let folder: TestBot
    private let password: String

    /// Makes everybody anew, so that one server can be used again and again.
    ///
    /// - Parameter duty: The lines of duty.csv below its header; none plans no shift.
    init(on server: MatrixServer, duty: String = "") async throws {
        let run = UUID().uuidString.prefix(8).lowercased()
        password = UUID().uuidString
        leader = try await server.register("leader-\(run)", password: password)
        staff = try await server.register("staff-\(run)", password: password)
        supervisor = try await server.register("supervisor-\(run)", password: password)
        bot = try await server.register("bot-\(run)", password: password)
        village = try await supervisor.createRoom("兴隆村", inviting: [leader, bot])
        checkpoints = try await supervisor.createRoom("卡口", inviting: [staff, bot])
        supervisors = try await supervisor.createRoom("督导", inviting: [bot])
        township = try await supervisor.createRoom("镇里", inviting: [bot])
        try await leader.join(village)
        try await staff.join(checkpoints)
        let accounts = ["P011": leader.id, "P021": staff.id, "P003": supervisor.id]
        folder = try TestBot(
            channels: """
                  town: {platform: matrix, url: "\(server.url)", user: bot-\(run), password: {env: MATRIX_PASSWORD}}
                """,
            chats: """
                  - {channel: town, id: "\(village)", purpose: village, place: V01}
                  - {channel: town, id: "\(checkpoints)", purpose: checkpoints}
                  - {channel: town, id: "\(supervisors)", purpose: supervisors}
                  - {channel: town, id: "\(township)", purpose: township}
                """,
            extra: "limits: {town: none}",
            accounts: { person in accounts[person].map { "town:" + $0 } ?? "" })
        try folder.write("roster/duty.csv", "checkpoint,date,from,to,staff\n" + duty)
    }

    /// Starts the daemon and waits until it is in all four rooms.
    func start(following sim: RunningSim? = nil) async throws -> DaemonProcess {
        let daemon = try DaemonProcess(
            folder, arguments: sim.map { ["--clock", $0.url] } ?? [],
            environment: ["MATRIX_PASSWORD": password])
        for room in [village, checkpoints, supervisors, township] {
            let events = try await supervisor.events(in: room) {
                $0.membership(of: bot) == "join" || !daemon.isRunning
            }
            try #require(
                events.membership(of: bot) == "join", "the bot did not come: \(daemon.output.suffix(2000))")
        }
        return daemon
    }

    /// What the bot has said in a room once it has answered a message; all that it said when the time is over.
    func answered(_ message: String, in room: String) async throws -> [MatrixEvent] {
        try await supervisor.events(in: room) { events in
            events.messages(by: bot).contains { $0.answers == message }
        }.messages(by: bot)
    }

    /// What the bot has said in a room once something of it holds a text.
    func heard(_ text: String, in room: String) async throws -> MatrixEvent? {
        try await supervisor.events(in: room) { events in
            events.messages(by: bot).contains { $0.text.contains(text) }
        }.messages(by: bot).first { $0.text.contains(text) }
    }
}
