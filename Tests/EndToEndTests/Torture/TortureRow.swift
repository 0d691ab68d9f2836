import Foundation

/// One line of the torture's table: a fault, and what came of the messages that were said during it.
struct TortureRow: Codable, Sendable {
    /// What was done to the gateway.
    var fault: String
    /// How often.
    var rounds = 0
    /// How many messages the simulator handed out.
    var messages = 0
    /// Messages that are no report.
    var lost = 0
    /// Reports kept twice, and messages with more than one set of effects.
    var doubledEffects = 0
    /// Messages without a reply.
    var missingReplies = 0
    /// Replies more than one, on channels that know a repeated post by its key.
    var doubledIdempotent = 0
    /// Replies more than one, on channels that do not.
    var doubledOther = 0
    /// Replies doubled beyond those that were in flight at a kill, or whose answer the platform kept back.
    var doubledBeyond = 0
    /// Posts in flight at the kills, on channels that do not know a repeated post.
    var inFlight = 0
    /// Replies that came before the reply to an earlier message of their chat.
    var outOfOrder = 0
    /// What else an operator should know of the run.
    var note = ""

    /// Whether every promise was kept.
    var isClean: Bool {
        lost == 0 && doubledEffects == 0 && missingReplies == 0 && doubledIdempotent == 0
            && doubledBeyond == 0 && outOfOrder == 0
    }

    /// Adds the row to this run's table.
    func publish() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let line = try encoder.encode(self) + Data("\n".utf8)
        guard let table = TortureSettings.current.table else {
            FileHandle.standardOutput.write(line)
            return
        }
        if !FileManager.default.fileExists(atPath: table.path) {
            _ = FileManager.default.createFile(atPath: table.path, contents: nil)
        }
        let file = try FileHandle(forWritingTo: table)
        try file.seekToEnd()
        try file.write(contentsOf: line)
        try file.close()
    }
}
