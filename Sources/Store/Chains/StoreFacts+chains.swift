import Foundation
import Model

/// One entry of a chain as its row keeps it: short names, because a chain may have a thousand entries in many versions.
struct ChainMemberContent: Codable {
    /// The report.
    var r: Int
    /// The hash of the entry as read.
    var h: String
    /// When it was first read so, in milliseconds.
    var t: Int64
}

extension StoreFacts {
    func chain(_ title: String, of form: String, in chat: ChatKey, newest limit: Int) throws -> [ChainVersion]
    {
        let names = content.keys(title, .chainTitle)
        let found = try names.flatMap { name in
            try sql.rows(
                """
                SELECT version, at, members FROM chains WHERE chat = $1 AND title_key = $2 AND form = $3
                ORDER BY version DESC LIMIT $4
                """, chat, name, form, limit
            ) { row in
                let members: [ChainMemberContent] = try content.open(json: row.text(2), .chainMembers)
                return ChainVersion(
                    chat: chat, title: title, form: form, version: try row.int(0),
                    members: members.map {
                        ChainVersion.Member(report: $0.r, hash: $0.h, readAt: Date(milliseconds: $0.t))
                    }, at: try row.date(1))
            }
        }
        return names.count == 1 ? found : Array(found.sorted { $0.version > $1.version }.prefix(limit))
    }
}
