import Foundation
import Model
import ReportLanguage

extension GatewayStore {
    /// Mirrors what the bot's folder says of people, places, chats and duty, so that queries can join them.
    ///
    /// The files stay the base: the mirror is made anew each time. What people did by chat (bound accounts, direct chats)
    /// is the store's own and stays.
    package func synchronise(_ bot: BotDefinition, now: Date) async throws(StoreError) {
        // Two processes that start together must not make it both.
        try await write(.deciding, now: now) { transaction in
            try transaction.mirror(people: bot.roster.people)
            try transaction.mirror(places: bot.roster)
            try transaction.mirror(duty: bot.roster.duty)
            try transaction.mirror(chats: bot.chats)
        }
    }

    /// Keeps an invitation by the hash of its token; the token itself is never kept.
    package func addInvitation(
        hash: String, person: PersonID, expires: Date, now: Date
    ) async throws(StoreError) {
        try await write(now: now) { transaction in
            try transaction.sql.execute(
                """
                INSERT INTO invitations (hash, person, created_at, expires_at) VALUES ($1, $2, $3, $4)
                ON CONFLICT (hash) DO NOTHING
                """, hash, person, now, expires)
        }
    }
}

extension StoreTransaction {
    fileprivate func mirror(people: [Person]) throws {
        try sql.execute("DELETE FROM people")
        try sql.execute("DELETE FROM accounts WHERE source = 'roster'")
        for person in people {
            try sql.execute(
                """
                INSERT INTO people (id, name, phone, role, place, age, education) VALUES ($1, $2, $3, $4, $5, $6, $7)
                ON CONFLICT (id) DO NOTHING
                """, person.id, content.seal(person.name, .personName),
                person.phone.map { try content.seal($0, .phone) }, person.role,
                person.place,
                person.age, person.education)
            for account in person.accounts {
                try sql.execute(
                    """
                    INSERT INTO accounts (account, source, person, since_at) VALUES ($1, $2, $3, $4)
                    ON CONFLICT (account, source) DO NOTHING
                    """, account, AccountSource.roster, person.id, now)
            }
        }
    }

    fileprivate func mirror(places roster: Roster) throws {
        for table in ["villages", "units", "checkpoints"] { try sql.execute("DELETE FROM \(table)") }
        for village in roster.villages {
            try sql.execute(
                "INSERT INTO villages (code, name, secretary) VALUES ($1, $2, $3) ON CONFLICT (code) DO NOTHING",
                village.code, village.name, village.secretary)
        }
        for unit in roster.units {
            try sql.execute(
                """
                INSERT INTO units (code, village, hamlet, name, leader, households) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (code) DO NOTHING
                """, unit.code, unit.village, unit.hamlet, unit.name, unit.leader, unit.households)
        }
        for checkpoint in roster.checkpoints {
            try sql.execute(
                """
                INSERT INTO checkpoints (code, name, place, head, required) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (code) DO NOTHING
                """, checkpoint.code, checkpoint.name, checkpoint.place, checkpoint.head, checkpoint.required)
        }
    }

    fileprivate func mirror(duty lines: [DutyLine]) throws {
        try sql.execute("DELETE FROM duty")
        for (index, line) in lines.enumerated() {
            let days =
                switch line.days {
                case .every: "*"
                case .day(let day): day.iso
                case .weekday(let weekday): String(weekday)
                }
            try sql.execute(
                """
                INSERT INTO duty (line, checkpoint, days, from_time, to_time, staff) VALUES ($1, $2, $3, $4, $5, $6)
                """, index + 1, line.checkpoint, days, line.from.iso, line.to.iso, line.staff)
        }
    }

    fileprivate func mirror(chats: [ChatDefinition]) throws {
        try sql.execute("DELETE FROM chats WHERE purpose <> 'direct'")
        for chat in chats {
            try sql.execute(
                """
                INSERT INTO chats (chat, purpose, place, unknown_senders, shows, since_at)
                VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (chat) DO UPDATE SET purpose = excluded.purpose, place = excluded.place,
                    unknown_senders = excluded.unknown_senders, shows = excluded.shows
                """, chat.key, chat.purpose, chat.place, chat.unknownSenders, chat.show, now)
        }
    }
}
