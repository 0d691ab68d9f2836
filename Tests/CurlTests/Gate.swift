import Dispatch
import Synchronization

/// Lets nobody through until so many have come.
final class Gate: Sendable {
    private let needed: Int
    private let arrived = Mutex(0)
    private let opening = DispatchSemaphore(value: 0)

    init(_ needed: Int) {
        self.needed = needed
    }

    /// Blocks the calling thread until the last one has come.
    func pass() {
        let isLast = arrived.withLock { arrived in
            arrived += 1
            return arrived == needed
        }
        if isLast { for _ in 1...needed { opening.signal() } }
        opening.wait()
    }
}
