/// One request of HTTP/1.1, read from the bytes that a connection has received so far.
struct LoadRequest {
    /// How far the bytes go towards a request.
    enum Progress {
        /// Not all of it has come yet.
        case partial
        /// A request, and how many bytes it took.
        case whole(LoadRequest, length: Int)
        /// What can be no request of ours; the connection ends with this status.
        case broken(status: Int)
    }

    /// The longest head, in bytes: what servers commonly take.
    private static let longestHead = 16 << 10
    /// The longest body, in bytes.
    private static let longestBody = 1 << 20

    var method = ""
    /// The target's path, without its query.
    var path = ""
    /// What stands behind the question mark; empty where there is none.
    var query = ""
    var mediaType = ""
    var webhookID: String?
    var webhookTimestamp: String?
    var webhookSignature: String?
    var body: [UInt8] = []

    /// Reads the request at the front of the bytes.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Progress {
        guard let headEnd = end(ofHead: bytes) else {
            return bytes.count > longestHead ? .broken(status: 431) : .partial
        }
        guard headEnd <= longestHead else { return .broken(status: 431) }
        var request = LoadRequest()
        var lineStart = 0
        var length = 0
        var isFirst = true
        while lineStart < headEnd - 2 {
            var lineEnd = lineStart
            while bytes[lineEnd] != 0x0D { lineEnd += 1 }
            let line = UnsafeBufferPointer(rebasing: bytes[lineStart..<lineEnd])
            lineStart = lineEnd + 2
            if isFirst {
                isFirst = false
                guard request.take(requestLine: line) else { return .broken(status: 400) }
                continue
            }
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return .broken(status: 400) }
            let name = UnsafeBufferPointer(rebasing: line[..<colon])
            let value = trimmed(UnsafeBufferPointer(rebasing: line[(colon + 1)...]))
            switch name.count {
            case 10 where same(name, "webhook-id"): request.webhookID = text(value)
            case 12 where same(name, "content-type"): request.mediaType = text(value)
            case 14 where same(name, "content-length"):
                guard let number = Int(text(value)), number >= 0 else { return .broken(status: 400) }
                guard number <= longestBody else { return .broken(status: 413) }
                length = number
            case 17 where same(name, "webhook-timestamp"): request.webhookTimestamp = text(value)
            case 17 where same(name, "webhook-signature"): request.webhookSignature = text(value)
            case 17 where same(name, "transfer-encoding"): return .broken(status: 501)
            default: break
            }
        }
        guard bytes.count - headEnd >= length else { return .partial }
        request.body = Array(bytes[headEnd..<headEnd + length])
        return .whole(request, length: headEnd + length)
    }

    /// The value of a parameter of the query; none of ours needs unescaping, so an escaped one is not understood.
    func parameters() -> [(name: Substring, value: Substring)] {
        query.split(separator: "&").map { item in
            let equals = item.firstIndex(of: "=") ?? item.endIndex
            return (item[..<equals], equals < item.endIndex ? item[item.index(after: equals)...] : "")
        }
    }

    private mutating func take(requestLine line: UnsafeBufferPointer<UInt8>) -> Bool {
        let words = line.split(separator: 0x20, omittingEmptySubsequences: false)
        guard words.count == 3, Self.same(UnsafeBufferPointer(rebasing: words[2]), "http/1.1") else {
            return false
        }
        method = String(decoding: words[0], as: UTF8.self)
        let target = words[1]
        let mark = target.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex
        path = String(decoding: target[..<mark], as: UTF8.self)
        query = mark < target.endIndex ? String(decoding: target[(mark + 1)...], as: UTF8.self) : ""
        return path.hasPrefix("/")
    }

    /// Where the empty line ends; nil while it has not come.
    private static func end(ofHead bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var index = 3
        while index < bytes.count {
            if bytes[index] == 0x0A, bytes[index - 1] == 0x0D, bytes[index - 2] == 0x0A,
                bytes[index - 3] == 0x0D
            {
                return index + 1
            }
            index += 1
        }
        return nil
    }

    /// Whether a name is the wanted one, in whatever case; `wanted` is written in lower case.
    private static func same(_ name: UnsafeBufferPointer<UInt8>, _ wanted: StaticString) -> Bool {
        wanted.withUTF8Buffer { wanted in
            name.count == wanted.count
                && zip(name, wanted).allSatisfy { byte, lower in
                    byte == lower || (0x41...0x5A).contains(byte) && byte | 0x20 == lower
                }
        }
    }

    private static func trimmed(_ value: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var slice = value[...]
        while let first = slice.first, first == 0x20 || first == 0x09 { slice.removeFirst() }
        while let last = slice.last, last == 0x20 || last == 0x09 { slice.removeLast() }
        return UnsafeBufferPointer(rebasing: slice)
    }

    private static func text(_ value: UnsafeBufferPointer<UInt8>) -> String {
        String(decoding: value, as: UTF8.self)
    }
}
