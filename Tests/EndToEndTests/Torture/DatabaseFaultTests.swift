import ChatSim
import Foundation
import Testing

/// The store's file damaged, emptied, taken away or exchanged: the daemon refuses, harms nothing, and goes on once it is back.
@Suite(.timeLimit(.minutes(5)))
struct DatabaseFaultTests {
    @Test func `a damaged, emptied or missing store is refused, and put back it goes on without a loss`()
        async throws
    {
        try await TortureTown.with { town in
            let path = town.bot.storePath
            let files = FileManager.default
            // A stop brings everything into the file itself.
            #expect(await town.daemon.stop() == 0)
            try town.restart()
            try town.say(12)
            _ = await town.sim.botMessages(4, after: town.start)
            // Dead in the middle of work: the log beside the file holds what the file does not.
            try await town.kill()
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            let log = try Data(contentsOf: URL(fileURLWithPath: path + "-wal"))
            try #require(!log.isEmpty)

            var damaged = whole
            for page in 1..<max(2, whole.count / 4096) where page * 4096 < whole.count {
                damaged.replaceSubrange(
                    (page * 4096)..<min(whole.count, page * 4096 + 64),
                    with: Data(repeating: 0xA5, count: min(64, whole.count - page * 4096)))
            }
            try damaged.write(to: URL(fileURLWithPath: path))
            try Data().write(to: URL(fileURLWithPath: path + "-wal"))
            try await expectRefusal(town, "is damaged")
            try Data().write(to: URL(fileURLWithPath: path))
            try log.write(to: URL(fileURLWithPath: path + "-wal"))
            try await expectRefusal(town, "is empty or gone")
            #expect(try Data(contentsOf: URL(fileURLWithPath: path + "-wal")) == log)
            try files.removeItem(atPath: path)
            try await expectRefusal(town, "is empty or gone")
            #expect(!files.fileExists(atPath: path))

            try whole.write(to: URL(fileURLWithPath: path))
            try town.restart()
            try town.say(12)
            #expect(await town.settled(timeout: 60), "\(town.daemon.ownOutput.suffix(2000))")
            #expect(await town.daemon.stop() == 0)
            try await town.expectClean(try await town.verdict("store damaged, emptied, missing", rounds: 3))
        }
    }

    @Test func `another store in the place of the one that ran is refused`() async throws {
        try await TortureTown.with { town in
            let path = town.bot.storePath
            try town.say(4)
            #expect(await town.settled(timeout: 30))
            #expect(await town.daemon.stop() == 0)
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
                try FileManager.default.removeItem(atPath: path + suffix)
            }
            let lock = try Data(contentsOf: URL(fileURLWithPath: path + ".lock"))
            try FileManager.default.removeItem(atPath: path + ".lock")
            // Without a memory the folder is new, and so is the store.
            try town.restart()
            #expect(await town.logged("running", timeout: 20), "\(town.daemon.ownOutput)")
            #expect(await town.daemon.stop() == 0)
            try lock.write(to: URL(fileURLWithPath: path + ".lock"))
            try await expectRefusal(town, "is another store than the one that ran here last")
            for suffix in ["-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
                try FileManager.default.removeItem(atPath: path + suffix)
            }
            try whole.write(to: URL(fileURLWithPath: path))
            try town.restart()
            try town.say(4)
            #expect(await town.settled(timeout: 30), "\(town.daemon.ownOutput.suffix(2000))")
            #expect(await town.daemon.stop() == 0)
            try await town.expectClean(try await town.verdict("store exchanged", rounds: 1))
        }
    }

    /// Notices within its minute's round.
    @Test(.enabled(if: TortureSettings.current.isWhole))
    func `a store that is taken away while the daemon runs ends it with a word`() async throws {
        try await TortureTown.with { town in
            let path = town.bot.storePath
            try town.say(8)
            #expect(await town.settled(timeout: 30))
            for suffix in ["", "-wal", "-shm"] {
                try FileManager.default.moveItem(atPath: path + suffix, toPath: path + ".away" + suffix)
            }
            #expect(await town.daemon.end(within: 90) == 1)
            #expect(
                town.daemon.ownOutput.contains("deleted or replaced"), "\(town.daemon.ownOutput.suffix(2000))"
            )
            try await expectRefusal(town, "is empty or gone")
            for suffix in ["", "-wal", "-shm"]
            where FileManager.default.fileExists(atPath: path + ".away" + suffix) {
                try FileManager.default.moveItem(atPath: path + ".away" + suffix, toPath: path + suffix)
            }
            try town.restart()
            try town.say(8)
            #expect(await town.settled(timeout: 30), "\(town.daemon.ownOutput.suffix(2000))")
            #expect(await town.daemon.stop() == 0)
            try await town.expectClean(try await town.verdict("store taken away while running", rounds: 1))
        }
    }

    private func expectRefusal(_ town: TortureTown, _ words: String) async throws {
        try town.restart()
        #expect(await town.daemon.end(within: 30) == 1)
        #expect(town.daemon.ownOutput.contains(words), "\(town.daemon.ownOutput)")
        await town.daemon.kill()
    }
}
