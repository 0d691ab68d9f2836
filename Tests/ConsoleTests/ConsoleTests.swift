import Curl
import Foundation
import Logging
import Model
import Synchronization
import Testing

@testable import Console

/// The listener over real sockets.
@Suite struct ConsoleTests {
    /// A listener at a free port whose bot's health a test sets.
    private final class Stand: Sendable {
        let snapshot = Mutex(HealthSnapshot(bot: "fuqiang", at: .noon, troubles: []))

        func serve(_ body: @escaping @Sendable (String, CurlClient) async throws -> Void) async throws {
            let (ports, told) = AsyncStream.makeStream(of: Int.self)
            let bot = ConsoleBot(
                name: "fuqiang", health: { self.snapshot.withLock { $0 } },
                figures: { .sample(bot: "fuqiang", troubles: self.snapshot.withLock { $0.troubles }) })
            let console = Console(
                ConsoleSettings(host: "127.0.0.1", port: 0), bots: [bot], logger: Logger(label: "test")
            ) { told.yield($0) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await console.run() }
                var waiting = ports.makeAsyncIterator()
                let port = try #require(await waiting.next())
                let client = CurlClient(CurlConfiguration())
                defer { client.shutdown() }
                do {
                    try await body("http://127.0.0.1:\(port)", client)
                } catch {
                    group.cancelAll()
                    throw error
                }
                group.cancelAll()
            }
        }
    }

    @Test func `health turns 503 with a line for each outage, and back`() async throws {
        let stand = Stand()
        try await stand.serve { url, client in
            let well = try await client.send(CurlRequest(.get, url + "/healthz"))
            #expect(well.status == 200 && String(decoding: well.body, as: UTF8.self) == "ok\n")
            stand.snapshot.withLock {
                $0.troubles = [
                    Trouble(.pollerSilent, subject: "tg", since: .noon),
                    Trouble(.storeUnwritable, subject: "full", since: .noon),
                    Trouble(.deadLetters, since: .noon, count: 3),
                ]
            }
            let ill = try await client.send(CurlRequest(.get, url + "/healthz"))
            #expect(ill.status == 503)
            #expect(
                String(decoding: ill.body, as: UTF8.self) == """
                    fuqiang: channel tg was not read since 2022-01-28T04:00:00Z
                    fuqiang: the store takes no writes (full) since 2022-01-28T04:00:00Z

                    """)
            stand.snapshot.withLock { $0.troubles = [Trouble(.deadLetters, since: .noon, count: 3)] }
            #expect(try await client.send(CurlRequest(.get, url + "/healthz")).status == 200)
        }
    }

    @Test func `health as JSON has the dead letters that are no outage`() async throws {
        let stand = Stand()
        stand.snapshot.withLock { $0.troubles = [Trouble(.deadLetters, since: .noon, count: 3)] }
        try await stand.serve { url, client in
            var request = CurlRequest(.get, url + "/healthz")
            request.headers.append((name: "accept", value: "application/json"))
            let reply = try await client.send(request)
            #expect(reply.status == 200)
            #expect(
                String(decoding: reply.body, as: UTF8.self)
                    == #"{"bots":[{"bot":"fuqiang","lookedAt":"2022-01-28T04:00:00Z","ok":true,"troubles":[{"count":3,"outage":false,"since":"2022-01-28T04:00:00Z","subject":"","trouble":"deadLetters"}]}],"ok":true}"#
                    + "\n")
        }
    }

    @Test func `metrics come in the format that their type says, and nothing else is there`() async throws {
        try await Stand().serve { url, client in
            let reply = try await client.send(CurlRequest(.get, url + "/metrics"))
            #expect(reply.status == 200)
            #expect(reply.header("content-type") == "text/plain; version=0.0.4; charset=utf-8")
            #expect(try Exposition(String(decoding: reply.body, as: UTF8.self)).value("lianfang_up") == 1)
            #expect(try await client.send(CurlRequest(.get, url + "/")).status == 404)
            #expect(try await client.send(CurlRequest(.post, url + "/metrics")).status == 405)
        }
    }
}
