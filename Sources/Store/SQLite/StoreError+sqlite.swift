import GRDB

extension StoreError {
    init(sqlite error: DatabaseError) {
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
