/// A role in the township (bot.md lists them).
package enum Role: String, Hashable, Sendable, Codable, CaseIterable {
    case townSecretary, mayor, deputySecretary, supervisor, villageSecretary, unitLeader, checkpointHead
    case checkpointStaff, patrol, cadre, volunteer

    /// Whether the role may send broadcasts to, and confirm them for, any place.
    package var broadcastsAnywhere: Bool {
        switch self {
        case .townSecretary, .mayor, .deputySecretary, .supervisor: true
        default: false
        }
    }

    /// Whether the role may see whole phones and identity numbers in a direct chat.
    package var seesWholeData: Bool { broadcastsAnywhere }
}

/// Levels of schooling, for mixing shifts.
package enum Education: String, Hashable, Sendable, Codable, CaseIterable {
    case primary, junior, senior, college
}

/// A person of the roster.
package struct Person: Hashable, Sendable, Identifiable {
    package var id: PersonID
    package var name: String
    package var phone: String?
    package var role: Role
    /// The place of the role: a leader's unit, a secretary's village, a checkpoint, the township.
    package var place: PlaceCode
    package var age: Int?
    package var education: Education?
    /// The accounts that people.csv gives them.
    package var accounts: [AccountKey]

    package init(
        id: PersonID, name: String, phone: String? = nil, role: Role, place: PlaceCode, age: Int? = nil,
        education: Education? = nil, accounts: [AccountKey] = []
    ) {
        self.id = id
        self.name = name
        self.phone = phone
        self.role = role
        self.place = place
        self.age = age
        self.education = education
        self.accounts = accounts
    }
}
