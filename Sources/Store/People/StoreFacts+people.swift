import Foundation
import Model

extension StoreFacts {
    func boundPerson(_ account: AccountKey) throws -> PersonID? {
        try sql.rows("SELECT person FROM accounts WHERE account = $1 AND source = 'bound'", account) {
            try $0.value(0, as: PersonID.self)
        }.first
    }

    func boundAccounts(of person: PersonID) throws -> [AccountKey] {
        try sql.rows(
            """
            SELECT account FROM accounts WHERE person = $1 AND source = 'bound' ORDER BY since_at DESC, account
            """, person
        ) { try $0.account(0) }
    }

    func directChat(of account: AccountKey) throws -> ChatKey? {
        try sql.rows(
            "SELECT chat FROM chats WHERE account = $1 ORDER BY since_at DESC, chat LIMIT 1", account
        ) { try $0.chat(0) }.first
    }

    func invitation(hash: String, now: Date) throws -> PersonID? {
        try sql.rows(
            "SELECT person FROM invitations WHERE hash = $1 AND spent_at IS NULL AND expires_at > $2", hash,
            now
        ) { try $0.value(0, as: PersonID.self) }.first
    }
}
