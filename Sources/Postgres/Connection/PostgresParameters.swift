/// The values of a statement's `$1`, `$2` …, in the text format of the protocol.
///
/// PostgreSQL's text cannot hold the character NUL: U+2400, its picture, is sent in its place.
package struct PostgresParameters {
    /// All values, each ended by a zero byte.
    private var bytes: [UInt8] = []
    /// Where each value begins; nil for NULL.
    private var starts: [Int?] = []

    package init() {}

    /// How many there are.
    package var count: Int { starts.count }

    package mutating func appendNull() { starts.append(nil) }

    package mutating func append(_ integer: Int64) { append(plain: String(integer)) }

    package mutating func append(_ real: Double) { append(plain: String(real)) }

    package mutating func append(_ text: String) {
        starts.append(bytes.count)
        for byte in text.utf8 {
            if byte == 0 { bytes += [0xE2, 0x90, 0x80] } else { bytes.append(byte) }
        }
        bytes.append(0)
    }

    private mutating func append(plain text: String) {
        starts.append(bytes.count)
        bytes += text.utf8
        bytes.append(0)
    }

    /// Runs a body with what libpq wants: an array of C strings.
    func withPointers<Value>(_ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Value) -> Value {
        bytes.withUnsafeBytes { raw in
            let base = raw.bindMemory(to: CChar.self).baseAddress
            let pointers = starts.map { start in start.flatMap { base?.advanced(by: $0) } }
            return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
        }
    }
}
