/// Reads a JSON text strictly, as far as a load server looks: the members of one object.
struct LoadBody {
    /// A member's value.
    enum Value: Equatable {
        case string(String)
        case null
        /// An array of strings alone.
        case strings([String])
        case object
        /// Anything else that is JSON.
        case other

        var string: String? { if case .string(let text) = self { text } else { nil } }
        var isObject: Bool { self == .object }
    }

    private static let deepest = 16
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// The members of the object that a text consists of; nil for anything else, and where a name stands twice.
    static func members(of body: [UInt8]) -> [String: Value]? {
        body.withUnsafeBufferPointer { bytes in
            var reader = LoadBody(bytes)
            guard reader.take(UInt8(ascii: "{")) else { return nil }
            var members: [String: Value] = [:]
            let isWhole = reader.list(until: UInt8(ascii: "}")) { reader in
                guard let name = reader.string(), reader.take(UInt8(ascii: ":")),
                    let value = reader.value(depth: 1)
                else { return false }
                return members.updateValue(value, forKey: name) == nil
            }
            reader.skipSpace()
            return isWhole && reader.position == bytes.count ? members : nil
        }
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    /// Takes a byte behind white space; false where another stands there.
    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard next == byte else { return false }
        position += 1
        return true
    }

    /// Reads what stands between commas up to a closing bracket; the opening one has been taken.
    private mutating func list(until end: UInt8, _ item: (inout LoadBody) -> Bool) -> Bool {
        if take(end) { return true }
        while item(&self) {
            if take(end) { return true }
            guard take(UInt8(ascii: ",")) else { return false }
        }
        return false
    }

    private mutating func value(depth: Int) -> Value? {
        skipSpace()
        guard let first = next, depth < Self.deepest else { return nil }
        switch first {
        case UInt8(ascii: "\""): return string().map { .string($0) }
        case UInt8(ascii: "n"): return word("null") ? .null : nil
        case UInt8(ascii: "t"): return word("true") ? .other : nil
        case UInt8(ascii: "f"): return word("false") ? .other : nil
        case UInt8(ascii: "["):
            position += 1
            var strings: [String] = []
            var areStrings = true
            let isWhole = list(until: UInt8(ascii: "]")) { reader in
                guard let element = reader.value(depth: depth + 1) else { return false }
                if let text = element.string { strings.append(text) } else { areStrings = false }
                return true
            }
            return isWhole ? (areStrings ? .strings(strings) : .other) : nil
        case UInt8(ascii: "{"):
            position += 1
            let isWhole = list(until: UInt8(ascii: "}")) { reader in
                reader.string() != nil && reader.take(UInt8(ascii: ":"))
                    && reader.value(depth: depth + 1) != nil
            }
            return isWhole ? .object : nil
        default:
            let start = position
            while let byte = next,
                (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2B || byte == 0x2E
                    || byte | 0x20 == 0x65
            {
                position += 1
            }
            let digits = String(decoding: bytes[start..<position], as: UTF8.self)
            return Double(digits) == nil ? nil : .other
        }
    }

    private mutating func word(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard position + length <= bytes.count else { return false }
        let isThere = word.withUTF8Buffer { $0.elementsEqual(bytes[position..<position + length]) }
        if isThere { position += length }
        return isThere
    }

    /// Reads a string; nil where control characters, a false escape or bytes that are no UTF-8 stand in it.
    private mutating func string() -> String? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        let start = position
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
            position += 1
        }
        guard next == UInt8(ascii: "\\") else {
            let text = String(validating: bytes[start..<position], as: UTF8.self)
            return take(UInt8(ascii: "\"")) ? text : nil
        }
        var plain = Array(bytes[start..<position])
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(validating: plain, as: UTF8.self)
            case UInt8(ascii: "\\"): guard escape(into: &plain) else { return nil }
            case 0..<0x20: return nil
            default: plain.append(byte)
            }
        }
        return nil
    }

    private mutating func escape(into plain: inout [UInt8]) -> Bool {
        guard let byte = next else { return false }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain.append(byte)
        case UInt8(ascii: "b"): plain.append(0x08)
        case UInt8(ascii: "f"): plain.append(0x0C)
        case UInt8(ascii: "n"): plain.append(0x0A)
        case UInt8(ascii: "r"): plain.append(0x0D)
        case UInt8(ascii: "t"): plain.append(0x09)
        case UInt8(ascii: "u"):
            guard var unit = codeUnit() else { return false }
            if (0xD800..<0xDC00).contains(unit) {
                guard word("\\u"), let low = codeUnit(), (0xDC00..<0xE000).contains(low) else { return false }
                unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(unit) else { return false }
            plain.append(contentsOf: String(Character(scalar)).utf8)
        default: return false
        }
        return true
    }

    private mutating func codeUnit() -> UInt32? {
        guard position + 4 <= bytes.count else { return nil }
        defer { position += 4 }
        return UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    }
}
