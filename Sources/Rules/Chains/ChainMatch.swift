import Model
import ReportLanguage

/// Finds which entries of a chain are those that earlier versions had.
///
/// The same words are the same entry; so are the same name and number, however the entries are numbered. Where one of the two
/// was edited, the other tells, as long as only one entry can be meant.
struct ChainMatch {
    /// What an entry is to the versions before.
    enum Fate: Hashable {
        case unchanged(ChainVersion.Member)
        case changed(ChainVersion.Member)
        case new
    }

    /// The fate of each entry, in their order.
    let fates: [Fate]

    /// - Parameters:
    ///   - hashes: Of each entry, how it reads now and how it read when earlier versions were sent.
    ///   - record: The report that an earlier entry became.
    init(
        _ entries: [Report], hashes: [Set<String>], known: [ChainVersion.Member],
        definitions: [String: FormDefinition], record: (ChainVersion.Member) throws -> ReportRecord?
    ) rethrows {
        var fates: [Fate?] = entries.map { _ in nil }
        var byHash = Dictionary(grouping: known, by: \.hash)
        for index in entries.indices {
            guard let hash = hashes[index].first(where: { byHash[$0]?.isEmpty == false }),
                let member = byHash[hash]?.removeFirst()
            else { continue }
            fates[index] = .unchanged(member)
        }
        var rest = byHash.values.flatMap { $0 }
        let records = Dictionary(
            try rest.compactMap { member in try record(member).map { (member.report, $0.report) } }
        ) { first, _ in first }
        for identity in Identity.allCases {
            let open = entries.indices.filter { fates[$0] == nil }
            guard !open.isEmpty, !rest.isEmpty else { break }
            func key(_ report: Report) -> String? { Self.key(report, identity, definitions[report.form]) }
            let rivals = Dictionary(grouping: open.filter { key(entries[$0]) != nil }) { key(entries[$0]) }
            let places = Dictionary(grouping: rest.filter { records[$0.report].flatMap(key) != nil }) {
                records[$0.report].flatMap(key)
            }
            for (key, indices) in rivals where indices.count == 1 {
                guard let same = places[key], same.count == 1, let member = same.first else { continue }
                rest.removeAll { $0.report == member.report }
                fates[indices[0]] = .changed(member)
            }
        }
        self.fates = fates.map { $0 ?? .new }
    }

    /// What makes two entries the same, the surest first.
    private enum Identity: CaseIterable {
        case nameAndNumber, subject, name, number
    }

    private static func key(_ report: Report, _ identity: Identity, _ definition: FormDefinition?) -> String?
    {
        let name = report.fields["name"]?.string
        let key: String? =
            switch identity {
            case .nameAndNumber:
                if let name, let number = number(report) { name + "|" + number } else { nil }
            case .subject: name == nil ? ReportSubject(report, of: definition).keys.last : nil
            case .name: name
            case .number: number(report)
            }
        return key.map { report.form + "|" + $0 }
    }

    private static func number(_ report: Report) -> String? {
        report.fields["phone"]?.string ?? report.fields["idNumber"]?.string
    }
}
