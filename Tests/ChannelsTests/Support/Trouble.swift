import Synchronization

/// A trouble that a test ends.
final class Trouble: Sendable {
    private let state = Mutex(true)
    var isOn: Bool { state.withLock { $0 } }
    func end() { state.withLock { $0 = false } }
}
