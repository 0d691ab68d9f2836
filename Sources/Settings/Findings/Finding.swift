/// Something wrong in a bot's folder: where, what, and what to write instead.
package struct Finding: Hashable, Sendable, CustomStringConvertible {
    package enum Severity: String, Hashable, Sendable {
        /// `run` refuses to start.
        case error
        /// Worth a look; everything runs.
        case warning
    }

    /// The file, relative to the bot's folder; `standard:…` for a file compiled into the binary.
    package var file: String
    /// The line, from 1.
    package var line: Int
    package var severity: Severity
    /// What is wrong, in one clause without a full stop.
    package var message: String
    /// What to write instead, in one clause.
    package var remedy: String

    package init(file: String, line: Int, severity: Severity, message: String, remedy: String) {
        self.file = file
        self.line = line
        self.severity = severity
        self.message = message
        self.remedy = remedy
    }

    /// `bot.yaml:7: unknown key “chanels”, write “channels”`.
    package var description: String {
        "\(file):\(line): " + (severity == .warning ? "warning: " : "") + message + ", " + remedy
    }
}

/// Gathers the findings of one load.
///
/// One task uses it from start to end.
final class FindingLog {
    private(set) var findings: [Finding] = []

    /// Records what keeps the bot from running.
    func error(_ file: String, _ line: Int, _ message: String, _ remedy: String) {
        findings.append(Finding(file: file, line: line, severity: .error, message: message, remedy: remedy))
    }

    /// Records what is worth a look.
    func warning(_ file: String, _ line: Int, _ message: String, _ remedy: String) {
        findings.append(Finding(file: file, line: line, severity: .warning, message: message, remedy: remedy))
    }

    /// How many errors there are so far.
    var errorCount: Int { findings.count { $0.severity == .error } }

    /// Errors and warnings by file and line, each once; bot.yaml first.
    var sorted: [Finding] {
        var seen: Set<Finding> = []
        return findings.filter { seen.insert($0).inserted }.enumerated().sorted { left, right in
            let (a, b) = (left.element, right.element)
            if a.file != b.file {
                return a.file == BotFolder.mainFile || (b.file != BotFolder.mainFile && a.file < b.file)
            }
            return (a.line, left.offset) < (b.line, right.offset)
        }.map(\.element)
    }
}
