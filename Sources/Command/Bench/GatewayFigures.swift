import ChatSim
import Foundation

/// What was measured of the gateway.
struct GatewayFigures: BenchFigures {
    /// What was measured: `gateway`.
    var name = "gateway"
    /// How many messages were answered.
    var messages: Int
    /// From the first hand-out to the last reply.
    var seconds: Double
    /// Messages a second.
    var perSecond: Double
    /// The time from the hand-out of a message in a poll's answer to the arrival of its reply: for half of the messages.
    var p50ms: Double
    /// The same for 95 of 100.
    var p95ms: Double
    /// The same for 99 of 100.
    var p99ms: Double
    /// The same for the slowest.
    var maxms: Double
    /// The gateway's memory when the last reply had come.
    var rssMiB = 0.0
    /// What the gateway computed for a message, over all its threads, in the kernel as well.
    var cpuMsPerMessage = 0.0
    /// From the spawning of the gateway to its first request.
    var startMs: Double

    /// In how many conversations the messages were written.
    var conversations = 0
    /// Messages a second of the open loop; absent in the closed one.
    var rate: Double?
    /// The time from the moment at which a message was due to the arrival of its reply: what a late hand-out hides.
    var saidP99ms: Double
    /// `sqlite` or `postgres`; its full durability was read back.
    var store = ""
    /// The gateway's memory at its greatest.
    var peakRssMiB = 0.0
    /// How many reports the store held before the gateway started.
    var preload = 0
    /// How long it took to make them; absent where there are none.
    var preloadSeconds: Double?
    /// How many reports the store holds.
    var reports = 0
    /// How many rows the audit of the store looked at, by what they are.
    var audited: [String: Int] = [:]
    /// How many polls brought them.
    var polls: Int
    /// Posts that came twice with the same id, which is allowed.
    var repeatedPosts: Int
    /// `clean`, or `broken` where there are findings.
    var audit: String { findings.isEmpty ? "clean" : "broken" }
    /// What is not as it must be.
    var findings: [String] = []

    /// The figures of a relay whose messages have been answered.
    init(_ relay: LoadRelay, startedAt: UInt64) {
        let times = relay.times.filter { $0.answered != 0 }
        var latency = LatencyHistogram()
        var late = LatencyHistogram()
        for time in times {
            latency.record(nanoseconds: time.answered - min(time.handedOut, time.answered))
            late.record(nanoseconds: time.answered - min(time.said, time.answered))
        }
        let first = times.lazy.map(\.handedOut).min() ?? 0
        let last = times.lazy.map(\.answered).max() ?? 0
        messages = times.count
        seconds = Double(last - first) / 1e9
        perSecond = seconds > 0 ? Double(times.count) / seconds : 0
        (p50ms, p95ms, p99ms) = (latency.quantile(0.5), latency.quantile(0.95), latency.quantile(0.99))
        maxms = Double(latency.longest) / 1e6
        saidP99ms = late.quantile(0.99)
        startMs = Double((relay.firstRequestAt ?? startedAt) - startedAt) / 1e6
        polls = relay.polls
        repeatedPosts = relay.repeated
        let unanswered = relay.times.count - times.count
        if unanswered > 0 { findings.append("\(unanswered) messages have no reply") }
        if relay.unasked > 0 { findings.append("\(relay.unasked) posts answer no message") }
        findings += relay.faults.counts.sorted { $0.key < $1.key }.map { "\($0.value) times \($0.key)" }
    }

    private enum CodingKeys: CodingKey {
        case name, messages, seconds, perSecond, p50ms, p95ms, p99ms, maxms, rssMiB, cpuMsPerMessage, startMs
        case conversations, rate, preload, preloadSeconds, saidP99ms, store, peakRssMiB, reports, audited
        case polls, repeatedPosts, audit, findings
    }

    func encode(to encoder: any Encoder) throws {
        var box = encoder.container(keyedBy: CodingKeys.self)
        try box.encode(name, forKey: .name)
        try box.encode(messages, forKey: .messages)
        try box.encode(seconds, forKey: .seconds)
        try box.encode(perSecond, forKey: .perSecond)
        try box.encode(p50ms, forKey: .p50ms)
        try box.encode(p95ms, forKey: .p95ms)
        try box.encode(p99ms, forKey: .p99ms)
        try box.encode(maxms, forKey: .maxms)
        try box.encode(rssMiB, forKey: .rssMiB)
        try box.encode(cpuMsPerMessage, forKey: .cpuMsPerMessage)
        try box.encode(startMs, forKey: .startMs)
        try box.encode(conversations, forKey: .conversations)
        try box.encodeIfPresent(rate, forKey: .rate)
        try box.encode(preload, forKey: .preload)
        try box.encodeIfPresent(preloadSeconds, forKey: .preloadSeconds)
        try box.encode(saidP99ms, forKey: .saidP99ms)
        try box.encode(store, forKey: .store)
        try box.encode(peakRssMiB, forKey: .peakRssMiB)
        try box.encode(reports, forKey: .reports)
        try box.encode(audited, forKey: .audited)
        try box.encode(polls, forKey: .polls)
        try box.encode(repeatedPosts, forKey: .repeatedPosts)
        try box.encode(audit, forKey: .audit)
        try box.encode(findings, forKey: .findings)
    }
}

extension GatewayFigures {
    /// The figures for a person.
    var text: String {
        func figure(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
        let loop = rate.map { "open loop at \(figure($0, 0)) a second" } ?? "closed loop"
        return """
            \(figure(perSecond, 0)) messages a second on \(store), \(loop), \(conversations) conversations \
            (\(messages) in \(figure(seconds, 1)) s)
            hand-out to reply: p50 \(figure(p50ms, 2)) ms, p95 \(figure(p95ms, 2)) ms, p99 \(figure(p99ms, 2)) ms, \
            longest \(figure(maxms, 1)) ms; from the due moment p99 \(figure(saidP99ms, 2)) ms
            the gateway computes \(figure(cpuMsPerMessage, 4)) ms a message and holds \(figure(rssMiB, 1)) MiB \
            (at most \(figure(peakRssMiB, 1)))
            first request \(figure(startMs, 0)) ms after its start; \(reports) reports kept, \(preload) of them before; audit \(audit)
            """ + findings.map { "\n  " + $0 }.joined()
    }
}
