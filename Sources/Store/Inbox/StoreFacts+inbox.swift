import Foundation
import Model

extension StoreFacts {
    func messageCount(of account: AccountKey, since: Date) throws -> Int {
        try sql.rows(
            "SELECT count(*) FROM inbox WHERE account = $1 AND created_at >= $2 AND kind <> 'other'", account,
            since
        ) { try $0.int(0) }.first ?? 0
    }
}
