import Foundation

/// One version of a group chain (群接龙) as somebody sent it: which entries it held.
///
/// A chain is sent whole each time, so what is new, changed or gone is only seen against earlier versions. Entries are kept
/// by the reports that they became; what they said is in the reports themselves.
package struct ChainVersion: Hashable, Sendable {
    /// One entry of a chain.
    package struct Member: Hashable, Sendable, Codable {
        /// The report that the entry became.
        package var report: Int
        /// A hash of the entry as it was read: the same words read the same, whatever the report became meanwhile.
        package var hash: String
        /// When the entry was first sent in these words: 后天 means the day after the day after that.
        package var readAt: Date

        package init(report: Int, hash: String, readAt: Date) {
            self.report = report
            self.hash = hash
            self.readAt = readAt
        }
    }

    package var chat: ChatKey
    /// What stands over the entries, as the chat knows the chain.
    package var title: String
    /// The form of its first entry.
    package var form: String
    /// 1 at first.
    package var version: Int
    /// In the order in which they stood.
    package var members: [Member]
    package var at: Date

    package init(chat: ChatKey, title: String, form: String, version: Int, members: [Member], at: Date) {
        self.chat = chat
        self.title = title
        self.form = form
        self.version = version
        self.members = members
        self.at = at
    }
}
