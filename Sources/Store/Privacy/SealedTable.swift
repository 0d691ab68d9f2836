/// A table that holds sealed columns or look-up keys: what to walk when a key is replaced.
struct SealedTable: Sendable {
    enum KeyKind: Sendable { case integer, text }

    struct Column: Sendable {
        var name: String
        var role: ContentRole
    }

    /// A column of look-up keys, and where the row has its text.
    struct Lookup: Sendable {
        enum Text: Sendable {
            /// Sealed, in the column `source`.
            case source
            /// In the JSON of the returnee.
            case returneeName
            /// The roster id where there is one, else the name.
            case identity
        }
        var column: String
        var role: ContentRole
        var text: Text

        /// The column that is read beside the key.
        var beside: String {
            switch text {
            case .source: "source"
            case .returneeName: "content"
            case .identity: "person"
            }
        }
    }

    var name: String
    /// The primary key, in its order.
    var key: [(name: String, kind: KeyKind)]
    var columns: [Column] = []
    var lookup: Lookup?
    /// Which rows there is something to do for; nil: all.
    var filter: String?

    /// Every table with something sealed in it.
    ///
    /// What lies plain, and why, is told in the page of this room.
    static let all: [SealedTable] = [
        SealedTable(
            name: "inbox", key: [("id", .integer)],
            columns: [
                Column(name: "user_name", role: .userName), Column(name: "content", role: .message),
                Column(name: "raw", role: .raw), Column(name: "last_error", role: .failure),
            ]),
        SealedTable(
            name: "outbox", key: [("id", .integer)],
            columns: [
                Column(name: "content", role: .post), Column(name: "mentions", role: .mentions),
                Column(name: "last_error", role: .failure),
            ]),
        SealedTable(
            name: "timers", key: [("unique_key", .text)],
            columns: [Column(name: "last_error", role: .failure)], filter: "last_error IS NOT NULL"),
        SealedTable(
            name: "polls", key: [("channel", .text)],
            columns: [Column(name: "last_error", role: .failure)], filter: "last_error IS NOT NULL"),
        SealedTable(
            name: "audit", key: [("id", .integer)], columns: [Column(name: "detail", role: .auditDetail)]),
        SealedTable(
            name: "reports", key: [("number", .integer)], columns: [Column(name: "content", role: .report)]),
        SealedTable(
            name: "report_versions", key: [("number", .integer), ("version", .integer)],
            columns: [Column(name: "content", role: .report)]),
        SealedTable(
            name: "report_keys", key: [("name", .text)],
            lookup: Lookup(column: "name", role: .reportKey, text: .source)),
        SealedTable(
            name: "returnees", key: [("report", .integer)],
            columns: [Column(name: "content", role: .returnee)],
            lookup: Lookup(column: "name_key", role: .returneeName, text: .returneeName)),
        SealedTable(
            name: "chains",
            key: [("chat", .text), ("title_key", .text), ("form", .text), ("version", .integer)],
            columns: [Column(name: "members", role: .chainMembers)],
            lookup: Lookup(column: "title_key", role: .chainTitle, text: .source)),
        SealedTable(
            name: "check_ins", key: [("shift", .text), ("identity_key", .text), ("report", .integer)],
            columns: [Column(name: "name", role: .checkInName)],
            lookup: Lookup(column: "identity_key", role: .checkInIdentity, text: .identity)),
        SealedTable(
            name: "broadcasts", key: [("number", .integer)],
            columns: [
                Column(name: "title", role: .broadcastTitle), Column(name: "script", role: .broadcastScript),
            ]),
        SealedTable(
            name: "people", key: [("id", .text)],
            columns: [Column(name: "name", role: .personName), Column(name: "phone", role: .phone)]),
        SealedTable(
            name: "said", key: [("name", .text)],
            lookup: Lookup(column: "name", role: .said, text: .source)),
    ]
}
