/// Reads a JSON text in one pass.
struct JSONReader {
    /// Deeper nesting is no message of any platform, but an attack on the stack.
    private static let maxDepth = 128

    private let bytes: [UInt8]
    private var position = 0

    /// Reads the value that a text consists of; nil when it is no JSON, is cut off or has something after it.
    static func read(_ bytes: [UInt8]) -> JSON? {
        var reader = JSONReader(bytes: bytes)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.position = 3 }
        guard let value = reader.value(depth: 0) else { return nil }
        reader.skipSpace()
        return reader.position == bytes.count ? value : nil
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ wanted: Character) -> Bool {
        guard next == wanted.asciiValue else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) -> JSON? {
        guard depth < Self.maxDepth else { return nil }
        skipSpace()
        let start = position
        guard let content = content(depth: depth) else { return nil }
        return JSON(content: content, range: start..<position)
    }

    private mutating func content(depth: Int) -> JSON.Content? {
        switch next {
        case UInt8(ascii: "{"): object(depth: depth)
        case UInt8(ascii: "["): array(depth: depth)
        case UInt8(ascii: "\""): string().map { .string($0) }
        case UInt8(ascii: "t"): word("true") ? .bool(true) : nil
        case UInt8(ascii: "f"): word("false") ? .bool(false) : nil
        case UInt8(ascii: "n"): word("null") ? .null : nil
        default: number()
        }
    }

    private mutating func word(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard position + length <= bytes.count else { return false }
        let found = word.withUTF8Buffer { $0.elementsEqual(bytes[position..<position + length]) }
        if found { position += length }
        return found
    }

    private mutating func number() -> JSON.Content? {
        let start = position
        while let byte = next, (0x30...0x39).contains(byte) || "+-.eE".utf8.contains(byte) { position += 1 }
        let digits = String(decoding: bytes[start..<position], as: UTF8.self)
        return Double(digits) == nil ? nil : .number(digits)
    }

    private mutating func array(depth: Int) -> JSON.Content? {
        position += 1
        var elements: [JSON] = []
        skipSpace()
        if take("]") { return .array(elements) }
        while true {
            guard let element = value(depth: depth + 1) else { return nil }
            elements.append(element)
            skipSpace()
            if take("]") { return .array(elements) }
            guard take(",") else { return nil }
        }
    }

    private mutating func object(depth: Int) -> JSON.Content? {
        position += 1
        var members: [String: JSON] = [:]
        skipSpace()
        if take("}") { return .object(members) }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\""), let name = string() else { return nil }
            skipSpace()
            guard take(":"), let member = value(depth: depth + 1) else { return nil }
            members[name] = member
            skipSpace()
            if take("}") { return .object(members) }
            guard take(",") else { return nil }
        }
    }

    /// Reads a string whose opening quote comes next.
    private mutating func string() -> String? {
        position += 1
        let start = position
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { position += 1 }
        guard next == UInt8(ascii: "\\") else {
            guard take("\"") else { return nil }
            return String(decoding: bytes[start..<position - 1], as: UTF8.self)
        }
        var units = Array(bytes[start..<position])
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: units, as: UTF8.self)
            case UInt8(ascii: "\\"): guard escape(into: &units) else { return nil }
            default: units.append(byte)
            }
        }
        return nil
    }

    /// Reads an escape whose backslash has been read.
    private mutating func escape(into units: inout [UInt8]) -> Bool {
        guard let byte = next else { return false }
        position += 1
        switch byte {
        case UInt8(ascii: "n"): units.append(0x0A)
        case UInt8(ascii: "t"): units.append(0x09)
        case UInt8(ascii: "r"): units.append(0x0D)
        case UInt8(ascii: "b"): units.append(0x08)
        case UInt8(ascii: "f"): units.append(0x0C)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): units.append(byte)
        case UInt8(ascii: "u"):
            guard let first = codeUnit() else { return false }
            var pair = [first]
            if UTF16.isLeadSurrogate(first), next == UInt8(ascii: "\\") {
                let before = position
                position += 1
                if take("u"), let second = codeUnit(), UTF16.isTrailSurrogate(second) {
                    pair.append(second)
                } else {
                    position = before
                }
            }
            units.append(contentsOf: String(decoding: pair, as: UTF16.self).utf8)
        default: return false
        }
        return true
    }

    private mutating func codeUnit() -> UInt16? {
        guard position + 4 <= bytes.count else { return nil }
        let digits = bytes[position..<position + 4]
        guard digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }) else { return nil }
        position += 4
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
