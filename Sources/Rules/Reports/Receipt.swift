import Foundation
import Model
import ReportLanguage

/// What became of one report of a message.
struct TakenReport {
    enum Kind { case new, updated, repeated }
    var record: ReportRecord
    var kind: Kind
    /// What the receipt says of it.
    var line: String

    /// What is remembered when it is said.
    var said: String { "have:" + record.ref.text }
}

/// Words what became of the reports of one message.
struct Receipt {
    let message: ReceivedMessage

    /// One line for one report; a heading and a line each for up to ten; only the count for more.
    func lines(for taken: [TakenReport], duplicates: Int, in ruling: inout Ruling) throws -> [String] {
        let words = ruling.words(for: message.chat)
        // A desk that has nothing to say of a report says an empty line.
        let said = taken.filter { $0.kind != .repeated && !$0.line.isEmpty }
        if said.isEmpty, taken.contains(where: { $0.kind != .repeated }) { return [] }
        if said.isEmpty { return try repeatedLine(taken, in: &ruling) }
        for item in said { ruling.remember(item.said) }
        var lines: [String] = []
        if said.count == 1, let only = said.first {
            lines.append(line(of: only, in: words))
        } else {
            let head = heading(said)
            if said.count <= 10 {
                lines.append(words("report.several", head))
                lines += said.map { words("report.item", ["ref": $0.record.ref.text, "line": $0.line]) }
            } else {
                var values = head
                values["first"] = said.first?.record.ref.text ?? ""
                values["last"] = said.last?.record.ref.text ?? ""
                lines.append(words("report.many", values))
            }
        }
        if duplicates > 0 { lines.append(words("report.duplicates", ["count": duplicates])) }
        return lines
    }

    private func heading(_ said: [TakenReport]) -> [String: any Sendable] {
        let new = said.filter { $0.kind == .new }.count
        let updated = said.count - new
        return [
            "new": new == 0 ? false as any Sendable : new,
            "updated": updated == 0 ? false as any Sendable : updated,
            "people": said.allSatisfy { $0.record.report.form == "returnee" },
        ]
    }

    private func line(of taken: TakenReport, in words: Wording) -> String {
        let form = taken.record.report.form
        let values: [String: any Sendable] = ["ref": taken.record.ref.text, "line": taken.line]
        let isNameless = form == "returnee" && taken.record.report.fields["name"] == nil
        let key =
            switch (taken.kind, taken.record.state) {
            case (_, .unconfirmed): "report.unconfirmed"
            // Nobody is registered yet: only what was understood is said back.
            case (.new, _) where isNameless: "report.understood"
            case (.updated, _): "report.updated"
            default: "report.receipt"
            }
        return words.first(of: ["\(key).\(form)", key], values) ?? taken.line
    }

    /// Told once that it is there already; said again within the hour, the bot is silent.
    private func repeatedLine(_ taken: [TakenReport], in ruling: inout Ruling) throws -> [String] {
        let news = try taken.filter { try !ruling.wasSaid($0.said, within: Timing.sameWord) }
        guard let first = news.first else { return [] }
        for item in news { ruling.remember(item.said) }
        let words = ruling.words(for: message.chat)
        guard news.count > 1 else {
            return [words("report.already", ["ref": first.record.ref.text, "line": first.line])]
        }
        return [words("report.already.several", ["count": news.count])]
    }
}
