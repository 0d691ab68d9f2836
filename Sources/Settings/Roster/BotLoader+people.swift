import Model

extension BotLoader {
    func readPeople(_ table: CSVTable, into files: inout RosterFiles, settings: BotSettings) {
        var lines: [String: Int] = [:]
        var accountLines: [AccountKey: Int] = [:]
        for row in table.rows {
            guard let id = required("id", row, table), isFirst(id, row, table, &lines),
                let name = required("name", row, table), let roleText = required("role", row, table),
                let placeText = required("place", row, table)
            else { continue }
            guard let role = word(Role.self, roleText, "role", row, table) else { continue }
            let place = PlaceCode(placeText)
            if !files.knows(place, township: settings.township.code) {
                log.error(
                    table.name, row.line, "place: the roster has no place “\(placeText)”",
                    Suggestion.remedy(for: placeText, among: near(role, files, settings.township.code)))
            } else if let kind = role.kindOfPlace, place.kind != kind {
                log.warning(
                    table.name, row.line, "place: “\(placeText)” is not where a \(role.rawValue) belongs",
                    "write for example \(near(role, files, settings.township.code).first ?? "V03")")
            }
            let person = Person(
                id: PersonID(id), name: name.filter { !$0.isWhitespace }, phone: phone(row, table),
                role: role,
                place: place, age: number("age", row, 1...120, table),
                education: row["education"].flatMap { word(Education.self, $0, "education", row, table) },
                accounts: accounts(row, table, settings, &accountLines))
            files.people.append(.init(value: person, file: table.name, line: row.line))
        }
    }

    /// The codes that a role's place can have.
    private func near(_ role: Role, _ files: RosterFiles, _ township: PlaceCode) -> [String] {
        switch role.kindOfPlace {
        case .village?: files.villages.map(\.value.code.rawValue)
        case .unit?: files.units.map(\.value.code.rawValue)
        case .checkpoint?: files.checkpoints.map(\.value.code.rawValue)
        case .township?: [township.rawValue]
        default: files.placeCodes(township: township)
        }
    }

    /// A cell with a word of a closed list.
    private func word<Word: RawRepresentable<String> & CaseIterable>(
        _ type: Word.Type, _ text: String, _ column: String, _ row: CSVTable.Row, _ table: CSVTable
    ) -> Word? {
        if let word = Word(rawValue: text) { return word }
        log.error(
            table.name, row.line, "\(column): “\(text)” is not known",
            Suggestion.remedy(for: text, among: Word.allCases.map(\.rawValue)))
        return nil
    }

    /// A mobile or landline number in its canonical form.
    private func phone(_ row: CSVTable.Row, _ table: CSVTable) -> String? {
        guard let text = row["phone"] else { return nil }
        let digits = text.filter(\.isASCIIDigit)
        let others = text.filter { !$0.isASCIIDigit }
        if others.allSatisfy({ $0 == "-" || $0 == " " }) {
            if digits.count == 11, digits.hasPrefix("1") { return digits }
            let parts = text.split(separator: "-")
            if parts.count == 2, (3...4).contains(parts[0].count), (7...8).contains(parts[1].count),
                parts[0].hasPrefix("0")
            {
                return text
            }
        }
        log.error(
            table.name, row.line, "phone: “\(text)” has not the shape of a number",
            "write 11 digits, or a landline as 0452-7123456")
        return nil
    }

    /// `channel:userid` pairs, each for one person only.
    private func accounts(
        _ row: CSVTable.Row, _ table: CSVTable, _ settings: BotSettings, _ lines: inout [AccountKey: Int]
    ) -> [AccountKey] {
        var accounts: [AccountKey] = []
        for word in row.words("accounts") {
            guard let account = AccountKey(word) else {
                log.error(
                    table.name, row.line, "accounts: “\(word)” is not channel:userid",
                    "write for example town:p010")
                continue
            }
            let channels = settings.channels.map(\.name.rawValue)
            if !channels.isEmpty, !channels.contains(account.channel.rawValue) {
                log.error(
                    table.name, row.line, "accounts: there is no channel “\(account.channel.rawValue)”",
                    Suggestion.remedy(for: account.channel.rawValue, among: channels))
            } else if let first = lines[account] {
                log.error(
                    table.name, row.line, "accounts: “\(word)” is already in line \(first)",
                    "an account belongs to one person: remove one of the two")
            } else {
                lines[account] = row.line
                accounts.append(account)
            }
        }
        return accounts
    }
}

extension Role {
    /// What kind of place the role is at; nil where it may be anywhere.
    var kindOfPlace: PlaceCode.Kind? {
        switch self {
        case .townSecretary, .mayor, .deputySecretary, .supervisor: .township
        case .villageSecretary: .village
        case .unitLeader: .unit
        case .checkpointHead, .checkpointStaff: .checkpoint
        case .patrol, .cadre, .volunteer: nil
        }
    }
}
