import ChatSim
import Foundation
import Testing

/// The database server restarted, and the line to it cut, under load.
@Suite(.enabled(if: Peers.postgres != nil, "LIANFANG_POSTGRES names no server"), .timeLimit(.minutes(10)))
struct PostgresFaultTests {
    @Test(arguments: ["fast", "immediate"])
    func `a database server that is restarted under load costs nothing`(mode: String) async throws {
        let rounds = TortureSettings.current.isWhole ? 3 : 1
        try await SharedTown.with(try #require(Peers.postgres)) { town in
            for _ in 0..<rounds {
                let before = town.said.count
                try town.say(30)
                _ = await town.replies(before + 5, timeout: 30)
                let status = try Self.restart(mode)
                try #require(status == 0, "script/postgres restart \(mode) failed")
                try town.say(10)
                #expect(await town.settled(timeout: 60), "\(town.lastWords)")
            }
            #expect(town.areRunning, "\(town.lastWords)")
            try await town.expectClean("PostgreSQL restarted, \(mode)", rounds: rounds)
        }
    }

    /// Held: what was sent arrives when the line is mended, long after whoever sent it has given it up.
    @Test(.enabled(if: Peers.python != nil, "no peers"), arguments: ["hold", "shut"])
    func `a line that is cut under load costs nothing once it is mended`(fault: String) async throws {
        let url = try #require(Peers.postgres)
        let server = try #require(URLComponents(string: url))
        let gate = try PeerProcess("tcp_gate.py", String(server.port ?? 5432))
        var way = server
        way.port = Int(try #require(await gate.nextLine()))
        let seconds: Double = TortureSettings.current.isWhole ? 60 : 8
        try await SharedTown.with(url, by: way.string) { town in
            try town.say(30)
            _ = await town.replies(5, timeout: 30)
            try gate.say(fault)
            #expect(await gate.nextLine() == fault)
            try town.say(10)
            // The fault itself lasts so long.
            _ = await town.sim.until(seconds) { false }
            try gate.say("open")
            #expect(await gate.nextLine() == "open")
            try town.say(10)
            #expect(await town.settled(timeout: 90), "\(town.lastWords)")
            #expect(town.areRunning, "\(town.lastWords)")
            try await town.expectClean(
                "PostgreSQL cut off, \(fault == "hold" ? "silent" : "refused")", rounds: 1,
                note: "for \(Int(seconds)) s")
        }
        let end = try await gate.end()
        #expect(end.status == 0)
    }

    /// Restarts the server that `script/postgres up` started; the script's exit status.
    private static func restart(_ mode: String) throws -> Int32 {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let process = Process()
        process.executableURL = root.appending(path: "script/postgres")
        process.arguments = ["restart", mode]
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
