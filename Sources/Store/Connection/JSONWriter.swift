/// Writes JSON text (RFC 8259) for the few contents that are written often.
///
/// The caller gives keys in their order; commas and escapes are made here.
struct JSONWriter {
    private var bytes: [UInt8] = []
    /// Whether something stands before the next member or element of what is open.
    private var needsComma = false

    init() { bytes.reserveCapacity(512) }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    mutating func object(_ members: (inout JSONWriter) -> Void) {
        open(UInt8(ascii: "{"))
        members(&self)
        close(UInt8(ascii: "}"))
    }

    mutating func array<Element>(_ elements: [Element], _ element: (inout JSONWriter, Element) -> Void) {
        open(UInt8(ascii: "["))
        for each in elements { element(&self, each) }
        close(UInt8(ascii: "]"))
    }

    mutating func key(_ name: String) {
        write(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    mutating func object(_ name: String, _ members: (inout JSONWriter) -> Void) {
        key(name)
        object(members)
    }

    mutating func array<Element>(
        _ name: String, _ elements: [Element], _ element: (inout JSONWriter, Element) -> Void
    ) {
        key(name)
        array(elements, element)
    }

    /// A member that is absent where its value is nil.
    mutating func string(_ name: String, _ value: String?) {
        guard let value else { return }
        key(name)
        write(value)
    }

    mutating func write(_ string: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        var string = string
        string.withUTF8 { utf8 in
            for byte in utf8 { escape(byte) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func write(_ number: Int) { literal(String(number)) }

    /// The shortest digits that read back the same; a whole number without its fraction, as the general encoder has it.
    ///
    /// JSON knows no infinity: what is none of its numbers is written as 0, and no field holds such.
    mutating func write(_ number: Double) {
        guard number.isFinite else { return literal("0") }
        let text = number.description
        literal(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
    }

    mutating func write(_ flag: Bool) { literal(flag ? "true" : "false") }

    mutating func writeNull() { literal("null") }

    // MARK: -

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func literal(_ text: String) {
        separate()
        bytes += text.utf8
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        case ..<0x20:
            bytes += "\\u00".utf8
            let digits = String(byte, radix: 16)
            if digits.utf8.count < 2 { bytes.append(UInt8(ascii: "0")) }
            bytes += digits.utf8
        default: bytes.append(byte)
        }
    }
}
