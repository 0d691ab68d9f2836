import Curl
import Testing

/// What a caller is told when something goes wrong, above all whether the request can have arrived.
@Suite(.timeLimit(.minutes(1)))
struct CurlClientFaultTests {
    private let client = CurlClient()

    /// Sends a request that has to fail and returns how.
    private func failure(_ request: CurlRequest) async throws -> CurlError {
        try #require(await #expect(throws: CurlError.self) { try await client.send(request) })
    }

    private func post(_ url: String) -> CurlRequest {
        var request = CurlRequest(.post, url)
        request.body = Array("text".utf8)
        return request
    }

    @Test func `a refused connection never reached the server`() async throws {
        // Port 1 of the loopback: nobody listens there.
        let error = try await failure(post("http://127.0.0.1:1/send?key=secret"))
        #expect(error.reason == .connect)
        #expect(error.delivery == .neverReached)
        #expect(error.code == 7)
        #expect(error.detail.contains("http://127.0.0.1:1: "))
        #expect(error.detail.contains("Connection refused"))
    }

    @Test func `a host without an address never was reached`() async throws {
        let error = try await failure(post("http://nobody.invalid/"))
        #expect(error.reason == .resolve)
        #expect(error.delivery == .neverReached)
    }

    @Test func `a reset after the request may have reached the server`() async throws {
        let server = try LoopbackServer { _ in .reset }
        let error = try await failure(post(server.url))
        #expect(error.reason == .connectionLost)
        #expect(error.delivery == .mayHaveReached)
    }

    @Test func `an end without an answer may have reached the server`() async throws {
        let server = try LoopbackServer { _ in .raw("") }
        let error = try await failure(post(server.url))
        #expect(error.reason == .connectionLost)
        #expect(error.delivery == .mayHaveReached)
    }

    @Test(arguments: [[UInt8]](arrayLiteral: Array("text".utf8), []))
    func `a post on a kept connection that breaks is not sent a second time`(body: [UInt8]) async throws {
        let server = try LoopbackServer { $0.line.hasPrefix("POST") ? .reset : .answer() }
        _ = try await client.send(CurlRequest(.get, server.url))
        var request = CurlRequest(.post, server.url)
        request.body = body
        let error = try await failure(request)
        #expect(error.reason == .connectionLost)
        #expect(error.delivery == .mayHaveReached)
        #expect(server.requests.count == 2)
    }

    @Test func `a get on a kept connection that breaks is tried on a new one`() async throws {
        let server = try LoopbackServer { $0.number == 2 ? .reset : .answer() }
        _ = try await client.send(CurlRequest(.get, server.url))
        #expect(try await client.send(CurlRequest(.get, server.url)).status == 200)
        #expect(server.connectionCount == 2)
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot a size\r\n",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nplain",
        "this is not HTTP at all\r\n\r\n",
    ])
    func `an answer that is cut off or garbled is broken`(text: String) async throws {
        let server = try LoopbackServer { _ in .raw(text) }
        let error = try await failure(post(server.url))
        #expect(error.reason == .brokenResponse)
        #expect(error.delivery == .mayHaveReached)
    }

    @Test func `a silent server is given up at the deadline`() async throws {
        let server = try LoopbackServer { _ in .silence }
        var request = post(server.url)
        request.timeout = .seconds(1)
        let error = try await failure(request)
        #expect(error.reason == .timeout)
        #expect(error.delivery == .mayHaveReached)
        var events = server.events.makeAsyncIterator()
        #expect(await events.next() == .request("POST / HTTP/1.1"))
        #expect(await events.next() == .hangUp)
    }

    @Test func `a request that waited for a connection until its deadline never reached the server`()
        async throws
    {
        let client = CurlClient(CurlConfiguration(maxConnectionsPerHost: 1))
        let server = try LoopbackServer { _ in .silence }
        let first = Task { try await client.send(CurlRequest(.get, server.url)) }
        for await _ in server.events { break }
        var request = post(server.url)
        request.timeout = .seconds(1)
        let error = await #expect(throws: CurlError.self) { try await client.send(request) }
        #expect(error?.reason == .timeout)
        #expect(error?.delivery == .neverReached)
        #expect(server.requests.count == 1)
        first.cancel()
    }

    @Test func `a cancelled task aborts its request and leaves the others alone`() async throws {
        let server = try LoopbackServer { $0.line.contains("/poll") ? .silence : .answer() }
        let task = Task { try await client.send(CurlRequest(.get, server.url + "/poll")) }
        var events = server.events.makeAsyncIterator()
        #expect(await events.next() == .request("GET /poll HTTP/1.1"))
        task.cancel()
        let error = await #expect(throws: CurlError.self) { try await task.value }
        #expect(error?.reason == .cancelled)
        #expect(error?.delivery == .mayHaveReached)
        #expect(await events.next() == .hangUp)
        #expect(try await client.send(CurlRequest(.get, server.url)).status == 200)
    }

    @Test func `a task that was cancelled before sends nothing`() async throws {
        let server = try LoopbackServer()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await client.send(CurlRequest(.get, server.url))
        }
        let error = await #expect(throws: CurlError.self) { try await task.value }
        #expect(error?.reason == .cancelled)
        #expect(error?.delivery == .neverReached)
        #expect(server.connectionCount == 0)
    }

    @Test func `an answer above the limit is refused, one at the limit is not`() async throws {
        let server = try LoopbackServer { _ in .answer(body: [UInt8](repeating: 7, count: 100_000)) }
        var request = CurlRequest(.get, server.url)
        request.maxResponseBytes = 100_000
        #expect(try await client.send(request).body.count == 100_000)
        request.maxResponseBytes = 99_999
        let error = try await failure(request)
        #expect(error.reason == .responseTooLarge)
        #expect(error.delivery == .mayHaveReached)
    }

    @Test func `an answer with header fields without end is refused`() async throws {
        let line = "X-Filler: " + String(repeating: "x", count: 1000) + "\r\n"
        let server = try LoopbackServer { _ in
            .raw("HTTP/1.1 200 OK\r\n" + String(repeating: line, count: 1000) + "\r\n")
        }
        #expect(try await failure(post(server.url)).reason == .responseTooLarge)
    }

    @Test func `a redirect to anything but http is not followed`() async throws {
        let server = try LoopbackServer { _ in .answer(status: 302, headers: ["Location: file:///etc/passwd"])
        }
        var request = CurlRequest(.get, server.url)
        request.followRedirects = true
        #expect(try await failure(request).reason == .brokenResponse)
    }

    @Test func `a shutdown fails what is pending and what comes later`() async throws {
        let client = CurlClient(CurlConfiguration(maxConnectionsPerHost: 1))
        let server = try LoopbackServer { _ in .silence }
        let running = Task { try await client.send(CurlRequest(.get, server.url)) }
        var events = server.events.makeAsyncIterator()
        _ = await events.next()
        client.shutdown()
        client.shutdown()
        let error = await #expect(throws: CurlError.self) { try await running.value }
        #expect(error?.reason == .shutDown)
        #expect(error?.delivery == .mayHaveReached)
        #expect(await events.next() == .hangUp)
        let late = await #expect(throws: CurlError.self) {
            try await client.send(CurlRequest(.get, server.url))
        }
        #expect(late?.reason == .shutDown)
        #expect(late?.delivery == .neverReached)
    }

    @Test func `a client that is let go closes its connections`() async throws {
        let server = try LoopbackServer()
        var client: CurlClient? = CurlClient()
        #expect(try await client?.send(CurlRequest(.get, server.url)).status == 200)
        client = nil
        var events = server.events.makeAsyncIterator()
        #expect(await events.next() == .request("GET / HTTP/1.1"))
        #expect(await events.next() == .hangUp)
    }
}
