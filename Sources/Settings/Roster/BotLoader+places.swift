import Model

extension BotLoader {
    func readVillages(_ table: CSVTable, into files: inout RosterFiles) {
        var lines: [String: Int] = [:]
        for row in table.rows {
            guard let code = code(row, of: .village, example: "V03", table, &lines),
                let name = required("name", row, table)
            else { continue }
            let secretary = person("secretary", row, table, &files)
            files.villages.append(
                .init(
                    value: Village(code: code, name: name, hamlets: row.words("tun"), secretary: secretary),
                    file: table.name, line: row.line))
        }
    }

    func readUnits(_ table: CSVTable, into files: inout RosterFiles) {
        var lines: [String: Int] = [:]
        let villages = files.villages.map(\.value.code.rawValue)
        for row in table.rows {
            guard let code = code(row, of: .unit, example: "V03-02", table, &lines),
                let village = required("village", row, table), let name = required("name", row, table)
            else { continue }
            let leader = person("leader", row, table, &files)
            let households = number("households", row, 0...10_000, table)
            guard villages.contains(village) else {
                log.error(
                    table.name, row.line, "villages.csv has no village “\(village)”",
                    Suggestion.remedy(for: village, among: villages))
                continue
            }
            guard code.village?.rawValue == village else {
                log.error(
                    table.name, row.line, "the unit \(code.rawValue) is not of the village \(village)",
                    "write a code that starts with \(village)-")
                continue
            }
            let unit = HouseholdUnit(
                code: code, village: PlaceCode(village), hamlet: row["tun"], name: name, leader: leader,
                households: households)
            files.units.append(.init(value: unit, file: table.name, line: row.line))
        }
    }

    func readCheckpoints(_ table: CSVTable, into files: inout RosterFiles, township: PlaceCode) {
        var lines: [String: Int] = [:]
        let places = [township.rawValue] + files.villages.map(\.value.code.rawValue)
        for row in table.rows {
            guard let code = code(row, of: .checkpoint, example: "K07", table, &lines),
                let name = required("name", row, table), let place = required("place", row, table)
            else { continue }
            let head = person("head", row, table, &files)
            let needed = number("required", row, 1...50, table)
            guard places.contains(place) else {
                log.error(
                    table.name, row.line, "“\(place)” is neither a village nor the township",
                    Suggestion.remedy(for: place, among: places))
                continue
            }
            let checkpoint = Checkpoint(
                code: code, name: name, place: PlaceCode(place), head: head, required: needed ?? 2)
            files.checkpoints.append(.init(value: checkpoint, file: table.name, line: row.line))
        }
    }

    func readTeams(_ table: CSVTable, into files: inout RosterFiles) {
        var lines: [String: Int] = [:]
        for row in table.rows {
            guard let code = required("code", row, table), let name = required("name", row, table) else {
                continue
            }
            guard isFirst(code, row, table, &lines) else { continue }
            let leader = person("leader", row, table, &files)
            let members = people("members", row, table, &files)
            files.teams.append(
                .init(
                    value: Team(code: code, name: name, leader: leader, members: members), file: table.name,
                    line: row.line))
        }
    }

    // MARK: Cells

    /// A cell that must not be empty.
    func required(_ column: String, _ row: CSVTable.Row, _ table: CSVTable) -> String? {
        if let cell = row[column] { return cell }
        log.error(table.name, row.line, "“\(column)” is empty", "fill the cell")
        return nil
    }

    /// Whether a row is the first with its code or id; a later one is an error.
    func isFirst(_ key: String, _ row: CSVTable.Row, _ table: CSVTable, _ lines: inout [String: Int]) -> Bool
    {
        if let first = lines[key] {
            log.error(
                table.name, row.line, "“\(key)” is already in line \(first)",
                "give it another code or remove one line")
            return false
        }
        lines[key] = row.line
        return true
    }

    /// The row's own code, of the kind that the file holds.
    private func code(
        _ row: CSVTable.Row, of kind: PlaceCode.Kind, example: String, _ table: CSVTable,
        _ lines: inout [String: Int]
    ) -> PlaceCode? {
        guard let text = required("code", row, table) else { return nil }
        guard PlaceCode(text).kind == kind else {
            log.error(
                table.name, row.line, "“\(text)” is not a code of this file", "write for example \(example)")
            return nil
        }
        return isFirst(text, row, table, &lines) ? PlaceCode(text) : nil
    }

    /// A cell with a person's id, checked once people.csv is read.
    private func person(
        _ column: String, _ row: CSVTable.Row, _ table: CSVTable, _ files: inout RosterFiles
    ) -> PersonID? {
        guard let text = row[column] else { return nil }
        files.references.append((table.name, row.line, column, PersonID(text)))
        return PersonID(text)
    }

    /// A cell with several ids, checked once people.csv is read.
    func people(_ column: String, _ row: CSVTable.Row, _ table: CSVTable, _ files: inout RosterFiles)
        -> [PersonID]
    {
        row.words(column).map { word in
            files.references.append((table.name, row.line, column, PersonID(word)))
            return PersonID(word)
        }
    }

    /// A cell with a whole number; an empty one is nil without a finding.
    func number(_ column: String, _ row: CSVTable.Row, _ range: ClosedRange<Int>, _ table: CSVTable) -> Int? {
        guard let text = row[column] else { return nil }
        if let number = Int(text), range.contains(number) { return number }
        log.error(
            table.name, row.line,
            "\(column): “\(text)” is not a whole number from \(range.lowerBound) to \(range.upperBound)",
            "write digits only")
        return nil
    }
}
