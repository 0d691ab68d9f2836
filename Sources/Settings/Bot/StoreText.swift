import Foundation
import Model

/// Where a store is, as `bot.yaml` and the command line write it: `sqlite:var/x.sqlite`, `postgres://user@host/database`.
package enum StoreText {
    /// Why a text names no store.
    package enum Broken: Error, Hashable, Sendable {
        /// It is neither a file nor a server's URL.
        case unknown
        /// It holds a password.
        case secret

        /// What to write instead.
        package var remedy: String {
            switch self {
            case .unknown: "write sqlite:var/name.sqlite or \"postgres://user@host/database\""
            case .secret:
                "write store: {url: \"postgres://user@host/database\", password: {env: PGPASSWORD}}"
            }
        }
    }

    /// Reads a text.
    ///
    /// - Parameters:
    ///   - password: where the password of a server lies; it must not stand in the text.
    ///   - folder: what a file's path is relative to: the bot's folder.
    package static func location(
        _ text: String, password: SecretSource?, in folder: String
    ) throws(Broken) -> StoreLocation {
        if text.hasPrefix("sqlite:"), text != "sqlite:" {
            let path = String(text.dropFirst("sqlite:".count))
            return .sqlite(path: path == ":memory:" ? path : BotFolder.resolve(path, in: folder))
        }
        guard text.hasPrefix("postgres://") || text.hasPrefix("postgresql://"),
            let parts = URLComponents(string: text),
            parts.path.count > 1
        else {
            throw .unknown
        }
        guard parts.password == nil else { throw .secret }
        return .postgres(url: text, password: password)
    }
}
