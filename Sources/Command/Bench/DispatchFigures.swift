import Foundation

/// What was measured of one notice to many webhooks, by the gateway and by curl.
struct DispatchFigures: BenchFigures {
    /// What was measured: `dispatch`.
    private var name = "dispatch"
    /// How many webhooks one notice goes to.
    private let messages: Int
    /// From the hand-out of the confirmation to the last webhook that accepted: the median of the rounds.
    private let seconds: Double
    /// Webhooks a second in that round.
    private let perSecond: Double
    /// From the hand-out of the confirmation to the first webhook that accepted, in the median: until then every post was
    /// decided and kept.
    private let firstms: Double
    /// From the hand-out of the confirmation to a webhook's acceptance, over all rounds: for half of the webhooks.
    private let p50ms: Double
    /// The same for 95 of 100.
    private let p95ms: Double
    /// The same for 99 of 100.
    private let p99ms: Double
    /// The same for the slowest.
    private let maxms: Double
    /// The gateway's memory after the last round.
    var rssMiB = 0.0
    /// What the gateway computed for a webhook, the reading of the messages and the store included.
    private let cpuMsPerMessage: Double
    /// From the spawning of the gateway to its first request.
    var startMs = 0.0

    /// How often it was done.
    private let rounds: Int
    /// `sqlite` or `postgres`; its full durability was read back.
    var store = ""
    /// The gateway's memory at its greatest.
    var peakRssMiB = 0.0
    /// From curl's start to the last webhook that accepted: the median of the rounds; absent where curl is missing.
    private let curlSeconds: Double?
    /// From curl's start to the first webhook that accepted, in the median.
    private let curlFirstms: Double?
    /// From curl's start to a webhook's acceptance, over all rounds: for half of the webhooks.
    private let curlP50ms: Double?
    /// The same for 99 of 100.
    private let curlP99ms: Double?
    /// What curl computed for a webhook.
    private let curlCPUMsPerMessage: Double?
    /// How many times as fast as curl the gateway is.
    private let ratio: Double?
    /// How many rows the audit of the store looked at, by what they are.
    var audited: [String: Int] = [:]
    /// `clean`, or `broken` where there are findings.
    private var audit = "clean"
    /// What is not as it must be.
    var findings: [String] = [] { didSet { audit = findings.isEmpty ? "clean" : "broken" } }

    /// The figures of rounds of the gateway's and of curl's.
    init(targets: Int, gateway: [FanOut], curl: [FanOut]) {
        let own = FanOut.Summary(gateway)
        messages = targets
        rounds = gateway.count
        seconds = own.seconds
        perSecond = own.seconds > 0 ? Double(targets) / own.seconds : 0
        firstms = own.firstSeconds * 1000
        (p50ms, p95ms) = (own.latency.quantile(0.5), own.latency.quantile(0.95))
        (p99ms, maxms) = (own.latency.quantile(0.99), Double(own.latency.longest) / 1e6)
        cpuMsPerMessage = own.cpuMsPerPost
        let other = curl.isEmpty ? nil : FanOut.Summary(curl)
        curlSeconds = other?.seconds
        curlFirstms = other.map { $0.firstSeconds * 1000 }
        curlP50ms = other?.latency.quantile(0.5)
        curlP99ms = other?.latency.quantile(0.99)
        curlCPUMsPerMessage = other?.cpuMsPerPost
        ratio = other.flatMap { own.seconds > 0 ? $0.seconds / own.seconds : nil }
    }

    /// The figures for a person.
    var text: String {
        func figure(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
        var lines = [
            """
            one notice to \(messages) webhooks in \(figure(seconds * 1000, 0)) ms on \(store) \
            (\(figure(perSecond, 0)) a second; median of \(rounds))
            hand-out of the confirmation to acceptance: first \(figure(firstms, 1)) ms, p50 \(figure(p50ms, 1)) ms, \
            p95 \(figure(p95ms, 1)) ms, p99 \(figure(p99ms, 1)) ms, longest \(figure(maxms, 1)) ms
            the gateway computes \(figure(cpuMsPerMessage, 4)) ms a webhook and holds \(figure(rssMiB, 1)) MiB \
            (at most \(figure(peakRssMiB, 1))); first request \(figure(startMs, 0)) ms after its start; audit \(audit)
            """
        ]
        if let curlSeconds, let curlFirstms, let curlP50ms, let curlP99ms, let curlCPUMsPerMessage, let ratio
        {
            lines.append(
                """
                curl --parallel-max \(CurlFanOut.parallel), from its start: \(figure(curlSeconds * 1000, 0)) ms, \
                first \(figure(curlFirstms, 1)) ms, p50 \(figure(curlP50ms, 1)) ms, \
                p99 \(figure(curlP99ms, 1)) ms, \(figure(curlCPUMsPerMessage, 4)) ms a webhook
                the gateway is \(figure(ratio, 2)) times as fast as curl
                """)
        }
        return (lines + findings.map { "  " + $0 }).joined(separator: "\n")
    }
}
