import Foundation
import Model

/// What a store says of itself, and what a move writes there.
extension StoreEnd {
    /// The names of `store_info` that a move reads and writes itself; all others are carried as they are.
    enum InfoName {
        static let schema = "schema"
        static let bot = "bot"
        static let id = "id"
        /// The id of the store that a move began to carry here.
        static let source = "move.source"
        /// How far each table is, for example `move.at.reports`.
        static let position = "move.at."
        /// All that the move itself wrote.
        static let ownRange = ("move.", "move/")
    }

    /// Whose a store is that a move fills: nobody's, so that no gateway opens half of one.
    static func owner(unfinished bot: String) -> String { "\(bot) (a move into it is not finished)" }

    /// All entries of `store_info`.
    func info() async throws(StoreMoveError) -> [String: String] {
        try await read { sql in
            Dictionary(
                try sql.rows("SELECT name, value FROM store_info") { (try $0.text(0), try $0.text(1)) }
            ) { first, _ in first }
        }
    }

    /// Fails when the schema is another than this program's, whose columns are carried.
    func requireSchema(_ info: [String: String]) throws(StoreMoveError) {
        guard let version = info[InfoName.schema].flatMap(Int.init), version != Migration.latest else {
            return
        }
        throw version > Migration.latest
            ? StoreMoveError(
                .engine,
                "the \(role.rawValue) has schema \(version), and this program knows up to \(Migration.latest)"
            )
            : StoreMoveError(
                .outdated,
                """
                the \(role.rawValue) has schema \(version), and this program carries schema \(Migration.latest): \
                open it once with this version (lianfang status BOT), then move it
                """)
    }

    /// Fails when a process holds a lease of a store that several may work on.
    func requireIdle() async throws(StoreMoveError) {
        guard isShared else { return }
        let now = Date()
        let until = try await read { sql in
            try sql.rows("SELECT until_at FROM leases WHERE until_at > $1", now) { try $0.date(0) }.max()
        }
        guard let until else { return }
        throw StoreMoveError(
            .inUse,
            """
            a gateway works on the \(role.rawValue): stop it first; one that was killed counts for another \
            \(Int(until.timeIntervalSince(now).rounded(.up))) s
            """)
    }

    /// Whether no table has a row.
    func isEmpty() async throws(StoreMoveError) -> Bool {
        try await read { sql in
            try StoreTable.all.allSatisfy { try sql.rows($0.any) { _ in }.isEmpty }
        }
    }
}

extension SQLConnection {
    /// Writes an entry of `store_info`.
    func setInfo(_ name: String, _ value: String) throws {
        try execute(
            """
            INSERT INTO store_info (name, value) VALUES ($1, $2)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """, name, value)
    }
}
