import Model
import ReportLanguage

/// What a chain's message lacks of what the chain had.
struct ChainLoss {
    /// The reports that a message lacks.
    struct Lacking {
        /// Taken out: the version that the message continues had them.
        var gone: [ReportRecord] = []
        /// Added by somebody who continued another version.
        var elsewhere: [ReportRecord] = []
        var isEmpty: Bool { gone.isEmpty && elsewhere.isEmpty }
    }

    private let gone: [Int]
    private let elsewhere: [Int]
    private let versions: [ChainVersion]

    /// - Parameters:
    ///   - present: The reports of the message's entries.
    ///   - versions: Those before it, newest first.
    init(_ present: [Int], _ versions: [ChainVersion]) {
        self.versions = versions
        let here = Set(present)
        func nearness(_ version: ChainVersion) -> Int {
            let shared = version.members.count { here.contains($0.report) }
            return 2 * shared - version.members.count
        }
        // Of equally near ones the newest; one that shares nothing is another list of the same name.
        var nearest: ChainVersion?
        for version in versions where version.members.contains(where: { here.contains($0.report) }) {
            if nearest.map({ nearness(version) > nearness($0) }) ?? true { nearest = version }
        }
        guard let nearest else {
            (gone, elsewhere) = ([], [])
            return
        }
        gone = nearest.members.map(\.report).filter { !here.contains($0) }
        let own = Set(nearest.members.map(\.report))
        // Sent late or once more, an older version lacks what came after it and says nothing by that.
        let isOld = own == here && nearest.version != versions.first?.version
        var seen = here.union(own)
        elsewhere =
            isOld ? [] : versions.flatMap(\.members).map(\.report).filter { seen.insert($0).inserted }
    }

    /// Those that still stand and of which nothing was said since a message last had them.
    func untold(in ruling: Ruling) throws -> Lacking {
        func news(_ reports: [Int]) throws -> [ReportRecord] {
            try reports.compactMap { number in
                guard let record = try ruling.report(number), record.stands else { return nil }
                let key = Self.key(number, versions.first?.chat ?? record.chat)
                let last = versions.first { $0.members.contains { $0.report == number } }
                if let told = try ruling.facts.lastSaid(key), let last, told >= last.at { return nil }
                return record
            }
        }
        return Lacking(gone: try news(gone), elsewhere: try news(elsewhere))
    }

    /// Under what it is remembered that a chain was said to lack a report.
    static func key(_ report: Int, _ chat: ChatKey) -> String { "chain-lacks:R\(report):\(chat.text)" }
}
