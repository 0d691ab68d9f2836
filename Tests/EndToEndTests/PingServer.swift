import Foundation
import Glibc

/// A server on loopback that answers every request with 200 and tells its first line.
///
/// It listens until the process ends, as tests have no later.
final class PingServer: Sendable {
    /// No socket to be had.
    struct CannotListen: Error {}

    /// The address, without a slash at its end.
    let url: String
    /// The first line of each request, as it came.
    let requests: AsyncStream<String>

    init() throws {
        let (listener, port) = try Self.listen()
        url = "http://127.0.0.1:\(port)"
        let (requests, report) = AsyncStream.makeStream(of: String.self)
        self.requests = requests
        Thread.detachNewThread {
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                var head = ""
                var bytes = [UInt8](repeating: 0, count: 4096)
                while !head.contains("\r\n\r\n") {
                    let count = read(connection, &bytes, bytes.count)
                    guard count > 0 else { break }
                    head += String(decoding: bytes[..<count], as: UTF8.self)
                }
                let answer = Array("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8)
                _ = write(connection, answer, answer.count)
                close(connection)
                if let line = head.split(separator: "\r\n").first { report.yield(String(line)) }
            }
        }
    }

    /// A port of loopback that nobody listens on.
    static func freePort() throws -> Int {
        let (socket, port) = try listen()
        close(socket)
        return port
    }

    private static func listen() throws -> (socket: Int32, port: Int) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isUp = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && Glibc.listen(listener, 16) == 0
                    && getsockname(listener, $0, &length) == 0
            }
        }
        guard isUp else { throw CannotListen() }
        return (listener, Int(UInt16(bigEndian: address.sin_port)))
    }
}
