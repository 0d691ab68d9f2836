import Foundation
import Model

/// A secret that cannot be had.
///
/// Never holds its value.
package struct SecretError: Error, Hashable, Sendable {
    /// The closed list of what can be wrong; all of them are the operator's to mend, none goes away by trying again.
    package enum Reason: String, Hashable, Sendable {
        /// No such variable or file.
        case missing
        /// It is there and holds nothing.
        case empty
        /// The file may not be read, or is not text.
        case unreadable

        /// As findings say it.
        var words: String {
            switch self {
            case .missing: "not set"
            case .empty: "empty"
            case .unreadable: "not readable"
            }
        }
    }

    package var reason: Reason
    /// Where it was looked for.
    package var source: SecretSource

    package init(_ reason: Reason, _ source: SecretSource) {
        self.reason = reason
        self.source = source
    }

    /// The variable or the file.
    package var `where`: String {
        switch source {
        case .environment(let name): "in the variable \(name)"
        case .file(let path): "in the file \(path)"
        }
    }
}

extension SecretError: CustomStringConvertible {
    /// For the operator: `the secret in the variable RELAY_SECRET is not set`.
    package var description: String { "the secret \(self.where) is \(reason.words)" }
}

/// Fetches secrets from where configuration says they lie.
package enum Secrets {
    /// The value of a secret, without the line break that editors put at a file's end.
    package static func resolve(
        _ source: SecretSource, environment: [String: String]
    ) throws(SecretError) -> Secret {
        let value: String
        switch source {
        case .environment(let name):
            guard let found = environment[name] else { throw SecretError(.missing, source) }
            value = found
        case .file(let path):
            guard FileManager.default.fileExists(atPath: path) else { throw SecretError(.missing, source) }
            do {
                value = try String(contentsOfFile: path, encoding: .utf8)
            } catch {
                throw SecretError(.unreadable, source)
            }
        }
        let trimmed = value.trimmed
        guard !trimmed.isEmpty else { throw SecretError(.empty, source) }
        return Secret(trimmed)
    }
}
