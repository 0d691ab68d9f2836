import Foundation
import Store
import Synchronization

/// The right to do what only one process may do at a time: poll a channel, fire timers; or to be taken for alive.
///
/// Where a store has one process, it has every right. Where it has many, `Upkeep` takes and renews the leases, and whoever
/// has none stands by. A right may be gone before its holder knows: each write shows its lease, and the store refuses one
/// that was superseded.
package final class Tenure: Sendable {
    /// What a holder shows.
    package struct Right: Hashable, Sendable {
        /// The lease to write under; nil where nobody else could.
        package var lease: Lease?
    }

    /// The lease's name; nil where none is needed.
    let name: String?
    private let right: Mutex<Right?>
    private let changed = Bell()

    private init(name: String?) {
        self.name = name
        right = Mutex(name == nil ? Right() : nil)
    }

    /// The right of the only process of a store.
    package static let sole = Tenure(name: nil)

    /// A right that a lease gives.
    package static func leased(_ name: String) -> Tenure { Tenure(name: name) }

    /// The right, while it is held.
    package var current: Right? { right.withLock { $0 } }

    /// Waits until the right is held; nil when the task is cancelled first.
    package func wait() async -> Right? {
        while !Task.isCancelled {
            let seen = changed.count
            if let current { return current }
            await changed.wait(past: seen)
        }
        return nil
    }

    /// Gives up a right that the store has refused; the next renewal may bring a new one.
    package func lose(_ lost: Right) {
        guard name != nil else { return }
        right.withLock { if $0 == lost { $0 = nil } }
    }

    /// Notes what a renewal has brought; true when a right was won.
    func note(_ lease: Lease?) -> Bool {
        let isNew = right.withLock { right in
            let before = right
            right = lease.map { Right(lease: $0) }
            return right != nil && right != before
        }
        if isNew { changed.ring() }
        return isNew
    }
}
