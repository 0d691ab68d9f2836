import Foundation
import Glibc
import Synchronization

/// Keeps a second gateway off the same SQLite file, and remembers which store the last one worked on.
///
/// The kernel frees it when the process ends, however it ends. The lock file stays: its first line is the number of the
/// process that holds or held it, its second the id of the store, so that an emptied file is not taken for a first start.
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
            let holder = Self.lines(of: descriptor).process
            Glibc.close(descriptor)
            throw .held(by: holder)
        }
        // Written over in place and of one width, so that no crash loses the second line.
        let number = String(getpid())
        let line = Array((number + String(repeating: " ", count: Self.width - number.utf8.count) + "\n").utf8)
        _ = pwrite(descriptor, line, line.count, 0)
        self.init(descriptor: descriptor)
    }

    /// The bytes of the first line, without its end.
    private static let width = 12

    private static func lines(of descriptor: Int32) -> (process: String, store: String) {
        var bytes = [UInt8](repeating: 0, count: 128)
        let count = max(0, pread(descriptor, &bytes, bytes.count, 0))
        let text = String(decoding: bytes[..<count], as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces) }
        return (lines.first ?? "", lines.count > 1 ? lines[1] : "")
    }

    /// The id of the store on which the last gateway beside this path has worked; nil when none is known.
    package static func remembered(beside path: String) -> String? {
        let descriptor = open(path + ".lock", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { Glibc.close(descriptor) }
        let store = lines(of: descriptor).store
        return store.isEmpty ? nil : store
    }

    /// Remembers which store the holder of this lock works on.
    package func remember(_ storeID: String) {
        descriptor.withLock { descriptor in
            guard descriptor >= 0, Self.lines(of: descriptor).store != storeID else { return }
            let line = Array((storeID + "\n").utf8)
            // A disk that is full of a sudden costs the memory, not the work.
            if pwrite(descriptor, line, line.count, off_t(Self.width + 1)) == line.count { fsync(descriptor) }
        }
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
