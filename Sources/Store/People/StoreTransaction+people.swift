import Foundation
import Model

/// Who says that an account is a person's.
enum AccountSource: String, SQLBindable {
    /// people.csv.
    case roster
    /// The person, by an invitation.
    case bound
}

extension StoreTransaction {
    /// Makes an account a person's; it was nobody else's afterwards.
    func bind(_ account: AccountKey, to person: PersonID) throws {
        try sql.execute(
            """
            INSERT INTO accounts (account, source, person, since_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (account, source) DO UPDATE SET person = excluded.person, since_at = excluded.since_at
            """, account, AccountSource.bound, person, now)
    }

    /// Uses an invitation up.
    ///
    /// - Throws: `.conflict` when it is used up already.
    func spendInvitation(hash: String, by account: AccountKey) throws {
        let spent = try sql.changes(
            "UPDATE invitations SET spent_at = $1, spent_by = $2 WHERE hash = $3 AND spent_at IS NULL",
            now, account, hash)
        guard spent == 1 else { throw StoreError(.conflict, "the invitation is not open") }
    }

    /// Remembers where an account talks with the bot alone.
    func know(directChat chat: ChatKey, of account: AccountKey) throws {
        try sql.execute(
            """
            INSERT INTO chats (chat, purpose, account, since_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (chat) DO UPDATE SET account = excluded.account, since_at = excluded.since_at
            """, chat, Purpose.direct, account, now)
    }
}
