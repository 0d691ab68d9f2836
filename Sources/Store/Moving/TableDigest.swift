import Crypto

/// What a table holds, in 32 bytes: how many rows, and the sum of their hashes.
///
/// A sum does not depend on the order in which an engine hands rows out; rows are distinct, since each has its key.
struct TableDigest: Equatable, Sendable {
    private(set) var rows = 0
    /// How many texts were taken with U+2400 for NUL.
    private(set) var replacedTexts = 0
    /// Four numbers of 64 bits, each the sum of its part of all rows' SHA-256.
    private var sums: [UInt64] = [0, 0, 0, 0]
    private var buffer: [UInt8] = []

    static func == (one: TableDigest, other: TableDigest) -> Bool {
        one.rows == other.rows && one.sums == other.sums
    }

    /// Takes a row in: each value with its type and length, so that no two rows are written alike.
    ///
    /// - Parameter holdsNUL: false where the row is to be taken as an engine keeps it whose text cannot hold NUL.
    mutating func add(_ row: [SQLValue], holdsNUL: Bool = true) {
        buffer.removeAll(keepingCapacity: true)
        for value in row {
            switch value {
            case .null: buffer.append(0)
            case .integer(let integer): append(1, UInt64(bitPattern: integer))
            // Both zeros are one number to SQLite.
            case .real(let real): append(2, real == 0 ? 0 : real.bitPattern)
            case .text(let text):
                guard holdsNUL || !text.utf8.contains(0) else {
                    replacedTexts += 1
                    append(text: text.replacing("\0", with: "\u{2400}"))
                    continue
                }
                append(text: text)
            }
        }
        rows += 1
        SHA256.hash(data: buffer).withUnsafeBytes { bytes in
            for index in sums.indices {
                sums[index] &+= bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self).littleEndian
            }
        }
    }

    /// The beginning of the checksum, for people to compare.
    var text: String {
        let digits = String(sums[0], radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private mutating func append(text: String) {
        append(3, UInt64(text.utf8.count))
        buffer.append(contentsOf: text.utf8)
    }

    private mutating func append(_ type: UInt8, _ number: UInt64) {
        buffer.append(type)
        withUnsafeBytes(of: number.littleEndian) { buffer.append(contentsOf: $0) }
    }
}
