import Crypto
import Foundation
import Model
import Synchronization

/// One data key at work: seals and opens content (AES-256-GCM) and makes look-up keys (HMAC-SHA256).
///
/// Both keys are derived from the data key (HKDF-SHA256), so neither tells anything of the other.
final class Sealer: Sendable {
    /// The key's name in stored values: eight hexadecimal digits that tell nothing of the key.
    let id: String
    private let sealing: SymmetricKey
    private let naming: SymmetricKey
    /// Where this process began to count its nonces: drawn at random from 96 bits, so that the spans of processes do not
    /// meet; a system call for each nonce would cost as much as the seal.
    private let nonceHead: UInt32
    private let nonceTail: Atomic<UInt64>

    init(_ key: DataKey) {
        let root = SymmetricKey(data: key.bytes)
        func derived(_ use: String) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: root, info: Data("lianfang store \(use)".utf8), outputByteCount: 32)
        }
        sealing = derived("seal 1")
        naming = derived("look-up 1")
        id = derived("key id").withUnsafeBytes { $0.prefix(4).map(Self.hex).joined() }
        nonceHead = .random(in: 0...UInt32.max)
        nonceTail = Atomic(.random(in: 0...UInt64.max))
    }

    /// Nonce, ciphertext and tag of some bytes.
    func seal(_ bytes: UnsafeRawBufferPointer, _ role: ContentRole) throws -> Data {
        let box = try AES.GCM.seal(
            bytes, using: sealing, nonce: nextNonce(), authenticating: role.bound)
        guard let combined = box.combined else { throw StoreError(.failed, "a seal has no bytes") }
        return combined
    }

    /// The bytes that a seal of that role holds.
    func open(_ sealed: Data, _ role: ContentRole) throws -> Data {
        do {
            return try AES.GCM.open(
                AES.GCM.SealedBox(combined: sealed), using: sealing,
                authenticating: role.bound)
        } catch {
            throw StoreError(
                .corrupt, "a sealed value does not open: it was changed, or moved from its place")
        }
    }

    /// What stands for a text of that role in look-ups: 16 bytes of its keyed hash.
    func name(_ text: String, _ role: ContentRole) -> Data {
        var hash = HMAC<SHA256>(key: naming)
        hash.update(data: role.bound)
        var text = text
        text.withUTF8 { hash.update(data: UnsafeRawBufferPointer($0)) }
        return Data(hash.finalize().prefix(16))
    }

    /// Proves that a key is the one that a store was sealed under.
    func check(storeID: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data("key check \(storeID)".utf8), using: naming)
        return code.prefix(16).map(Self.hex).joined()
    }

    private func nextNonce() throws -> AES.GCM.Nonce {
        let count = nonceTail.wrappingAdd(1, ordering: .relaxed).newValue
        return try withUnsafeBytes(of: (count, nonceHead)) {
            try AES.GCM.Nonce(data: UnsafeRawBufferPointer(rebasing: $0[..<12]))
        }
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return digits.count < 2 ? "0" + digits : digits
    }
}
