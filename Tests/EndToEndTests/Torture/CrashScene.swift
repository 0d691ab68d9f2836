import Foundation
import Model
import ReportLanguage

@testable import Store

/// What a killed daemon left on the disk, looked at in a copy: opening the file itself would tidy up before the daemon does.
enum CrashScene {
    /// Runs a body on a copy of a store's file and log, which is opened and checked page by page.
    static func withCopy<Value: Sendable>(
        _ path: String, _ body: (GatewayStore) async throws -> Value
    ) async throws -> Value {
        let files = FileManager.default
        let folder = files.temporaryDirectory.appending(path: "scene-\(UUID().uuidString)")
        try files.createDirectory(at: folder, withIntermediateDirectories: true)
        // What is left lies in the temporary folder.
        defer { try? files.removeItem(at: folder) }
        let copy = folder.appending(path: "store.sqlite").path
        for suffix in ["", "-wal"] where files.fileExists(atPath: path + suffix) {
            try files.copyItem(atPath: path + suffix, toPath: copy + suffix)
        }
        let store = try GatewayStore(path: copy, bot: "testbot")
        do {
            let value = try await body(store)
            try store.close()
            return value
        } catch {
            try store.close()
            throw error
        }
    }

    /// The messages whose posts were claimed and not settled, by their texts, a text as often as it has such posts.
    static func postsInFlight(_ path: String, channels: [String]) async throws -> [String] {
        try await withCopy(path) { store in
            let places = channels.map { "outbox.conversation LIKE '\($0):%'" }.joined(separator: " OR ")
            let rows = try await store.inspect(
                """
                SELECT inbox.content FROM outbox JOIN inbox ON inbox.id = outbox.message
                WHERE outbox.state = 'running' AND (\(places))
                """)
            return try rows.map { try store.content.open($0[0] ?? "", .message) }
        }
    }

    /// What a store holds of what was done.
    struct Effects {
        /// The telephone numbers of all reports, a number as often as it has reports.
        var phones: [String: Int]
        /// How many messages have two posts.
        var repeatedPosts: Int
        /// The ids under which the relay's posts are sent, each of which is one message there whatever comes twice.
        var relayPosts: [String]
    }

    /// What a store holds of what was done.
    static func effects(_ path: String) async throws -> Effects {
        try await withCopy(path) { store in
            let phones = try await store.read { facts in
                var phones: [String: Int] = [:]
                for number in 1..<(try facts.nextNumber(.report)) {
                    let record = try facts.report(number)
                    if let phone = record?.report.fields["phone"]?.string { phones[phone, default: 0] += 1 }
                }
                return phones
            }
            let repeated = try await store.inspect(
                """
                SELECT message FROM outbox WHERE message IS NOT NULL AND reply_to IS NOT NULL
                GROUP BY message, conversation HAVING count(*) > 1
                """)
            let storeID = store.storeID
            let rows = try await store.inspect(
                "SELECT id, bundle FROM outbox WHERE conversation LIKE 'town:%'")
            return Effects(
                phones: phones, repeatedPosts: repeated.count,
                relayPosts: rows.map { row in
                    row[1].map { "\(storeID)-b\($0)" } ?? "\(storeID)-\(row[0] ?? "")"
                })
        }
    }
}
