/// What is wrong with a JSON text, and where.
package struct SimJSONError: Error, Equatable, CustomStringConvertible {
    /// What was wrong, for whoever sent it.
    package let what: String
    /// The offset of the byte at which reading stopped.
    package let offset: Int
    /// What and where in one line.
    package var description: String { "not JSON: \(what) at byte \(offset)" }
}

/// A strict reader of JSON (RFC 8259): no trailing text, no duplicate names, no lone surrogates, valid UTF-8.
///
/// Depth is limited to 64, so that brackets without end cost nothing.
package struct SimJSONReader {
    private let bytes: [UInt8]
    private var at = 0
    private static let deepest = 64

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The value that the bytes spell, or what is wrong with them.
    package static func read(_ bytes: [UInt8]) throws(SimJSONError) -> SimJSON {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw SimJSONError(what: "text that is not UTF-8", offset: 0)
        }
        var reader = SimJSONReader(bytes)
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.at == bytes.count else { throw reader.wrong("text after the value") }
        return value
    }

    /// The value that the text spells, or what is wrong with it.
    package static func read(_ text: String) throws(SimJSONError) -> SimJSON { try read(Array(text.utf8)) }

    private func wrong(_ what: String) -> SimJSONError { SimJSONError(what: what, offset: at) }

    private mutating func skipSpace() {
        while at < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[at]) { at += 1 }
    }

    private mutating func take(_ character: Character) -> Bool {
        guard at < bytes.count, bytes[at] == character.asciiValue else { return false }
        at += 1
        return true
    }

    private mutating func take(word: String) -> Bool {
        guard bytes[at...].starts(with: word.utf8) else { return false }
        at += word.utf8.count
        return true
    }

    private mutating func value(depth: Int) throws(SimJSONError) -> SimJSON {
        guard depth < Self.deepest else { throw wrong("more than \(Self.deepest) levels") }
        skipSpace()
        guard at < bytes.count else { throw wrong("end where a value should be") }
        switch bytes[at] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t") where take(word: "true"): return .bool(true)
        case UInt8(ascii: "f") where take(word: "false"): return .bool(false)
        case UInt8(ascii: "n") where take(word: "null"): return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw wrong("no value")
        }
    }

    private mutating func object(depth: Int) throws(SimJSONError) -> SimJSON {
        at += 1
        var members: [SimJSON.Member] = []
        var names: Set<String> = []
        skipSpace()
        if take("}") { return .object([]) }
        while true {
            skipSpace()
            guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { throw wrong("no member name") }
            let name = try string()
            guard names.insert(name).inserted else { throw wrong("a second member of one name") }
            skipSpace()
            guard take(":") else { throw wrong("no colon after a member name") }
            members.append(.init(name: name, value: try value(depth: depth + 1)))
            skipSpace()
            if take("}") { return .object(members) }
            guard take(",") else { throw wrong("neither comma nor end of object") }
        }
    }

    private mutating func array(depth: Int) throws(SimJSONError) -> SimJSON {
        at += 1
        var elements: [SimJSON] = []
        skipSpace()
        if take("]") { return .array([]) }
        while true {
            elements.append(try value(depth: depth + 1))
            skipSpace()
            if take("]") { return .array(elements) }
            guard take(",") else { throw wrong("neither comma nor end of array") }
        }
    }

    private mutating func number() throws(SimJSONError) -> SimJSON {
        let start = at
        _ = take("-")
        let whole = digits()
        guard whole == 1 || (whole > 1 && bytes[at - whole] != UInt8(ascii: "0")) else {
            throw wrong("a number that is none")
        }
        var isWhole = true
        if take(".") {
            isWhole = false
            guard digits() > 0 else { throw wrong("no digit after the decimal point") }
        }
        if take("e") || take("E") {
            isWhole = false
            if !take("+") { _ = take("-") }
            guard digits() > 0 else { throw wrong("no digit in the exponent") }
        }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        if isWhole, let integer = Int64(text) { return .integer(integer) }
        guard let number = Double(text) else { throw wrong("a number that is none") }
        return .number(number)
    }

    private mutating func digits() -> Int {
        let start = at
        while at < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at]) { at += 1 }
        return at - start
    }

    private mutating func string() throws(SimJSONError) -> String {
        at += 1
        var out: [UInt8] = []
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: out, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(to: &out)
            case 0..<0x20: throw wrong("a control character in a string")
            default: out.append(byte)
            }
        }
        throw wrong("a string without end")
    }

    private mutating func escape(to out: inout [UInt8]) throws(SimJSONError) {
        guard at < bytes.count else { throw wrong("a string without end") }
        let byte = bytes[at]
        at += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
        case UInt8(ascii: "b"): out.append(0x08)
        case UInt8(ascii: "f"): out.append(0x0C)
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "u"): out.append(contentsOf: String(try scalar()).utf8)
        default: throw wrong("an unknown escape")
        }
    }

    private mutating func scalar() throws(SimJSONError) -> Unicode.Scalar {
        let first = try hex()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard (0xD800..<0xDC00).contains(first), take("\\"), take("u") else {
            throw wrong("a lone surrogate")
        }
        let second = try hex()
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw wrong("a lone surrogate") }
        return scalar
    }

    private mutating func hex() throws(SimJSONError) -> UInt32 {
        guard at + 4 <= bytes.count,
            bytes[at..<at + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let value = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
        else { throw wrong("no four hexadecimal digits") }
        at += 4
        return value
    }
}
