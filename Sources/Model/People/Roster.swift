import ReportLanguage

/// A village and its hamlets (屯).
package struct Village: Hashable, Sendable {
    package var code: PlaceCode
    package var name: String
    package var hamlets: [String]
    package var secretary: PersonID?
    package init(code: PlaceCode, name: String, hamlets: [String] = [], secretary: PersonID? = nil) {
        self.code = code
        self.name = name
        self.hamlets = hamlets
        self.secretary = secretary
    }
}

/// A ten-household unit.
package struct HouseholdUnit: Hashable, Sendable {
    package var code: PlaceCode
    package var village: PlaceCode
    package var hamlet: String?
    package var name: String
    package var leader: PersonID?
    package var households: Int?
    package init(
        code: PlaceCode, village: PlaceCode, hamlet: String? = nil, name: String, leader: PersonID? = nil,
        households: Int? = nil
    ) {
        self.code = code
        self.village = village
        self.hamlet = hamlet
        self.name = name
        self.leader = leader
        self.households = households
    }
}

/// A checkpoint.
package struct Checkpoint: Hashable, Sendable {
    package var code: PlaceCode
    package var name: String
    /// The village or township that it belongs to.
    package var place: PlaceCode
    package var head: PersonID?
    /// How many must be on duty; 2 by default.
    package var required: Int
    package init(code: PlaceCode, name: String, place: PlaceCode, head: PersonID? = nil, required: Int = 2) {
        self.code = code
        self.name = name
        self.place = place
        self.head = head
        self.required = required
    }
}

/// An inspection team.
package struct Team: Hashable, Sendable {
    package var code: String
    package var name: String
    package var leader: PersonID?
    package var members: [PersonID]
    package init(code: String, name: String, leader: PersonID? = nil, members: [PersonID] = []) {
        self.code = code
        self.name = name
        self.leader = leader
        self.members = members
    }
}

/// The township's people and places, as its files say, indexed for look-up.
package struct Roster: Sendable {
    package let people: [Person]
    package let villages: [Village]
    package let units: [HouseholdUnit]
    package let checkpoints: [Checkpoint]
    package let teams: [Team]
    package let duty: [DutyLine]
    private let peopleByID: [PersonID: Person]
    private let peopleByAccount: [AccountKey: Person]
    private let peopleByName: [String: [Person]]

    package init(
        people: [Person] = [], villages: [Village] = [], units: [HouseholdUnit] = [],
        checkpoints: [Checkpoint] = [],
        teams: [Team] = [], duty: [DutyLine] = []
    ) {
        self.people = people
        self.villages = villages
        self.units = units
        self.checkpoints = checkpoints
        self.teams = teams
        self.duty = duty
        peopleByID = Dictionary(people.map { ($0.id, $0) }) { first, _ in first }
        peopleByAccount = Dictionary(people.flatMap { person in person.accounts.map { ($0, person) } }) {
            first, _ in
            first
        }
        peopleByName = Dictionary(grouping: people, by: \.name)
    }

    package func person(_ id: PersonID) -> Person? { peopleByID[id] }
    /// The person to whom people.csv gives an account.
    ///
    /// Accounts bound by chat are facts of the store.
    package func person(account: AccountKey) -> Person? { peopleByAccount[account] }
    /// Everybody of that exact name.
    package func people(named name: String) -> [Person] { peopleByName[name] ?? [] }
    package func village(_ code: PlaceCode) -> Village? { villages.first { $0.code == code } }
    package func unit(_ code: PlaceCode) -> HouseholdUnit? { units.first { $0.code == code } }
    package func checkpoint(_ code: PlaceCode) -> Checkpoint? { checkpoints.first { $0.code == code } }

    /// Everybody who holds a role at exactly that place.
    package func people(_ role: Role, at place: PlaceCode) -> [Person] {
        people.filter { $0.role == role && $0.place == place }
    }

    /// The village that a place lies in: a unit's, a checkpoint's, its own; nil for the township.
    package func village(of place: PlaceCode) -> PlaceCode? {
        if let checkpoint = checkpoint(place) { return checkpoint.place.village }
        return place.village
    }

    /// The name of a place as people say it; its code where the roster has none.
    package func name(of place: PlaceCode) -> String {
        village(place)?.name ?? checkpoint(place)?.name ?? unit(place)?.name ?? place.rawValue
    }
}
