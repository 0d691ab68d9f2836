import Foundation

/// What a kept value is: bound into its seal, so that it opens in no other column.
///
/// The numbers are in stored rows: none is ever changed or given again.
enum ContentRole: UInt8, CaseIterable {
    case userName = 1
    case message = 2
    case raw = 3
    case post = 4
    case mentions = 5
    case report = 6
    case returnee = 7
    case chainMembers = 8
    case checkInName = 9
    case broadcastTitle = 10
    case broadcastScript = 11
    case personName = 12
    case phone = 13
    case auditDetail = 14
    case failure = 15

    // Of these a keyed hash is kept for look-ups; where the row has the text nowhere else, its seal stands beside.
    case returneeName = 32
    case checkInIdentity = 33
    case reportKey = 34
    case chainTitle = 35
    case said = 36

    /// The byte that a seal is bound to.
    var bound: Data { Data(repeating: rawValue, count: 1) }
}
