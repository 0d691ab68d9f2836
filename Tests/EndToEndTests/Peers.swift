import Foundation

/// Where the foreign programs are that judge our dialects; `script/test` installs and starts them.
enum Peers {
    /// A Python with the packages of `script/bootstrap tests`; nil when the tests run without `script/test`.
    static let python = ProcessInfo.processInfo.environment["LIANFANG_PEERS"]

    /// The base URL of a real Matrix Synapse; nil when none was started.
    static let synapse = ProcessInfo.processInfo.environment["LIANFANG_SYNAPSE"]

    /// The URL of a real PostgreSQL; nil when none was started.
    static let postgres = ProcessInfo.processInfo.environment["LIANFANG_POSTGRES"]

    /// A script of `Tests/Peers`.
    static func script(_ name: String) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Peers/\(name)").path
    }
}
