import Foundation
import Model

/// A value as the engines know it.
enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
}

/// What may stand for a `$n` of a statement.
protocol SQLBindable {
    var sqlValue: SQLValue { get }
}

extension SQLValue: SQLBindable { var sqlValue: SQLValue { self } }
extension String: SQLBindable { var sqlValue: SQLValue { .text(self) } }
extension Int: SQLBindable { var sqlValue: SQLValue { .integer(Int64(self)) } }
extension Int64: SQLBindable { var sqlValue: SQLValue { .integer(self) } }
extension Double: SQLBindable { var sqlValue: SQLValue { .real(self) } }
/// 0 or 1: SQLite has no booleans.
extension Bool: SQLBindable { var sqlValue: SQLValue { .integer(self ? 1 : 0) } }
/// Milliseconds since 1970.
extension Date: SQLBindable { var sqlValue: SQLValue { .integer(milliseconds) } }
extension Optional: SQLBindable where Wrapped: SQLBindable {
    var sqlValue: SQLValue { self?.sqlValue ?? .null }
}

extension SQLBindable where Self: RawRepresentable, RawValue == String {
    var sqlValue: SQLValue { .text(rawValue) }
}

extension ChannelName: SQLBindable {}
extension PersonID: SQLBindable {}
extension PlaceCode: SQLBindable {}
extension ShiftID: SQLBindable {}
extension TimerKind: SQLBindable {}
extension Outcome: SQLBindable {}
extension IncomingKind: SQLBindable {}
extension DeliveryClass: SQLBindable {}
extension ReportRecord.State: SQLBindable {}
extension Returnee.State: SQLBindable {}
extension Rectification.State: SQLBindable {}
extension Shift.State: SQLBindable {}
extension CaseRecord.State: SQLBindable {}
extension Broadcast.State: SQLBindable {}
extension BroadcastTarget.State: SQLBindable {}
extension WorkState: SQLBindable {}
extension Role: SQLBindable {}
extension Education: SQLBindable {}
extension Purpose: SQLBindable {}
extension UnknownSenders: SQLBindable {}
extension Show: SQLBindable {}

/// `town:!abc:localhost`: one column holds channel and chat.
extension ChatKey: SQLBindable {
    var sqlValue: SQLValue { .text(text) }

    /// Reads `town:!abc:localhost` back.
    ///
    /// A channel's name has no colon.
    init?(_ text: String) {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        self.init(
            channel: ChannelName(String(text[..<colon])), id: String(text[text.utf8.index(after: colon)...]))
    }
}

extension AccountKey: SQLBindable { var sqlValue: SQLValue { .text(text) } }

/// Roster ids in one column, separated by spaces as duty.csv has them. No id holds a space.
extension Array: SQLBindable where Element: RawRepresentable, Element.RawValue == String {
    var sqlValue: SQLValue { .text(map(\.rawValue).joined(separator: " ")) }
}
