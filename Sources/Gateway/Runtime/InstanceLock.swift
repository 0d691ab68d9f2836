import Foundation
import Glibc
import Synchronization

/// Keeps a second gateway off the same SQLite file.
///
/// The kernel frees it when the process ends, however it ends.
package final class InstanceLock: Sendable {
    /// Why the lock was not taken.
    package enum Failure: Error, Hashable {
        /// Another process holds it; its number as text, empty when unknown.
        case held(by: String)
        /// The lock file cannot be made beside the database: the folder is missing or may not be written.
        case cannotCreate
    }

    /// For stores that have their own lease.
    package static let none = InstanceLock(descriptor: -1)

    private let descriptor: Mutex<Int32>

    private init(descriptor: Int32) { self.descriptor = Mutex(descriptor) }

    /// Takes the lock beside a database file; `:memory:` needs none.
    package convenience init(beside path: String) throws(Failure) {
        guard path != ":memory:" else {
            self.init(descriptor: -1)
            return
        }
        // Before the first start there is no folder; where it cannot be made, the lock file says so.
        try? FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let descriptor = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotCreate }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            var bytes = [UInt8](repeating: 0, count: 32)
            let count = max(0, read(descriptor, &bytes, bytes.count))
            Glibc.close(descriptor)
            throw .held(by: String(decoding: bytes[..<count], as: UTF8.self))
        }
        ftruncate(descriptor, 0)
        let name = Array(String(getpid()).utf8)
        _ = write(descriptor, name, name.count)
        self.init(descriptor: descriptor)
    }

    /// Frees the lock.
    package func release() {
        descriptor.withLock { descriptor in
            if descriptor >= 0 { Glibc.close(descriptor) }
            descriptor = -1
        }
    }

    deinit { release() }
}
