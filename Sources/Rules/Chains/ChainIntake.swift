import Foundation
import Model
import ReportLanguage

/// Takes in a group chain: each message repeats the whole chain, so only what is new or changed in it is kept, and what is gone
/// from it is asked about once.
///
/// Two people may continue the same older version, so a message is held against the version that it is nearest to: what that
/// one had and the message lacks was taken out, what only other versions have was added by somebody else meanwhile.
struct ChainIntake {
    let message: ReceivedMessage
    let heading: ChainHeading

    /// How many versions back somebody may continue.
    private static let versionsRead = 8
    /// From how many earlier moments at most the words are read again.
    private static let moments = 4

    func take(_ entries: [Report], in ruling: inout Ruling) throws {
        guard let form = entries.first?.form else { return }
        let versions = try ruling.facts.chain(
            title(of: form, ruling), of: form, in: message.chat.key, newest: Self.versionsRead)
        let known = Self.members(of: versions)
        let current = entries.map { EntryHash.of($0, from: message, ruling.book.forms[$0.form]) }
        let match = try ChainMatch(
            entries, hashes: hashes(entries, current, known, in: ruling), known: known,
            definitions: ruling.book.forms
        ) { try ruling.report($0.report) }
        let intake = ReportIntake(message: message)
        var taken: [TakenReport] = []
        var members: [ChainVersion.Member] = []
        for (index, entry) in entries.enumerated() {
            var hash = current[index]
            var readAt = message.event.at
            let number: Int
            switch match.fates[index] {
            case .unchanged(let member): (number, hash, readAt) = (member.report, member.hash, member.readAt)
            case .changed(let member):
                number = member.report
                guard let old = try ruling.report(number), old.stands else { break }
                let desk = ruling.book.desk(for: entry.form)
                taken.append(try intake.merge(entry, into: old, desk: desk, in: &ruling))
            case .new:
                let one = try intake.take(entry, in: &ruling)
                taken.append(one)
                number = one.record.number
            }
            members.append(ChainVersion.Member(report: number, hash: hash, readAt: readAt))
        }
        let lacking = try ChainLoss(members.map(\.report), versions).untold(in: ruling)
        if !versions.contains(where: { $0.members == members }) {
            ruling.change(
                .saveChain(
                    ChainVersion(
                        chat: message.chat.key, title: title(of: form, ruling), form: form,
                        version: (versions.first?.version ?? 0) + 1, members: members, at: message.event.at)))
        }
        try answer(taken, lacking, read: entries.count, isFirst: versions.isEmpty, in: &ruling)
    }

    /// A form that is told daily makes another chain of each day, though it is called the same.
    private func title(of form: String, _ ruling: Ruling) -> String {
        let isDaily = ruling.book.forms[form]?.fields.contains { $0.type == .day && $0.fallback == .message }
        return isDaily == true ? "\(heading.title) \(message.local.day.iso)" : heading.title
    }

    /// The entries of all versions, each as it was last read.
    private static func members(of versions: [ChainVersion]) -> [ChainVersion.Member] {
        var seen: Set<Int> = []
        return versions.flatMap(\.members).filter { seen.insert($0.report).inserted }
    }

    /// How each entry reads now, and how the same words read when earlier versions were sent: 后天 of yesterday is another day.
    private func hashes(
        _ entries: [Report], _ current: [String], _ known: [ChainVersion.Member], in ruling: Ruling
    ) -> [Set<String>] {
        var hashes = current.map { Set([$0]) }
        let now = Set(current)
        let open = known.filter { !now.contains($0.hash) }
        for moment in Set(open.map(\.readAt)).sorted(by: >).prefix(Self.moments) {
            var event = message.event
            event.at = moment
            guard
                case .reports(let read) = ruling.book.read(event, chat: message.chat, sender: message.sender)
            else { continue }
            let then = read.filter { !$0.isDuplicate }
            guard then.map(\.form) == entries.map(\.form) else { continue }
            for (index, report) in then.enumerated() {
                hashes[index].insert(EntryHash.of(report, from: message, ruling.book.forms[report.form]))
            }
        }
        return hashes
    }

    // MARK: - The answer

    /// What is new is said back as of any list; what was changed or is gone makes it a sentence about the chain.
    private func answer(
        _ taken: [TakenReport], _ lacking: ChainLoss.Lacking, read: Int, isFirst: Bool,
        in ruling: inout Ruling
    ) throws {
        let intake = ReportIntake(message: message)
        let changed = taken.filter { $0.kind == .updated && !$0.line.isEmpty }
        let told = taken.filter { isFirst || $0.kind != .repeated }
        let sentence = ChainSentence(words: ruling.words(for: message.chat))
        var lines: [String]
        if isFirst || changed.isEmpty {
            lines =
                told.isEmpty ? [] : try Receipt(message: message).lines(for: told, duplicates: 0, in: &ruling)
        } else {
            for item in told { ruling.remember(item.said) }
            lines = [sentence.news(new: taken.filter { $0.kind == .new }, changed: changed)]
        }
        for record in lacking.gone + lacking.elsewhere {
            ruling.remember(ChainLoss.key(record.number, message.chat.key))
        }
        lines += sentence.lacks(lacking)
        try intake.answer(lines, about: taken, read: read, in: &ruling)
    }
}
