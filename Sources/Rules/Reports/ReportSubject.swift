import Foundation
import Model
import ReportLanguage

/// What a report is about, so that a second one about the same is known as a correction of the first.
///
/// Which fields say what a report is about, and which say how it stands, is a matter of the form: of the standard ones it is
/// written down here, of a township's own it follows from the fields' types.
struct ReportSubject {
    /// How long, and from whom, a second report about the same is a correction.
    enum Reach: Equatable {
        /// Whoever tells it, whenever: one row a subject.
        case register
        /// Whoever tells it within a day: what is told daily.
        case daily
        /// The same sender within a day.
        case ownDay
        /// The same sender within minutes, in nearly the same words: things that may happen twice.
        case rewording
    }

    let reach: Reach
    /// Readable, the most exact first; empty where the report does not say what it is about.
    let keys: [String]
    private let report: Report
    private let texts: [String]

    init(_ report: Report, of definition: FormDefinition?) {
        self.report = report
        let plan = Self.plan(report, definition)
        reach = plan.reach
        texts = definition?.fields.filter { $0.type == .text }.map(\.name) ?? []
        // What else is lacking is another want, not a correction of the first.
        let things = Self.things(report)
        let parts =
            plan.fields.compactMap { field in report.fields[field].map { "\(field)=\($0.keyText)" } }
            + (things.isEmpty ? [] : ["things=" + things.joined(separator: ",")])
        let key = ([report.form] + parts).joined(separator: "|")
        // Namesakes are two people: whose number is known is found by it first.
        let numbers = plan.fields.contains("name") ? report.fields["phone"] ?? report.fields["idNumber"] : nil
        let lacksOne = plan.fields.contains {
            definition?.field($0)?.isRequired == true && report.fields[$0] == nil
        }
        keys = parts.isEmpty || lacksOne ? [] : (numbers.map { ["\(key)|\($0.keyText)"] } ?? []) + [key]
    }

    /// For how long the same words, whoever sends them, are a repeat and not a second event.
    var repeatsWithin: Double { reach == .rewording ? Timing.rewording : Timing.newestReport }

    /// Whether an earlier report found under the same key is corrected by this one.
    func corrects(_ old: ReportRecord, from message: ReceivedMessage) -> Bool {
        let isOwn =
            old.account == message.event.account
            || (old.sender != nil && old.sender == message.sender.person?.id)
        // Somebody who edits a message means the same thing, however long it took.
        if message.event.kind == .edited, old.account == message.event.account { return true }
        guard isSamePerson(old, isOwn) else { return false }
        let age = message.event.at.timeIntervalSince(old.at)
        return switch reach {
        case .register: true
        case .daily: age < Timing.newestReport
        case .ownDay: isOwn && age < Timing.newestReport
        case .rewording: isOwn && age < Timing.rewording && isRewording(of: old)
        }
    }

    // MARK: - Which fields

    private static func plan(_ report: Report, _ definition: FormDefinition?) -> (
        fields: [String], reach: Reach
    ) {
        switch report.form {
        case "outsider": (["name"], .register)
        case "passage": (["checkpoint", "date"], .register)
        case "zeroReport": ([report.fields["unit"] == nil ? "village" : "unit", "date"], .register)
        case "duty": (["checkpoint", "date", "from"], .register)
        case "natResult":
            (
                ["name", "round", "date"],
                report.fields["round"] ?? report.fields["date"] == nil ? .daily : .register
            )
        case "quarantine": (["name", "stage"], .daily)
        case "supplies":
            (
                ["village", "action"],
                ["stock", "need"].contains(report.fields["action"]?.string) ? .ownDay : .rewording
            )
        case "incident": (["village", "kind", "name"], .rewording)
        case "emergency": (["village"], .rewording)
        case "inspection", "handover": (["checkpoint"], .rewording)
        // How something is put right is told step by step.
        case "rectified", "checkin", "broadcastAck": ([], .rewording)
        default: (ownFields(of: definition), .ownDay)
        }
    }

    /// Of a township's own form: who and where, what kind, and on which day.
    private static func ownFields(of definition: FormDefinition?) -> [String] {
        (definition?.fields ?? []).filter { field in
            switch field.type {
            case .name, .idNumber, .ref, .village, .unit, .checkpoint, .names, .vehicle: true
            case .choice: field.isRequired
            case .day: field.fallback == .message
            default: false
            }
        }.map(\.name)
    }

    // MARK: - Comparing

    /// Whether both are about one person: by the numbers that both have, else by who tells it and of which unit.
    private func isSamePerson(_ old: ReportRecord, _ isOwn: Bool) -> Bool {
        for field in ["idNumber", "phone"] {
            if let new = report.fields[field], let known = old.report.fields[field] { return new == known }
        }
        guard report.fields["name"] != nil else { return true }
        return isOwn || report.fields["unit"] ?? .string("") == old.report.fields["unit"]
    }

    /// The names of what a report counts up, in an order of their own.
    private static func things(_ report: Report) -> [String] {
        guard case .items(let items) = report.fields["items"] else { return [] }
        return Set(items.map(\.item)).sorted()
    }

    /// Whether the texts of both are nearly the same; two cries for help are two, unless something says that they are one.
    private func isRewording(of old: ReportRecord) -> Bool {
        let isAlike = texts.compactMap { field -> Bool? in
            guard let new = report.fields[field]?.string, let known = old.report.fields[field]?.string else {
                return nil
            }
            return Self.likeness(new, known) >= 0.6
        }
        guard isAlike.allSatisfy({ $0 }) else { return false }
        guard report.form == "emergency" else { return true }
        let (name, known) = (report.fields["name"], old.report.fields["name"])
        if let name, let known { return name == known }
        return !isAlike.isEmpty
    }

    /// How alike two texts are, 0…1, by the pairs of characters that they share (Dice's coefficient).
    static func likeness(_ left: String, _ right: String) -> Double {
        func pairs(_ text: String) -> [String] {
            let characters = Array(text.prefix(200).filter { !$0.isWhitespace && !$0.isPunctuation })
            guard characters.count > 1 else { return characters.map(String.init) }
            return zip(characters, characters.dropFirst()).map { String([$0, $1]) }
        }
        let (first, second) = (pairs(left), pairs(right))
        guard !first.isEmpty, !second.isEmpty else { return first.isEmpty == second.isEmpty ? 1 : 0 }
        if min(left.count, right.count) > 2, left.contains(right) || right.contains(left) { return 1 }
        var counts = Dictionary(second.map { ($0, 1) }, uniquingKeysWith: +)
        var shared = 0
        for pair in first {
            guard let count = counts[pair], count > 0 else { continue }
            counts[pair] = count - 1
            shared += 1
        }
        return 2 * Double(shared) / Double(first.count + second.count)
    }
}
