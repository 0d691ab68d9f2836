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
        let parts = plan.fields.compactMap { field in report.fields[field].map { "\(field)=\($0)" } }
        let key = ([report.form] + parts).joined(separator: "|")
        // Namesakes are two people: whose number is known is found by it first.
        let numbers = plan.fields.contains("name") ? report.fields["phone"] ?? report.fields["idNumber"] : nil
        let lacksOne = plan.fields.contains {
            definition?.field($0)?.isRequired == true && report.fields[$0] == nil
        }
        keys = parts.isEmpty || lacksOne ? [] : (numbers.map { ["\(key)|\($0)"] } ?? []) + [key]
    }

    /// Whether an earlier report found under the same key is corrected by this one.
    func corrects(_ old: ReportRecord, from message: ReceivedMessage) -> Bool {
        let isOwn =
            old.account == message.event.account
            || (old.sender != nil && old.sender == message.sender.person?.id)
        // Somebody who edits a message means the same thing, however long it took.
        if message.event.kind == .edited, old.account == message.event.account { return true }
        guard isSamePerson(old, isOwn), areSameThings(old) else { return false }
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
        case "zeroReport": (["village", "unit", "date"], .register)
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

    /// Whether both tell of the same things: what else is lacking is another want, not a correction of the first.
    private func areSameThings(_ old: ReportRecord) -> Bool {
        guard case .items(let new) = report.fields["items"],
            case .items(let known) = old.report.fields["items"]
        else {
            return true
        }
        return Set(new.map(\.item)) == Set(known.map(\.item))
    }

    /// Whether the texts of both are nearly the same.
    private func isRewording(of old: ReportRecord) -> Bool {
        texts.allSatisfy { field in
            guard let new = report.fields[field]?.string, let known = old.report.fields[field]?.string else {
                return true
            }
            return Self.likeness(new, known) >= 0.6
        }
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
