import ArgumentParser
import ChatSim
import Foundation
import Model
import Workload

/// Measures one notice to many webhooks: the mayor asks for a broadcast on the relay and confirms it, and each village's
/// robot is posted to; then curl posts the same to the same webhooks.
///
/// The platforms run in this process, the gateway and curl in others.
struct DispatchBench: Sendable {
    /// How many webhooks.
    let targets: Int
    /// How often, the gateway and curl by turns.
    let rounds: Int
    /// The store as bot.yaml has it; nil for a fresh SQLite file.
    let store: String?
    /// Where curl is; nil to measure the gateway alone.
    let curl: URL?

    /// What is broadcast.
    private static let notice = "各位乡亲，出门请戴好口罩，把鼻子捂严实。回到家先洗手，再抱孩子，再做饭。"
    /// How long the gateway may take to its first poll, in seconds.
    private static let longestStart = 120.0
    /// How long nothing may come before the run is given up, in seconds.
    private static let longestSilence = 30.0

    /// Runs in a folder that is the caller's to remove.
    func run(in folder: URL) async throws -> DispatchFigures {
        let keys = (0..<targets).map { _ in UUID().uuidString.lowercased() }
        let relay = LoadRelay(
            secret: LoadTownship.secret, texts: [], conversations: 1, rate: nil,
            run: String(UInt32.random(in: 0...UInt32.max), radix: 36))
        let server = try LoadServer(LoadSite(relay: relay, robots: LoadRobots(keys: keys)))
        defer { server.stop() }
        let base = "http://127.0.0.1:\(server.port)"
        let township = try LoadTownship(
            folder: folder, villages: targets, relay: base + "/relay", store: store,
            robots: LoadTownship.Robots(url: base, keys: keys, accounts: rounds))
        try await StoreCount.requireEmpty(folder: folder)
        let curl = try curl.map {
            try CurlFanOut($0, urls: keys.map { "\(base)/cgi-bin/webhook/send?key=\($0)" }, in: folder)
        }

        let startedAt = LoadServer.now
        let gateway = try GatewayProcess(folder: folder, environment: township.environment)
        try await gateway.wait(longest: Self.longestStart, orElse: "the gateway does not poll") {
            server.look { $0.relay?.isListenedTo == true }
        }
        try await gateway.rest()
        var (own, others): ([FanOut], [FanOut]) = ([], [])
        var findings: [String] = []
        for round in 1...rounds {
            let (fanOut, body) = try await broadcast(through: gateway, at: server, round, &findings)
            own.append(fanOut)
            guard let curl else { continue }
            let start = LoadServer.now
            let (cpu, complaint) = try await curl.run(body)
            let posts = server.look { $0.robots?.takePosts() ?? [:] }
            findings += complaint.map { [$0] } ?? []
            findings += uneven(posts, "curl's round \(round)")
            others.append(FanOut(posts, since: start, cpuSeconds: cpu))
        }
        let memory = gateway.memory
        let status = await gateway.stop()
        var figures = DispatchFigures(targets: targets, gateway: own, curl: others)
        (figures.rssMiB, figures.peakRssMiB) = (memory.now, memory.peak)
        let site = server.look { $0 }
        figures.startMs = Double((site.relay?.firstRequestAt ?? startedAt) - startedAt) / 1e6
        let count = try await StoreCount(folder: folder)
        figures.store = count.engine
        figures.audited = count.audited
        // Of each round the preview and the word that it was sent, beside the webhooks.
        findings += count.findings(reports: 0, posts: rounds * (targets + 2))
        for (what, number) in (site.relay?.faults.counts ?? [:]).merging(
            site.robots?.faults.counts ?? [:], uniquingKeysWith: +
        ).sorted(by: { $0.key < $1.key }) {
            findings.append("\(number) times \(what)")
        }
        if let unasked = site.relay?.unasked, unasked > 0 {
            findings.append("\(unasked) posts answer no message")
        }
        if status != 0 { findings.append("the gateway ended with status \(status)") }
        figures.findings = findings
        return figures
    }

    /// Has the gateway broadcast once and comes back when it rests; returns also the body that the webhooks got.
    private func broadcast(
        through gateway: GatewayProcess, at server: LoadServer, _ round: Int, _ findings: inout [String]
    ) async throws -> (FanOut, body: [UInt8]) {
        let preview = try await reply(to: "广播 全镇 \(Self.notice)", by: round, of: gateway, at: server)
        guard let ref = preview.text.firstMatch(of: /B[0-9]+/)?.output else {
            throw gateway.broken("no broadcast came of it: \(preview.text)")
        }
        try await gateway.rest()
        let before = gateway.cpuSeconds
        let confirmed = try await reply(to: "确认 \(ref)", by: round, of: gateway, at: server)
        let targets = targets
        try await gateway.wait(longest: Self.longestSilence, orElse: "not every webhook was posted to") {
            server.look { ($0.robots?.count ?? 0) >= targets }
        }
        try await gateway.rest()
        let cpu = gateway.cpuSeconds - before
        // After the rest, so that a second post to a webhook is seen.
        let posts = server.look { $0.robots?.takePosts() ?? [:] }
        findings += uneven(posts, "round \(round)")
        let fanOut = FanOut(posts, since: confirmed.handedOut, cpuSeconds: cpu)
        return (fanOut, posts.values.first?.first?.body ?? [])
    }

    /// Has one of the mayor's accounts say something in the township's group and waits for the reply.
    private func reply(
        to text: String, by account: Int, of gateway: GatewayProcess, at server: LoadServer
    ) async throws -> (text: String, handedOut: UInt64) {
        let message = server.look { $0.relay?.say(text, by: account, at: LoadServer.now) ?? 0 }
        try await gateway.wait(longest: Self.longestSilence, orElse: "no reply to “\(text)”") {
            server.look { $0.relay?.replies[message] != nil }
        }
        return server.look {
            ($0.relay?.replies[message] ?? "", $0.relay?.times[message].handedOut ?? 0)
        }
    }

    /// What is wrong where a webhook got other than one post.
    private func uneven(_ posts: [String: [LoadRobots.Post]], _ name: String) -> [String] {
        let missed = posts.values.filter(\.isEmpty).count
        let again = posts.values.filter { $0.count > 1 }.count
        return (missed > 0 ? ["\(name): \(missed) webhooks got nothing"] : [])
            + (again > 0 ? ["\(name): \(again) webhooks got more than one post"] : [])
    }
}
