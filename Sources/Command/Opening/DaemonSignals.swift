import Gateway
import Glibc
import Synchronization
import UnixSignals

/// What signals have asked of the process, from its first moment to its last, over all lives of the daemon.
///
/// Listened to once and remembered, so that a stop or a reload that comes while one life ends and the next begins is obeyed.
final class DaemonSignals: Sendable {
    /// What the process is asked for.
    enum Request {
        case stop
        /// So many reloads were asked for until now.
        case reload(count: Int)
    }

    private struct State {
        var isStopping = false
        var reloads = 0
    }

    private let state = Mutex(State())
    private let asked = Bell()

    /// Listens to SIGTERM, SIGINT and SIGHUP from here on.
    static func listen() async -> DaemonSignals {
        // With nothing in hand yet, to stop is to leave at once, and a reload is what is under way.
        for signal in [SIGTERM, SIGINT] { Glibc.signal(signal) { _ in _exit(0) } }
        Glibc.signal(SIGHUP, SIG_IGN)
        let signals = DaemonSignals()
        let sequence = await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup)
        Task { for await signal in sequence { signals.note(signal) } }
        return signals
    }

    private func note(_ signal: UnixSignal) {
        state.withLock { state in
            if signal == .sighup { state.reloads += 1 } else { state.isStopping = true }
        }
        asked.ring()
    }

    /// Whether the process is to stop.
    var isStopping: Bool { state.withLock { $0.isStopping } }

    /// How often a reload was asked for.
    var reloads: Int { state.withLock { $0.reloads } }

    /// Waits for a stop, or for a reload beyond those that were seen; nil when the task is cancelled.
    func next(after seenReloads: Int) async -> Request? {
        while !Task.isCancelled {
            let rung = asked.count
            let now = state.withLock { $0 }
            if now.isStopping { return .stop }
            if now.reloads > seenReloads { return .reload(count: now.reloads) }
            await asked.wait(past: rung)
        }
        return nil
    }
}
