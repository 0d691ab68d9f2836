import Model
import ReportLanguage

/// A duty plan told by message: it is kept, and the receipt does not claim that the plan changed, because only the duty file
/// and whoever keeps it decide that.
struct DutyDesk: ReportDesk {
    func carryOut(_ record: ReportRecord, in ruling: inout Ruling) throws -> String? {
        let words = ruling.words(for: record.chat)
        return words("duty.kept", ["line": summary(of: record, in: words)])
    }

    func summary(of record: ReportRecord, in words: Wording) -> String {
        PlainDesk().summary(of: record, in: words)
    }
}
