import Foundation

/// The key under which a bot's store keeps what people wrote: 32 random bytes.
///
/// Its value shows in no description, dump or mirror.
package struct DataKey: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// What is wrong with a text that should be a key; never holds the text.
    package enum Flaw: Error, Hashable, Sendable, CustomStringConvertible {
        /// Neither base64 nor hexadecimal digits.
        case notEncoded
        /// It stands for another number of bytes.
        case length(Int)
        /// All bytes are the same: nobody drew it at random.
        case constant

        package var description: String {
            switch self {
            case .notEncoded: "is neither base64 nor hexadecimal digits"
            case .length(let count): "has \(count) bytes where \(DataKey.count) are needed"
            case .constant: "is one byte repeated, not a random key"
            }
        }

        /// How an operator comes by a good one.
        package static let remedy = "make one with: openssl rand -base64 \(DataKey.count)"
    }

    /// How many bytes a key has.
    package static let count = 32

    /// The value itself: for deriving the keys that work.
    package let bytes: [UInt8]

    /// Reads 64 hexadecimal digits, or base64 with or without its padding.
    package init(_ secret: Secret) throws(Flaw) {
        let text = secret.revealed
        let isHex = text.utf8.count == 2 * Self.count && text.allSatisfy { $0.isASCII && $0.isHexDigit }
        guard let bytes = isHex ? Self.hex(text) : Self.base64(text) else { throw .notEncoded }
        guard bytes.count == Self.count else { throw .length(bytes.count) }
        guard Set(bytes).count > 1 else { throw .constant }
        self.bytes = bytes
    }

    package var description: String { "•••" }
    package var debugDescription: String { "•••" }
    package var customMirror: Mirror { Mirror(self, children: []) }

    private static func hex(_ text: String) -> [UInt8]? {
        let digits = text.compactMap(\.hexDigitValue)
        guard digits.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    private static func base64(_ text: String) -> [UInt8]? {
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        return Data(base64Encoded: text + padding).map { Array($0) }
    }
}
