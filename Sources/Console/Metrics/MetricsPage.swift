import Foundation
import Model

/// What `/metrics` says: names and units are kept, so that dashboards last.
struct MetricsPage {
    let bots: [(bot: String, figures: GatewayFigures)]
    let process: ProcessFigures

    var text: String {
        var writer = MetricsWriter()
        writeQueues(&writer)
        writePollers(&writer)
        writeLanes(&writer)
        writeCounters(&writer)
        writeHistograms(&writer)
        writeHealth(&writer)
        writeProcess(&writer)
        return writer.text
    }

    /// One sample a bot.
    private func each(_ value: (GatewayFigures) -> Double?) -> [(MetricsWriter.Labels, Double?)] {
        bots.map { ([("bot", $0.bot)], value($0.figures)) }
    }

    /// Samples that have a label more than the bot's.
    private func each<Items: Sequence>(
        _ items: (GatewayFigures) -> Items, _ sample: (Items.Element) -> (MetricsWriter.Labels, Double?)
    ) -> [(MetricsWriter.Labels, Double?)] {
        bots.flatMap { bot, figures in
            items(figures).map { item in
                let (labels, value) = sample(item)
                return ([("bot", bot)] + labels, value)
            }
        }
    }

    private func writeQueues(_ writer: inout MetricsWriter) {
        func queues(_ stored: GatewayFigures.Stored?) -> [(String, GatewayFigures.Queue)] {
            guard let stored else { return [] }
            return [("inbox", stored.inbox), ("outbox", stored.outbox), ("timers", stored.timers)]
        }
        let families: [(String, String, (GatewayFigures.Queue) -> Double)] = [
            ("lianfang_queue_waiting", "Rows that wait for work.", { Double($0.waiting) }),
            (
                "lianfang_queue_dead", "Rows that were given up, those that expired left out.",
                { Double($0.dead) }
            ),
            (
                "lianfang_queue_oldest_seconds",
                "How long the oldest row that could be worked on has waited; of timers, how late it is.",
                { $0.oldestSeconds }
            ),
        ]
        for (name, help, value) in families {
            writer.family(
                name, .gauge, help, each({ queues($0.stored) }) { ([("queue", $0.0)], value($0.1)) })
        }
    }

    private func writePollers(_ writer: inout MetricsWriter) {
        func pollers(_ figures: GatewayFigures) -> [(key: String, value: GatewayFigures.Poller)] {
            (figures.stored?.pollers ?? [:]).sorted { $0.key < $1.key }
        }
        writer.family(
            "lianfang_poller_silent_seconds", .gauge, "Time since the last poll of a channel that went well.",
            each(pollers) { ([("channel", $0.key)], $0.value.silentSeconds) })
        writer.family(
            "lianfang_poller_lag_seconds", .gauge,
            "How far the newest message of a channel was behind when it was taken in.",
            each(pollers) { ([("channel", $0.key)], $0.value.lagSeconds) })
    }

    private func writeLanes(_ writer: inout MetricsWriter) {
        func labels(_ lane: GatewayFigures.Lane) -> MetricsWriter.Labels {
            [("channel", lane.channel), ("chat", lane.chat)]
        }
        func lanes(_ figures: GatewayFigures) -> [GatewayFigures.Lane] { figures.stored?.lanes ?? [] }
        writer.family(
            "lianfang_lane_tokens", .gauge,
            "Posts that a lane's budget allows at once; no chat: the channel's own.",
            each(lanes) { (labels($0), $0.tokens) })
        writer.family(
            "lianfang_lane_paused_seconds", .gauge, "For how long a lane still keeps still.",
            each(lanes) { (labels($0), $0.pausedSeconds) })
    }

    private func writeCounters(_ writer: inout MetricsWriter) {
        typealias Fates = [GatewayFigures.Counters.Fate: Int]
        func sorted(_ fates: Fates) -> [(MetricsWriter.Labels, Double)] {
            fates.sorted { ($0.key.channel, $0.key.verdict) < ($1.key.channel, $1.key.verdict) }.map {
                ([("channel", $0.key.channel), ("verdict", $0.key.verdict)], Double($0.value))
            }
        }
        writer.family(
            "lianfang_decisions_total", .counter, "Messages and timers decided, by outcome.",
            each({ figures in Outcome.allCases.map { ($0, figures.counters.outcomes[$0] ?? 0) } }) {
                ([("outcome", $0.0.rawValue)], Double($0.1))
            })
        writer.family(
            "lianfang_decision_failures_total", .counter,
            "Decisions that failed and are tried again or dead.",
            each { Double($0.counters.failedDecisions) })
        writer.family(
            "lianfang_posts_total", .counter, "Attempts to post, by what became of them.",
            each({ sorted($0.counters.posts) }) { ($0.0, $0.1) })
        writer.family(
            "lianfang_poll_failures_total", .counter, "Polls that failed, by reason.",
            each({ sorted($0.counters.polls) }) { ($0.0, $0.1) })
        writer.family(
            "lianfang_store_errors_total", .counter, "Work that the store refused, by reason.",
            each({ $0.counters.storeErrors.sorted { $0.key < $1.key } }) {
                ([("reason", $0.key)], Double($0.value))
            })
    }

    private func writeHistograms(_ writer: inout MetricsWriter) {
        let families: [(String, String, (GatewayFigures.Counters) -> Histogram)] = [
            ("lianfang_batch_rows", "Rows of one commit.", { $0.batches }),
            (
                "lianfang_decision_seconds", "From taking a message in to the commit of its decision.",
                { $0.decisions }
            ),
            (
                "lianfang_reply_seconds", "From taking a message in to its answer's being on the platform.",
                { $0.replies }
            ),
            ("lianfang_timer_lateness_seconds", "How late timers fired.", { $0.timers }),
        ]
        for (name, help, histogram) in families {
            let samples = bots.map { bot, figures in (bot, histogram(figures.counters)) }
            writer.histograms(
                name, help, bounds: samples.first?.1.bounds ?? [],
                samples.map { ([("bot", $0.0)], counts: $0.1.counts, sum: $0.1.sum) })
        }
    }

    private func writeHealth(_ writer: inout MetricsWriter) {
        writer.family(
            "lianfang_up", .gauge, "Whether the gateway does its work, as /healthz judges.",
            each { $0.health.isWell ? 1 : 0 })
        writer.family(
            "lianfang_troubles", .gauge, "What is wrong now, by kind.",
            each({ figures in
                Trouble.Kind.allCases.map { kind in (kind, figures.health.troubles.count { $0.kind == kind })
                }
            }) { ([("trouble", $0.0.rawValue)], Double($0.1)) })
        writer.family(
            "lianfang_store_readable", .gauge, "Whether the store answered this scrape.",
            each { $0.stored == nil ? 0 : 1 })
        writer.family(
            "lianfang_audit_seconds", .gauge, "How long the last audit took.", each { $0.audit?.seconds })
        writer.family(
            "lianfang_audit_timestamp_seconds", .gauge, "When the last audit was made.",
            each { $0.audit?.at.timeIntervalSince1970 })
    }

    private func writeProcess(_ writer: inout MetricsWriter) {
        writer.family(
            "lianfang_process_resident_memory_bytes", .gauge, "Memory that the process has.",
            [([], process.residentBytes)])
        writer.family(
            "lianfang_process_cpu_seconds_total", .counter, "Processor time since the start.",
            [([], process.cpuSeconds)])
        writer.family(
            "lianfang_process_start_time_seconds", .gauge, "When the process began.",
            [([], process.startSeconds)])
        writer.family(
            "lianfang_build_info", .gauge, "What it was built with.",
            [([("swift", BuildInfo.swift), ("optimized", BuildInfo.isOptimized ? "true" : "false")], 1)])
    }
}
