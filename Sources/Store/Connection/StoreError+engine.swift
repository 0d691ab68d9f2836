import Foundation
import GRDB

extension StoreError {
    /// Puts an error of the engine, or of what ran inside a transaction, into our words.
    init(_ error: any Error) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError: self.init(engine: error)
        default: self.init(.failed, String(describing: error))
        }
    }

    /// Whether an error means that the whole transaction is lost or pointless, and not only the row at hand.
    var endsTransaction: Bool { remedy == .stop || remedy == .refuse || reason == .busy }

    private init(engine error: DatabaseError) {
        let detail = "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "no message")"
        let reason: Reason
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: reason = .busy
        case .SQLITE_FULL: reason = .full
        case .SQLITE_READONLY, .SQLITE_PERM: reason = .readOnly
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: reason = .corrupt
        case .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_NOLFS: reason = .unreachable
        case .SQLITE_CONSTRAINT: reason = .conflict
        default: reason = .failed
        }
        self.init(reason, detail)
    }
}
