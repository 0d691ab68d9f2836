import Foundation
import Model
import Testing

@testable import Console

@Suite struct MetricsTests {
    private func page(_ bots: [(bot: String, figures: GatewayFigures)]) -> String {
        MetricsPage(bots: bots, process: ProcessFigures.now()).text
    }

    @Test func `two bots are one page that a strict reader takes, told apart by a label`() throws {
        let text = page([("fuqiang", .sample(bot: "fuqiang")), ("xinfu", .sample(bot: "xinfu"))])
        let read = try Exposition(text)
        for bot in ["fuqiang", "xinfu"] {
            #expect(read.value("lianfang_queue_waiting", ["bot": bot, "queue": "inbox"]) == 3)
            #expect(read.value("lianfang_queue_oldest_seconds", ["bot": bot, "queue": "inbox"]) == 1.25)
            #expect(read.value("lianfang_queue_dead", ["bot": bot, "queue": "inbox"]) == 1)
            #expect(read.value("lianfang_decisions_total", ["bot": bot, "outcome": "reported"]) == 7)
            #expect(
                read.value("lianfang_posts_total", ["bot": bot, "channel": "tg", "verdict": "throttled"]) == 2
            )
            #expect(read.value("lianfang_store_errors_total", ["bot": bot, "reason": "busy"]) == 2)
            #expect(read.value("lianfang_poller_silent_seconds", ["bot": bot, "channel": "town"]) == 4)
            #expect(read.value("lianfang_poller_silent_seconds", ["bot": bot, "channel": "tg"]) == nil)
            #expect(read.value("lianfang_lane_tokens", ["bot": bot, "channel": "tg", "chat": ""]) == 29.5)
            #expect(read.value("lianfang_batch_rows_bucket", ["bot": bot, "le": "4"]) == 2)
            #expect(read.value("lianfang_batch_rows_bucket", ["bot": bot, "le": "+Inf"]) == 3)
            #expect(read.value("lianfang_reply_seconds_count", ["bot": bot]) == 3)
            #expect(read.value("lianfang_reply_seconds_sum", ["bot": bot]) == 700.304)
            #expect(read.value("lianfang_up", ["bot": bot]) == 1)
        }
        #expect(read.types.allSatisfy { $0.name.hasPrefix("lianfang_") })
        #expect(try #require(read.value("lianfang_process_resident_memory_bytes")) > 1_000_000)
        #expect(try #require(read.value("lianfang_process_cpu_seconds_total")) > 0)
        #expect(read.value("lianfang_build_info") == 1)
    }

    @Test func `a label that holds quotes, backslashes and line ends is read back as it was`() throws {
        let read = try Exposition(page([("fuqiang", .sample(bot: "fuqiang"))]))
        #expect(read.value("lianfang_lane_paused_seconds", ["chat": "a\"b\\c\nd"]) == 30)
    }

    @Test func `a store that does not answer leaves what memory knows, and says so`() throws {
        var figures = GatewayFigures.sample(bot: "fuqiang")
        figures.stored = nil
        let read = try Exposition(page([("fuqiang", figures)]))
        #expect(read.value("lianfang_store_readable") == 0)
        #expect(read.value("lianfang_queue_waiting") == nil)
        #expect(read.value("lianfang_decisions_total", ["outcome": "chatter"]) == 40)
    }

    @Test func `a trouble is counted under its kind, and only an outage takes the gateway down`() throws {
        let dead = GatewayFigures.sample(bot: "a", troubles: [Trouble(.deadLetters, since: .noon, count: 4)])
        let silent = GatewayFigures.sample(
            bot: "b", troubles: [Trouble(.pollerSilent, subject: "tg", since: .noon)])
        let read = try Exposition(page([("a", dead), ("b", silent)]))
        #expect(read.value("lianfang_up", ["bot": "a"]) == 1)
        #expect(read.value("lianfang_up", ["bot": "b"]) == 0)
        #expect(read.value("lianfang_troubles", ["bot": "b", "trouble": "pollerSilent"]) == 1)
        #expect(read.value("lianfang_troubles", ["bot": "a", "trouble": "deadLetters"]) == 1)
    }

    @Test(arguments: [
        "lianfang_x 1\n", "# HELP a b\n# TYPE a gauge\na 1",
        "# HELP a b\n# TYPE a gauge\na{x=\"1\",x=\"2\"} 1\n",
        "# HELP a b\n# TYPE a gauge\na 1\na 1\n", "# HELP a b\n# TYPE a counter\na 1\n",
        "# HELP a b\n# TYPE a gauge\na one\n", "# HELP a b\n# TYPE a gauge\na{x=\"\\t\"} 1\n",
        "# HELP a b\n# TYPE a histogram\na_bucket{le=\"1\"} 2\na_sum 1\na_count 2\n",
    ])
    func `the strict reader refuses what a scraper would`(text: String) {
        #expect(throws: Exposition.Malformed.self) { try Exposition(text) }
    }

    @Test(
        arguments: [
            (0, "0"), (12, "12"), (0.005, "0.005"), (-3, "-3"), (.infinity, "+Inf"), (.nan, "NaN"),
            (1e21, "1e+21"),
        ] as [(Double, String)])
    func `numbers are written as the format has them`(value: Double, text: String) {
        #expect(MetricsWriter.number(value) == text)
    }
}
