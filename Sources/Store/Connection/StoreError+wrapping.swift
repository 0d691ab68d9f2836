import GRDB
import Postgres

extension StoreError {
    /// Puts an error of an engine, or of what ran inside a transaction, into our words.
    init(_ error: any Error) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError: self.init(sqlite: error)
        case let error as PostgresError: self.init(postgres: error)
        default: self.init(.failed, String(describing: error))
        }
    }

    /// Whether an error means that the whole transaction is lost or pointless, and not only the row at hand.
    var endsTransaction: Bool {
        remedy == .stop || remedy == .refuse || remedy == .giveWay || reason == .busy
    }
}
