import Model
import ReportLanguage

/// Tells whether a chain's entry reads as it did before, without keeping what it said.
enum EntryHash {
    /// A hash of an entry as it was read; what the reader filled in for want of words is no part of it.
    static func of(_ report: Report, from message: ReceivedMessage, _ definition: FormDefinition?) -> String {
        let said = report.fields.filter { field, value in
            definition?.field(field)?.fallback == .message || !message.isDefault(field, value, of: definition)
        }
        let fields = said.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let problems = report.problems.map { "\($0.code.rawValue) \($0.field) \($0.raw ?? "")" }
        return fnv(([report.form] + fields + problems).joined(separator: "\n"))
    }

    /// FNV-1a of 64 bits, in hex: the same on every machine and in every run.
    private static func fnv(_ text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 36)
    }
}
