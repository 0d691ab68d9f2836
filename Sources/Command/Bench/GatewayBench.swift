import ChatSim
import Foundation
import Model
import Store
import Workload

/// Measures the gateway end to end: messages from a simulated platform through poll, inbox, rules, store and outbox to the
/// signed reply.
///
/// The platform runs in this process, the gateway in another.
struct GatewayBench: Sendable {
    /// How many messages.
    let messages: Int
    /// In how many conversations.
    let conversations: Int
    /// Messages a second of the open loop; nil for the closed one.
    let rate: Double?
    /// The store as bot.yaml has it; nil for a fresh SQLite file.
    let store: String?
    /// Makes the same messages again.
    let seed: UInt64
    /// How many reports the store holds before.
    let preload: Int

    /// How long the gateway may take to its first poll, in seconds.
    private static let longestStart = 120.0
    /// How long no reply may come before the run is given up, in seconds.
    private static let longestSilence = 30.0

    /// Runs in a folder that is the caller's to remove.
    func run(in folder: URL) async throws -> GatewayFigures {
        let mix = LoadMix(seed: seed)
        let run = String(UInt32.random(in: 0...UInt32.max), radix: 36)
        let relay = LoadRelay(
            secret: LoadTownship.secret, texts: (0..<messages).map { mix.text($0) },
            conversations: conversations, rate: rate, run: run)
        let server = try LoadServer(LoadSite(relay: relay))
        defer { server.stop() }
        let township = try LoadTownship(
            folder: folder, villages: conversations, relay: "http://127.0.0.1:\(server.port)/relay",
            store: store)
        try await StoreCount.requireEmpty(folder: folder)
        let before =
            preload > 0
            ? try await StorePreload(
                messages: preload, first: messages, conversations: conversations, mix: mix
            ).fill(folder) : nil

        let startedAt = LoadServer.now
        let gateway = try GatewayProcess(folder: folder, environment: township.environment)
        try await gateway.wait(longest: Self.longestStart, orElse: "the gateway does not poll") {
            server.look { $0.relay?.isListenedTo == true }
        }
        let cpuBefore = gateway.cpuSeconds
        server.look { $0.relay?.begin(at: LoadServer.now) }
        var answered = 0
        var heardAt = LoadServer.now
        while answered < messages {
            guard gateway.isRunning else { throw gateway.broken("the gateway ended") }
            let count = server.look { $0.relay?.answered ?? 0 }
            if count > answered { heardAt = LoadServer.now }
            answered = count
            guard LoadServer.now - heardAt < UInt64(Self.longestSilence * 1e9) else { break }
            try await Task.sleep(for: .milliseconds(10))
        }
        let cpu = gateway.cpuSeconds - cpuBefore
        let memory = gateway.memory
        let status = await gateway.stop()
        let relayNow = server.look { $0.relay }
        guard let relayNow else { throw gateway.broken("the relay is gone") }
        var figures = GatewayFigures(relayNow, startedAt: startedAt)
        figures.conversations = conversations
        figures.rate = rate
        (figures.preload, figures.preloadSeconds) = (before?.reports ?? 0, before?.seconds)
        figures.cpuMsPerMessage = cpu * 1000 / Double(max(1, answered))
        figures.rssMiB = memory.now
        figures.peakRssMiB = memory.peak
        let count = try await StoreCount(folder: township.folder)
        figures.store = count.engine
        figures.reports = count.reports
        figures.audited = count.audited
        figures.findings += count.findings(
            reports: figures.preload + messages, posts: figures.preload + messages)
        if status != 0 { figures.findings.append("the gateway ended with status \(status)") }
        return figures
    }
}
