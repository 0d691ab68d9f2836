import Foundation
import Synchronization

/// A tiny HTTP server on 127.0.0.1 that does what a script says, also what no server should.
///
/// It listens until the process ends, as tests have no later.
final class ScriptedServer: Sendable {
    /// A request as it was read off the socket.
    struct Request: Sendable {
        var method = ""
        /// The path, percent-encoded as sent, without the query.
        var path = ""
        /// The parameters of the query, decoded.
        var query: [String: String] = [:]
        /// Header fields by lower-case name.
        var headers: [String: String] = [:]
        var body: [UInt8] = []

        /// The body as text.
        var text: String { String(decoding: body, as: UTF8.self) }
    }

    /// What to do with a request.
    enum Reaction: Sendable {
        /// A proper answer; the connection is kept.
        case answer(status: Int, headers: [String], body: String)
        /// An answer that promises more bytes than come.
        case truncated(String)
        /// A proper answer of so many bytes of `[`.
        case flood(Int)
        /// The end of the connection with a reset.
        case reset
        /// No answer until the client hangs up.
        case silence

        /// A JSON answer.
        static func json(_ body: String, status: Int = 200, headers: [String] = []) -> Reaction {
            .answer(status: status, headers: ["Content-Type: application/json"] + headers, body: body)
        }
    }

    struct CannotListen: Error {}

    /// The address, without a slash at its end.
    let url: String

    private let listener: Int32
    private let script: @Sendable (Request, Int) -> Reaction
    private let seen = Mutex<[Request]>([])

    /// The requests so far, in the order of their arrival.
    var requests: [Request] { seen.withLock { $0 } }

    /// Listens at a free port; `script` gets each request and how many came before it.
    init(_ script: @escaping @Sendable (Request, Int) -> Reaction) throws(CannotListen) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 64) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isListening else { throw CannotListen() }
        listener = descriptor
        url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
        self.script = script
        Thread.detachNewThread { self.acceptAll() }
    }

    // Threads and not tasks: what a server does here blocks.
    private func acceptAll() {
        while case let client = accept(listener, nil, nil), client >= 0 {
            Thread.detachNewThread { self.serve(ScriptedConnection(client)) }
        }
    }

    private func serve(_ connection: ScriptedConnection) {
        defer { connection.end() }
        while let request = connection.readRequest() {
            let number = seen.withLock { seen in
                seen.append(request)
                return seen.count - 1
            }
            switch script(request, number) {
            case .answer(let status, let headers, let body):
                let lines = ["HTTP/1.1 \(status) Said", "Content-Length: \(body.utf8.count)"] + headers
                connection.write(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
            case .truncated(let body):
                connection.write(
                    "HTTP/1.1 200 Said\r\nContent-Length: \(body.utf8.count + 1000)\r\n\r\n" + body)
                return
            case .flood(let size):
                connection.write("HTTP/1.1 200 Said\r\nContent-Length: \(size)\r\n\r\n")
                let block = String(repeating: "[", count: 1 << 16)
                for _ in 0..<size >> 16 { guard connection.write(block) else { return } }
            case .reset:
                connection.resetAtEnd()
                return
            case .silence:
                connection.waitForHangUp()
                return
            }
        }
    }
}
