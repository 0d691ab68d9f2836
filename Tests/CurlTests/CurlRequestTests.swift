import Curl
import Testing

/// What is refused before anything is sent, and that no error tells a secret.
@Suite(.timeLimit(.minutes(1)))
struct CurlRequestTests {
    private let client = CurlClient()

    private func failure(_ request: CurlRequest) async throws -> CurlError {
        try #require(await #expect(throws: CurlError.self) { try await client.send(request) })
    }

    @Test(arguments: [
        "", "nonsense", "/relative", "ftp://127.0.0.1/", "file:///etc/passwd", "http://",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1/a b", "http://127.0.0.1/\r\nX-Injected: 1", "http://127.0.0.1/\u{0}",
        "gopher://127.0.0.1/",
    ])
    func `a URL that is no clean http address is refused`(url: String) async throws {
        let error = try await failure(CurlRequest(.get, url))
        #expect(error.reason == .badRequest)
        #expect(error.delivery == .neverReached)
    }

    @Test(arguments: [
        ("X-A", "one\r\nX-Injected: 1"), ("X-A", "one\nX-Injected: 1"), ("X-A", "one\r"),
        ("X-A", "one\u{0}two"),
        ("X-A: 1\r\nX-Injected", "1"), ("", "1"), ("X A", "1"), ("名", "1"),
        ("Content-Length", "0"), ("transfer-encoding", "chunked"),
    ])
    func `a header field that could change the request around it is refused`(name: String, value: String)
        async throws
    {
        let server = try LoopbackServer()
        var request = CurlRequest(.post, server.url)
        request.headers = [(name, value)]
        #expect(try await failure(request).reason == .badRequest)
        #expect(server.connectionCount == 0)
    }

    @Test func `header fields arrive as they were given, empty ones too`() async throws {
        let server = try LoopbackServer()
        var request = CurlRequest(.get, server.url)
        request.headers = [("X-Empty", ""), ("X-Text", "a: b; c"), ("Accept", "application/json")]
        _ = try await client.send(request)
        let headers = try #require(server.requests.first?.headers)
        #expect(headers["x-empty"] == "")
        #expect(headers["x-text"] == "a: b; c")
        #expect(headers["accept"] == "application/json")
    }

    @Test func `a part cannot break out of its head`() async throws {
        let server = try LoopbackServer()
        var request = CurlRequest(.post, server.url)
        request.multipart = [CurlPart(name: "a\r\nX-Injected: 1", contentType: "text/plain", bytes: [])]
        _ = try await client.send(request)
        let body = String(decoding: try #require(server.requests.first?.body), as: UTF8.self)
        #expect(body.contains("name=\"a%0D%0AX-Injected: 1\"\r\n"))

        request.multipart[0].contentType = "text/plain\r\nX-Injected: 1"
        #expect(try await failure(request).reason == .badRequest)
        request.multipart[0].contentType = nil
        request.body = [1]
        #expect(try await failure(request).reason == .badRequest)
    }

    @Test func `no error tells what the URL, the header fields or the body hold`() async throws {
        let server = try LoopbackServer { request in
            switch request.number {
            case 1: .reset
            case 2: .raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n")
            case 3: .raw("no HTTP\r\n\r\n")
            default: .silence
            }
        }
        let hosts = [
            server.url, server.url, server.url, server.url, "http://127.0.0.1:1", "http://nobody.invalid",
        ]
        for host in hosts {
            var request = CurlRequest(.post, host + "/bot-secret/send?key=secret#secret")
            request.headers = [("Authorization", "Bearer secret")]
            request.body = Array("secret".utf8)
            request.timeout = .milliseconds(200)
            let error = try await failure(request)
            #expect(!"\(error)".contains("secret"))
            #expect(error.detail.hasPrefix(host + ":"))
        }
        for bad in ["http://user:secret@127.0.0.1:1/", "secret://secret/", "http://127.0.0.1/ secret"] {
            let error = try await failure(CurlRequest(.get, bad))
            #expect(!"\(error)".contains("secret"))
        }
    }
}
