import Foundation
import Model
import Synchronization

/// The one point through which everything that people wrote, and everything about a person, enters and leaves the store.
///
/// Columns that hold such content are written with `seal` and read with `open`; look-ups by content go through `key` and
/// `keys`. A kept value begins with a mark and a kind, so that each row tells by itself under what it lies:
/// ```
/// text                       as it was written: no key was configured
/// ␁0 text                    the same, of a text that itself begins with the mark
/// ␁1 key-id base64           sealed: nonce, ciphertext, tag
/// ␁2 key-id base64           look-up key: 16 bytes of an HMAC
/// ```
struct ContentCodec: Sendable {
    /// Under what new values lie; nil: as they are.
    let sealer: Sealer?
    /// Every key that can be read.
    private let sealers: [Sealer]
    private let rotation: Rotation

    /// Keeps everything as it is.
    init() { self.init(sealer: nil, readable: [], hasOldNames: false) }

    /// - Parameters:
    ///   - sealer: under what new values lie; nil: as they are.
    ///   - readable: the keys of older values.
    ///   - hasOldNames: whether look-up keys may lie under an older key, or plain.
    init(sealer: Sealer?, readable: [Sealer], hasOldNames: Bool) {
        self.sealer = sealer
        sealers = (sealer.map { [$0] } ?? []) + readable.filter { $0.id != sealer?.id }
        rotation = Rotation(isUnderWay: hasOldNames)
    }

    // MARK: - Content

    /// Text as it is kept.
    func seal(_ text: String, _ role: ContentRole) throws -> String {
        guard let sealer else { return Self.escaped(text) }
        var text = text
        return try text.withUTF8 {
            try Self.token("1", sealer, sealer.seal(UnsafeRawBufferPointer($0), role))
        }
    }

    /// Kept text as it was.
    func open(_ stored: String, _ role: ContentRole) throws -> String {
        guard stored.utf8.first == Self.mark else { return stored }
        if let plain = Self.unescaped(stored) { return plain }
        return String(decoding: try opened(stored, role), as: UTF8.self)
    }

    /// A value as JSON, as it is kept.
    ///
    /// Without a key, equal values give equal text.
    func seal(json value: some Encodable, _ role: ContentRole) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = try encoder.encode(value)
        guard let sealer else { return String(decoding: json, as: UTF8.self) }
        return try json.withUnsafeBytes { try Self.token("1", sealer, sealer.seal($0, role)) }
    }

    /// The value of kept JSON.
    func open<Value: Decodable>(
        json stored: String, _ role: ContentRole, as type: Value.Type = Value.self
    ) throws -> Value {
        let json = stored.utf8.first == Self.mark ? try opened(stored, role) : Data(stored.utf8)
        do {
            return try JSONDecoder().decode(Value.self, from: json)
        } catch is DecodingError {
            // The error itself would quote what people wrote.
            throw StoreError(.corrupt, "stored JSON is no \(Value.self)")
        }
    }

    // MARK: - Look-ups

    /// What stands for a text in a look-up column that is written now.
    func key(_ text: String, _ role: ContentRole) -> String { key(text, role, sealer) }

    /// Everything that may stand for a text in a look-up column, the newest first: one value, and more only until rows of
    /// an older key are sealed anew.
    func keys(_ text: String, _ role: ContentRole) -> [String] {
        let current = key(text, role)
        guard rotation.isUnderWay.load(ordering: .relaxed) else { return [current] }
        let older = sealers.filter { $0.id != sealer?.id }.map { key(text, role, $0) }
        return [current] + older + (sealer == nil ? [] : [key(text, role, nil)])
    }

    /// The text of a look-up key, sealed to stand beside it; nil where the key is the text.
    func source(_ text: String, _ role: ContentRole) throws -> String? {
        sealer == nil ? nil : try seal(text, role)
    }

    /// No row lies under an older key any more.
    func endRotation() { rotation.isUnderWay.store(false, ordering: .relaxed) }

    // MARK: - Kept values

    /// Whether a kept value lies as it would be written now.
    func isCurrent(_ stored: String) -> Bool { Self.keyID(of: stored) == sealer?.id }

    /// The id of the key under which a value lies; nil for a plain one.
    static func keyID(of stored: String) -> String? {
        guard stored.utf8.first == mark, unescaped(stored) == nil else { return nil }
        return String(stored.dropFirst(2).prefix(keyIDLength))
    }

    /// The text of a look-up key that was written without a key; nil for a hash.
    static func plainName(_ stored: String) -> String? {
        guard stored.utf8.first == mark else { return stored }
        return unescaped(stored)
    }

    private static let mark: UInt8 = 1
    private static let keyIDLength = 8

    private func key(_ text: String, _ role: ContentRole, _ sealer: Sealer?) -> String {
        sealer.map { Self.token("2", $0, $0.name(text, role)) } ?? Self.escaped(text)
    }

    private func opened(_ stored: String, _ role: ContentRole) throws -> Data {
        guard stored.utf8.starts(with: [Self.mark, UInt8(ascii: "1")]) else {
            throw StoreError(.corrupt, "a value is no sealed text")
        }
        let id = stored.dropFirst(2).prefix(Self.keyIDLength)
        guard let sealer = sealers.first(where: { $0.id == id }) else {
            throw StoreError(.sealed, "a value is sealed under key \(id), which is not configured")
        }
        guard let sealed = Data(base64Encoded: String(stored.dropFirst(2 + Self.keyIDLength))) else {
            throw StoreError(.corrupt, "a sealed value is cut off or changed")
        }
        return try sealer.open(sealed, role)
    }

    private static func token(_ kind: Character, _ sealer: Sealer, _ bytes: Data) -> String {
        "\u{1}\(kind)\(sealer.id)\(bytes.base64EncodedString())"
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.first == mark ? "\u{1}0" + text : text
    }

    /// The text behind `␁0`; nil for anything else.
    private static func unescaped(_ stored: String) -> String? {
        stored.utf8.starts(with: [mark, UInt8(ascii: "0")])
            ? String(decoding: stored.utf8.dropFirst(2), as: UTF8.self) : nil
    }

    /// Whether look-ups must still consider older keys; shared by all copies of a store's codec.
    private final class Rotation: Sendable {
        let isUnderWay: Atomic<Bool>
        init(isUnderWay: Bool) { self.isUnderWay = Atomic(isUnderWay) }
    }
}

extension SQLRow {
    /// The content of a column, opened.
    func content(_ column: Int, _ codec: ContentCodec, _ role: ContentRole) throws -> String {
        try codec.open(text(column), role)
    }

    /// The content of a column that may be empty, opened.
    func optionalContent(_ column: Int, _ codec: ContentCodec, _ role: ContentRole) throws -> String? {
        try optionalText(column).map { try codec.open($0, role) }
    }
}
