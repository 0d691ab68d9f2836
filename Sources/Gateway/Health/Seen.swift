import Synchronization

/// What a decision was about, noted inside its transaction for whoever counts afterwards.
final class Seen<Row: Sendable>: Sendable {
    private let noted = Mutex<[Row]>([])

    /// The rows of the last attempt.
    var rows: [Row] { noted.withLock { $0 } }

    func note(_ row: Row) { noted.withLock { $0.append(row) } }
    func note(_ rows: [Row]) { noted.withLock { $0 = rows } }
}
