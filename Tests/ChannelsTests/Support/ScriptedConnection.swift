import Foundation

/// One connection of a ``ScriptedServer``, read and written by blocking calls on its own thread.
final class ScriptedConnection {
    private let socket: Int32
    private var buffer: [UInt8] = []

    init(_ socket: Int32) { self.socket = socket }

    func end() { close(socket) }

    /// Makes the end of the connection a reset.
    func resetAtEnd() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    func waitForHangUp() { while fill() {} }

    /// Writes a text; false when the client has hung up.
    @discardableResult
    func write(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            let sent = bytes[start...].withUnsafeBytes {
                send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return false }
            start += sent
        }
        return true
    }

    /// The next request; nil when the client has hung up.
    func readRequest() -> ScriptedServer.Request? {
        while true {
            if let head = buffer.firstRange(of: Array("\r\n\r\n".utf8)) {
                var request = Self.request(String(decoding: buffer[..<head.lowerBound], as: UTF8.self))
                let length = request.headers["content-length"].flatMap { Int($0) } ?? 0
                if request.headers["expect"] != nil { write("HTTP/1.1 100 Continue\r\n\r\n") }
                while buffer.count < head.upperBound + length { guard fill() else { return nil } }
                request.body = Array(buffer[head.upperBound..<head.upperBound + length])
                buffer.removeFirst(head.upperBound + length)
                return request
            }
            guard fill() else { return nil }
        }
    }

    private func fill() -> Bool {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &bytes, bytes.count, 0)
        guard count > 0 else { return false }
        buffer += bytes[..<count]
        return true
    }

    private static func request(_ head: String) -> ScriptedServer.Request {
        let lines = head.components(separatedBy: "\r\n")
        let words = lines[0].components(separatedBy: " ")
        let target = words[1].split(separator: "?", maxSplits: 1).map(String.init)
        var request = ScriptedServer.Request(method: words[0], path: target[0])
        for pair in target.dropFirst().joined().components(separatedBy: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1).map {
                String($0).removingPercentEncoding ?? ""
            }
            if sides.count == 2 { request.query[sides[0]] = sides[1] }
        }
        for line in lines.dropFirst() {
            let sides = line.split(separator: ":", maxSplits: 1).map(String.init)
            if sides.count == 2 {
                request.headers[sides[0].lowercased()] = sides[1].trimmingCharacters(in: .whitespaces)
            }
        }
        return request
    }
}
