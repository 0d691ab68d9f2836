import Foundation
import Glibc
import Store
import Synchronization

/// How far a move is, on standard error: one line that changes on a terminal, a line a table elsewhere.
final class MoveProgress: Sendable {
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let shown = Mutex("")

    func show(_ progress: StoreMoveProgress) {
        let name =
            switch progress {
            case .copying(let table, _, _): "copying \(table)"
            case .verifying(let table): "verifying \(table)"
            }
        guard isTerminal else {
            let isNew = shown.withLock { shown in
                defer { shown = name }
                return shown != name
            }
            if isNew { BotOpening.complain(line(name, progress)) }
            return
        }
        write("\r\u{1B}[K" + line(name, progress))
    }

    /// Leaves the terminal's line to whatever is said next.
    func end() { if isTerminal { write("\r\u{1B}[K") } }

    private func line(_ name: String, _ progress: StoreMoveProgress) -> String {
        guard case .copying(_, let rows, let total) = progress else { return name }
        return "\(name): \(rows) of \(total) rows"
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
