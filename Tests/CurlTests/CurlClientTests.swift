import Curl
import Testing

/// What a caller gets when all goes well.
@Suite(.timeLimit(.minutes(1)))
struct CurlClientTests {
    private let client = CurlClient(CurlConfiguration(userAgent: "lianfang-test/1", maxConnectionsPerHost: 8))

    @Test func `an answer comes back with its status, header fields and body`() async throws {
        let server = try LoopbackServer { _ in
            .answer(status: 404, headers: ["Retry-After: 7", "X-Word:  联防 "], body: Array("没有".utf8))
        }
        let response = try await client.send(CurlRequest(.get, server.url + "/a?b=c"))
        #expect(response.status == 404)
        #expect(response.header("retry-after") == "7")
        #expect(response.header("X-Word") == "联防")
        #expect(response.header("absent") == nil)
        #expect(String(decoding: response.body, as: UTF8.self) == "没有")
        #expect(response.httpVersion == .http1_1)
        #expect(server.requests.map(\.line) == ["GET /a?b=c HTTP/1.1"])
        #expect(server.requests.first?.headers["user-agent"] == "lianfang-test/1")
    }

    @Test func `requests one after the other share a connection`() async throws {
        let server = try LoopbackServer()
        for _ in 1...20 {
            var request = CurlRequest(.post, server.url)
            request.body = [1, 2, 3]
            _ = try await client.send(request)
        }
        #expect(server.requests.count == 20)
        #expect(server.connectionCount == 1)
    }

    @Test func `a hundred requests at once are all answered, each with its own answer, within the limit`()
        async throws
    {
        let server = try LoopbackServer { .answer(body: Array($0.line.utf8)) }
        try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
            for number in 1...100 {
                group.addTask {
                    (number, try await client.send(CurlRequest(.get, "\(server.url)/\(number)")).body)
                }
            }
            for try await (number, body) in group {
                #expect(String(decoding: body, as: UTF8.self) == "GET /\(number) HTTP/1.1")
            }
        }
        #expect(server.requests.count == 100)
        #expect((1...8).contains(server.connectionCount))
    }

    @Test func `requests to one host run side by side`() async throws {
        // No answer before all eight have come: one after the other they would wait for ever.
        let gate = Gate(8)
        let server = try LoopbackServer { _ in
            gate.pass()
            return .answer()
        }
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 1...8 { group.addTask { try await client.send(CurlRequest(.get, server.url)).status } }
            for try await status in group { #expect(status == 200) }
        }
        #expect(server.connectionCount == 8)
    }

    @Test func `a host that keeps all its connections busy does not hold up another`() async throws {
        let client = CurlClient(CurlConfiguration(maxConnectionsPerHost: 1))
        let slow = try LoopbackServer { _ in .silence }
        let quick = try LoopbackServer()
        let stuck = (1...3).map { _ in Task { try await client.send(CurlRequest(.get, slow.url)) } }
        for await _ in slow.events { break }
        #expect(try await client.send(CurlRequest(.get, quick.url)).status == 200)
        #expect(slow.connectionCount == 1)
        for task in stuck { task.cancel() }
    }

    @Test(arguments: [CurlRequest.Method.get, .head, .post, .put, .patch, .delete])
    func `each method is sent as itself, with a body and without`(method: CurlRequest.Method) async throws {
        let server = try LoopbackServer()
        let bare = try await client.send(CurlRequest(method, server.url))
        #expect(bare.status == 200)
        if method != .head {
            var request = CurlRequest(method, server.url)
            request.body = Array("{}".utf8)
            request.headers = [("Content-Type", "application/json")]
            _ = try await client.send(request)
            #expect(server.requests.last?.body == Array("{}".utf8))
            #expect(server.requests.last?.headers["content-type"] == "application/json")
        }
        #expect(server.requests.allSatisfy { $0.line == "\(method.rawValue) / HTTP/1.1" })
        #expect(server.requests.first?.headers["content-type"] == nil)
    }

    @Test func `a megabyte is uploaded whole`() async throws {
        let server = try LoopbackServer { .answer(body: Array("\($0.body.count)".utf8)) }
        var request = CurlRequest(.post, server.url)
        let upload = (0..<(1 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        request.body = upload
        let response = try await client.send(request)
        #expect(String(decoding: response.body, as: UTF8.self) == "1048576")
        #expect(server.requests.first?.body == upload)
        #expect(server.requests.first?.headers["expect"] == nil)
    }

    @Test func `a file goes up as one part of a form`() async throws {
        let server = try LoopbackServer()
        var request = CurlRequest(.post, server.url)
        request.multipart = [
            CurlPart(
                name: "media", filename: "通知\"1\".amr", contentType: "audio/amr", bytes: [0, 13, 10, 255]),
            CurlPart(name: "type", bytes: Array("voice".utf8)),
        ]
        _ = try await client.send(request)
        let received = try #require(server.requests.first)
        let type = try #require(received.headers["content-type"])
        let boundary = try #require(type.split(separator: "boundary=").last)
        let head =
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"media\"; filename=\"通知%221%22.amr\"\r\n"
        let second =
            "\r\n--\(boundary)\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\nvoice\r\n--\(boundary)--\r\n"
        #expect(type.hasPrefix("multipart/form-data; "))
        #expect(
            received.body == Array((head + "Content-Type: audio/amr\r\n\r\n").utf8) + [0, 13, 10, 255]
                + Array(second.utf8))
    }

    @Test func `a redirect is an answer unless following was asked for`() async throws {
        let goal = try LoopbackServer { .answer(body: $0.body) }
        let server = try LoopbackServer { _ in .answer(status: 307, headers: ["Location: \(goal.url)/there"])
        }
        var request = CurlRequest(.post, server.url)
        request.body = Array("text".utf8)
        let response = try await client.send(request)
        #expect(response.status == 307)
        #expect(response.header("location") == goal.url + "/there")
        #expect(goal.requests.isEmpty)

        request.followRedirects = true
        let followed = try await client.send(request)
        #expect(followed.status == 200)
        #expect(followed.body == Array("text".utf8))
        #expect(followed.header("location") == nil)
    }

    @Test func `a packed answer is unpacked, and its unpacked size is what counts`() async throws {
        // 2 KiB of zeros in gzip, as Python's gzip writes them.
        let packed: [UInt8] = [
            31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 99, 96, 24, 5, 163, 96, 20, 140, 130, 81, 48, 10, 70, 193, 72, 3,
            0, 158,
            186, 232, 241, 0, 8, 0, 0,
        ]
        let server = try LoopbackServer { _ in .answer(headers: ["Content-Encoding: gzip"], body: packed) }
        var request = CurlRequest(.get, server.url)
        let response = try await client.send(request)
        #expect(response.body == [UInt8](repeating: 0, count: 2048))
        #expect(server.requests.first?.headers["accept-encoding"]?.contains("gzip") == true)
        request.maxResponseBytes = 2047
        await #expect(throws: CurlError.self) { try await client.send(request) }
    }

    @Test func `an answer in pieces and one that its end closes are put together`() async throws {
        let server = try LoopbackServer { request in
            request.number == 1
                ? .raw(
                    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n"
                )
                : .raw("HTTP/1.0 200 OK\r\n\r\nto the end")
        }
        let first = try await client.send(CurlRequest(.get, server.url))
        #expect(first.body == Array("abc".utf8))
        #expect(first.headers.count == 1)
        let second = try await client.send(CurlRequest(.get, server.url))
        #expect(second.body == Array("to the end".utf8))
        #expect(second.httpVersion == .http1_0)
    }
}
