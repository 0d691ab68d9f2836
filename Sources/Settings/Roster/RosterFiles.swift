import Model
import ReportLanguage

/// The roster as its files tell it, with the line of each entry, while it is held together.
struct RosterFiles {
    /// An entry and where it stands.
    struct Entry<Value> {
        var value: Value
        var file: String
        var line: Int
    }

    var people: [Entry<Person>] = []
    var villages: [Entry<Village>] = []
    var units: [Entry<HouseholdUnit>] = []
    var checkpoints: [Entry<Checkpoint>] = []
    var teams: [Entry<Team>] = []
    var duty: [Entry<DutyLine>] = []
    /// The columns whose people are named before people.csv is held against them: file, line, column, id.
    var references: [(file: String, line: Int, column: String, id: PersonID)] = []
    /// Whether the bot has a roster at all; without one any place goes.
    var exists = false

    /// The roster for the bot.
    var roster: Roster {
        Roster(
            people: people.map(\.value), villages: villages.map(\.value), units: units.map(\.value),
            checkpoints: checkpoints.map(\.value), teams: teams.map(\.value), duty: duty.map(\.value))
    }

    /// Whether a code is a place of this township.
    ///
    /// Without a roster every well-formed code is.
    func knows(_ code: PlaceCode, township: PlaceCode) -> Bool {
        guard exists else { return code.kind != .other }
        return code == township || villages.contains { $0.value.code == code }
            || units.contains { $0.value.code == code } || checkpoints.contains { $0.value.code == code }
    }

    /// Every code, for suggestions.
    func placeCodes(township: PlaceCode) -> [String] {
        [township.rawValue] + villages.map(\.value.code.rawValue) + checkpoints.map(\.value.code.rawValue)
            + units.map(\.value.code.rawValue)
    }
}

extension BotLoader {
    /// The files of a roster, in the order in which they need each other.
    static let rosterFiles = [
        "villages.csv", "units.csv", "checkpoints.csv", "teams.csv", "people.csv", "duty.csv",
    ]

    /// Reads the roster's folder and holds its files against each other.
    func readRoster(_ settings: BotSettings) -> RosterFiles {
        var files = RosterFiles()
        guard let folder = settings.roster?.path else { return files }
        files.exists = true
        let present = BotFolder.files(
            in: BotFolder.resolve(folder, in: self.folder), extensions: ["csv", "CSV"])
        for name in present where !Self.rosterFiles.contains(name) {
            let remedy = Suggestion.nearest(to: name, among: Self.rosterFiles).map { "rename it to \($0)" }
            log.warning(
                joined(folder, name), 1, "the file is not part of a roster", remedy ?? "move it elsewhere")
        }
        func table(_ name: String, _ columns: [String], optional: Set<String> = []) -> CSVTable? {
            guard present.contains(name) else { return nil }
            return source(joined(folder, name)).map {
                CSVTable($0, columns: columns, optional: optional, log: log)
            }
        }
        if let villages = table(
            "villages.csv", ["code", "name", "tun", "secretary"], optional: ["tun", "secretary"])
        {
            readVillages(villages, into: &files)
        }
        let unitColumns = ["code", "village", "tun", "name", "leader", "households"]
        if let units = table("units.csv", unitColumns, optional: ["tun", "leader", "households"]) {
            readUnits(units, into: &files)
        }
        let checkpointColumns = ["code", "name", "place", "head", "required"]
        if let checkpoints = table("checkpoints.csv", checkpointColumns, optional: ["head", "required"]) {
            readCheckpoints(checkpoints, into: &files, township: settings.township.code)
        }
        if let teams = table(
            "teams.csv", ["code", "name", "leader", "members"], optional: ["leader", "members"])
        {
            readTeams(teams, into: &files)
        }
        let peopleColumns = ["id", "name", "phone", "role", "place", "age", "education", "accounts"]
        if let people = table(
            "people.csv", peopleColumns, optional: ["phone", "age", "education", "accounts"])
        {
            readPeople(people, into: &files, settings: settings)
        }
        if let duty = table("duty.csv", ["checkpoint", "date", "from", "to", "staff"]) {
            readDuty(duty, into: &files)
        }
        // A file that is not there would else be told only by every line that needs it.
        let needed = [
            ("villages.csv", present.contains("units.csv")), ("people.csv", !files.references.isEmpty),
        ]
        for (name, isNeeded) in needed where isNeeded && !present.contains(name) {
            log.error(
                joined(folder, name), 1, "the file is missing, and other files name its entries",
                "put it beside them")
        }
        checkReferences(files)
        checkPosts(files)
        checkDuty(files)
        return files
    }

    /// Each person named by another file must be in people.csv.
    private func checkReferences(_ files: RosterFiles) {
        let ids = Set(files.people.map(\.value.id))
        for reference in files.references where !ids.contains(reference.id) {
            log.error(
                reference.file, reference.line,
                "\(reference.column): nobody in people.csv has the id “\(reference.id.rawValue)”",
                Suggestion.nearest(to: reference.id.rawValue, among: ids.map(\.rawValue).sorted())
                    .map { "write “\($0)” or add the person" } ?? "add the person or leave the cell empty")
        }
    }

    /// Villages without a secretary, units without a leader, checkpoints without a head; leaders of another role.
    private func checkPosts(_ files: RosterFiles) {
        let roles = Dictionary(files.people.map { ($0.value.id, $0.value) }) { first, _ in first }
        func check(
            _ holder: PersonID?, _ role: Role, at place: PlaceCode, of name: String, _ file: String,
            _ line: Int, _ column: String
        ) {
            guard let holder else {
                log.warning(
                    file, line, "\(place.rawValue) \(name) has no \(column)",
                    "write a person's id, or nobody is told")
                return
            }
            guard let person = roles[holder], person.role != role || person.place != place else { return }
            log.warning(
                file, line,
                "\(column): people.csv has \(holder.rawValue) as \(person.role.rawValue) of \(person.place.rawValue)",
                "make the two files agree")
        }
        for entry in files.villages {
            check(
                entry.value.secretary, .villageSecretary, at: entry.value.code, of: entry.value.name,
                entry.file,
                entry.line, "secretary")
        }
        for entry in files.units {
            check(
                entry.value.leader, .unitLeader, at: entry.value.code, of: entry.value.name, entry.file,
                entry.line,
                "leader")
        }
        for entry in files.checkpoints {
            check(
                entry.value.head, .checkpointHead, at: entry.value.code, of: entry.value.name, entry.file,
                entry.line,
                "head")
        }
    }
}
