import Foundation
import Hummingbird
import NIOCore

/// What a request's handler knows of its connection: enough to cut it off.
struct SimContext: InitializableFromSource, RequestContext {
    var coreContext: CoreRequestContextStorage
    private let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// Closes the connection at once; with a linger of zero the kernel sends a reset instead of a farewell.
    func reset() async {
        if let socket = channel as? any SocketOptionProvider {
            // Where the option cannot be set the peer sees an ordinary close, which is as unexpected.
            try? await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        }
        // A connection that is closed already is what was wanted.
        try? await channel.close(mode: .all).get()
    }
}

/// The seam to the server library: its requests in, its responses out, and the faults that need the connection.
struct SimResponder: HTTPResponder {
    let hub: SimHub
    private static let largestBody = 64 * 1_048_576

    func respond(to request: Request, context: SimContext) async throws -> Response {
        var request = request
        guard let body = try? await request.collectBody(upTo: Self.largestBody) else {
            // Too large, or the client went away: the second does not read the answer anyway.
            return response(.wrong("the body is too large", status: 413))
        }
        var headers: [String: String] = [:]
        for field in request.headers {
            let name = field.name.canonicalName
            headers[name] = headers[name].map { $0 + "," + field.value } ?? field.value
        }
        let reply = await SimFront(hub: hub).answer(
            SimRequest(
                method: request.method.rawValue, target: request.head.path ?? "/", headers: headers,
                body: Array(body.readableBytesView)))
        switch reply.conduct {
        case .whole: return response(reply)
        case .truncated: return truncated(reply)
        case .events(let after): return stream(reply, after: after)
        case .silent(let seconds):
            _ = await hub.wait(seconds: seconds) { _, _ -> Bool? in nil }
            await context.reset()
            return response(reply)
        case .reset:
            await context.reset()
            return response(reply)
        }
    }

    private func response(_ reply: SimReply) -> Response {
        Response(
            status: .init(code: reply.status), headers: fields(reply),
            body: .init(byteBuffer: ByteBuffer(bytes: reply.body)))
    }

    private func fields(_ reply: SimReply) -> HTTPFields {
        var fields = HTTPFields()
        for (name, value) in reply.headers {
            guard let name = HTTPFields.Element.Name(name) else { continue }
            fields.append(.init(name: name, value: value))
        }
        return fields
    }

    /// The connection that was promised more than it gets.
    private struct CutOff: Error {}

    private func truncated(_ reply: SimReply) -> Response {
        Response(
            status: .init(code: reply.status), headers: fields(reply),
            body: .init(contentLength: reply.body.count + 1) { writer in
                try await writer.write(ByteBuffer(bytes: reply.body.prefix(reply.body.count / 2)))
                throw CutOff()
            })
    }

    private func stream(_ reply: SimReply, after: Int) -> Response {
        let hub = hub
        return Response(
            status: .init(code: reply.status), headers: fields(reply),
            body: .init { writer in
                var feed = EventFeed(hub: hub, after: after)
                while let text = await feed.next() { try await writer.write(ByteBuffer(string: text)) }
                try await writer.finish(nil)
            })
    }
}
