import ChatSim
import Foundation
import Synchronization
import Testing

/// A full disk and one that may not be written.
@Suite(.timeLimit(.minutes(5)))
struct DiskFaultTests {
    @Test
    func
        `a full disk makes the daemon wait and say so, a stop is obeyed, and with room again nothing is lost`()
        async throws
    {
        try await onSmallDisk { town, disk in
            try disk.fill()
            try town.say(40)
            #expect(await town.logged("full", timeout: 60), "\(town.daemon.ownOutput.suffix(2000))")
            #expect(town.daemon.isRunning)
            try disk.empty()
            #expect(await town.settled(timeout: 90), "\(town.daemon.ownOutput.suffix(2000))")
            try disk.fill()
            let before = town.daemon.ownOutput.count
            try town.say(8)
            let isFull = await town.sim.until(60) { town.daemon.ownOutput.dropFirst(before).contains("full") }
            #expect(isFull, "\(town.daemon.ownOutput.suffix(2000))")
            town.daemon.signal(SIGTERM)
            #expect(await town.daemon.end(within: 60) == 0, "\(town.daemon.ownOutput.suffix(2000))")
            try await town.kill()
            try disk.empty()
            try town.restart()
            try town.say(8)
            #expect(await town.settled(timeout: 60), "\(town.daemon.ownOutput.suffix(2000))")
            #expect(await town.daemon.stop() == 0)
            try await town.expectClean(
                try await town.verdict("disk full", rounds: 2, note: "tmpfs of 4 MB"))
        }
    }

    @Test func `a disk that may not be written is refused at the start, and goes on once it may`()
        async throws
    {
        try await onSmallDisk { town, disk in
            try town.say(8)
            _ = await town.sim.botMessages(2, after: town.start)
            try await town.kill()
            #expect(disk.setReadOnly(true))
            try town.restart()
            #expect(await town.daemon.end(within: 30) == 1)
            #expect(
                town.daemon.ownOutput.contains("cannot be written there")
                    || town.daemon.ownOutput.contains("may not be written"), "\(town.daemon.ownOutput)")
            #expect(disk.setReadOnly(false))
            try town.restart()
            try town.say(8)
            #expect(await town.settled(timeout: 60), "\(town.daemon.ownOutput.suffix(2000))")
            #expect(await town.daemon.stop() == 0)
            try await town.expectClean(
                try await town.verdict("disk read-only", rounds: 1, note: "tmpfs mounted anew read-only"))
        }
    }

    /// Runs a body in a township whose store lies on a disk of four megabytes.
    ///
    /// Where mounting is refused, the row says so: what is left then is the store's own test with the engine's page limit.
    private func onSmallDisk(
        _ body: @escaping @Sendable (TortureTown, SmallDisk) async throws -> Void
    ) async throws {
        let mounted = Mutex<SmallDisk?>(nil)
        // The folder goes with the township; the mount must go before it.
        defer { mounted.withLock { $0?.unmount() } }
        try await TortureTown.with(
            prepare: { bot in
                let disk = try SmallDisk(at: bot.folder.appending(path: "var"), megabytes: 4)
                mounted.withLock { $0 = disk }
            },
            { town in
                guard let disk = mounted.withLock({ $0 }) else {
                    var row = TortureRow(fault: "disk full, disk read-only")
                    row.note =
                        "NOT DONE HERE: mounting was refused; only the page limit in StoreTests was tried"
                    return try row.publish()
                }
                try await body(town, disk)
                await town.daemon.kill()
                disk.unmount()
            })
    }
}
