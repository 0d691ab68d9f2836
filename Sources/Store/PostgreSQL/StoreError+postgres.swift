import Postgres

extension StoreError {
    init(postgres error: PostgresError) {
        self.init(Self.reason(of: error), error.description)
    }

    /// By the codes of appendix A of PostgreSQL's manual.
    private static func reason(of error: PostgresError) -> Reason {
        guard !error.isConnectionLost, let state = error.sqlState else { return .unreachable }
        switch state {
        // serialization_failure, deadlock_detected, lock_not_available, query_canceled (it took too long)
        case "40001", "40P01", "55P03", "57014": return .busy
        // disk_full
        case "53100": return .full
        // read_only_sql_transaction, insufficient_privilege
        case "25006", "42501": return .readOnly
        // data_corrupted, index_corrupted
        case "XX001", "XX002": return .corrupt
        default: break
        }
        switch state.prefix(2) {
        // integrity constraint violation
        case "23": return .conflict
        // connection, authorization, no such database, resources, operator intervention, system error
        case "08", "28", "3D", "53", "57", "58": return .unreachable
        default: return .failed
        }
    }
}
