import Model

extension StoreTransaction {
    /// How many versions of a chain are kept: what people continue is one of the last few.
    private static let chainVersionsKept = 8

    /// Keeps a version of a chain, and lets the oldest go.
    func save(_ version: ChainVersion) throws {
        let members = version.members.map {
            ChainMemberContent(r: $0.report, h: $0.hash, t: $0.readAt.milliseconds)
        }
        try sql.execute(
            """
            INSERT INTO chains (chat, title_key, form, version, at, members, source)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (chat, title_key, form, version) DO UPDATE SET at = excluded.at, members = excluded.members
            """, version.chat, content.key(version.title, .chainTitle), version.form, version.version,
            version.at, content.seal(json: members, .chainMembers),
            content.source(version.title, .chainTitle))
        for title in content.keys(version.title, .chainTitle) {
            try sql.execute(
                "DELETE FROM chains WHERE chat = $1 AND title_key = $2 AND form = $3 AND version <= $4",
                version.chat, title, version.form, version.version - Self.chainVersionsKept)
        }
    }
}
