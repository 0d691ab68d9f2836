import Foundation
import Synchronization

/// A tiny HTTP server on 127.0.0.1 that does what a script says, also what no server should.
///
/// It listens until the process ends, as tests have no later.
final class LoopbackServer: Sendable {
    /// A request as it was read off the socket.
    struct Request: Sendable {
        /// The how-many-eth request of the server, from 1.
        var number = 0
        /// The how-many-eth connection it came by, from 1.
        var connection = 0
        var line = ""
        var headers: [String: String] = [:]
        var body: [UInt8] = []
    }

    /// What to do with a request.
    enum Reaction: Sendable {
        /// A proper answer; the connection is kept.
        case answer(status: Int = 200, headers: [String] = [], body: [UInt8] = [])
        /// These bytes, then an orderly end of the connection.
        case raw(String)
        /// The end of the connection with a reset.
        case reset
        /// No answer until the client hangs up.
        case silence
    }

    enum Event: Sendable, Equatable {
        case request(String)
        /// A client closed a connection from its side.
        case hangUp
    }

    private struct State {
        var connections = 0
        var requests: [Request] = []
    }

    /// The address, without a slash at its end.
    let url: String
    /// What happens, for tests that wait for it.
    let events: AsyncStream<Event>

    private let listener: Int32
    private let report: AsyncStream<Event>.Continuation
    private let script: @Sendable (Request) -> Reaction
    private let state = Mutex(State())

    /// The requests so far, in the order of their arrival.
    var requests: [Request] { state.withLock { $0.requests } }
    /// The connections accepted so far.
    var connectionCount: Int { state.withLock { $0.connections } }

    /// Listens at a free port; `script` is called on a thread of each connection and may block.
    init(_ script: @escaping @Sendable (Request) -> Reaction = { _ in .answer() }) throws(CannotListen) {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 256) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isListening else { throw CannotListen() }
        url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
        self.script = script
        (events, report) = AsyncStream.makeStream()
        Thread.detachNewThread { self.acceptAll() }
    }

    struct CannotListen: Error {}

    // Threads and not tasks: what a server does here blocks.
    private func acceptAll() {
        while true {
            let client = accept(listener, nil, nil)
            guard client >= 0 else { return }
            let number = state.withLock { state in
                state.connections += 1
                return state.connections
            }
            Thread.detachNewThread { self.serve(LoopbackConnection(client), number) }
        }
    }

    private func serve(_ connection: LoopbackConnection, _ number: Int) {
        defer { connection.end() }
        while var request = connection.readRequest() {
            request.connection = number
            request.number = state.withLock { state in
                state.requests.append(request)
                state.requests[state.requests.count - 1].number = state.requests.count
                return state.requests.count
            }
            report.yield(.request(request.line))
            switch script(request) {
            case .answer(let status, let headers, let body):
                let lines = ["HTTP/1.1 \(status) Said So", "Content-Length: \(body.count)"] + headers
                connection.write(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
            case .raw(let text):
                connection.write(Array(text.utf8))
                return
            case .reset:
                connection.resetAtEnd()
                return
            case .silence:
                connection.waitForHangUp()
                report.yield(.hangUp)
                return
            }
        }
        report.yield(.hangUp)
    }
}
