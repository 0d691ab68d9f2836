import Foundation
import Model
import ReportLanguage

/// `已播`: a village says that it has played a broadcast.
struct PlayedDesk: ReportDesk {
    func carryOut(_ record: ReportRecord, in ruling: inout Ruling) throws -> String? { nil }

    func summary(of record: ReportRecord, in words: Wording) -> String {
        PlainDesk().summary(of: record, in: words)
    }
}
