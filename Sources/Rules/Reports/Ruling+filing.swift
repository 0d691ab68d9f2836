import Foundation
import Model
import ReportLanguage

/// Reports are found again by what they are about, and by their very words.
extension Ruling {
    /// Keeps a new version of a report, and under what it is found again.
    mutating func keep(_ record: ReportRecord) {
        change(.saveReport(record))
        guard record.counts, book.desk(for: record.report.form).isFiled else { return }
        let subject = ReportSubject(record.report, of: book.forms[record.report.form])
        for key in subject.keys { change(.file(report: record.number, under: filingKey(about: key))) }
        change(.file(report: record.number, under: wordsKey(of: record.report, at: record)))
    }

    /// The standing report that was last filed under a key.
    private func filed(_ key: String) throws -> ReportRecord? {
        let own = try changed.filed[key].flatMap { try report($0) }
        guard let found = try own ?? facts.report(filedUnder: key) else { return nil }
        let record = try report(found.number) ?? found
        return record.stands ? record : nil
    }

    /// The report that this one corrects or adds to: one about the same, told not too long ago.
    func reportCorrected(by report: Report, from message: ReceivedMessage) throws -> ReportRecord? {
        let subject = ReportSubject(report, of: book.forms[report.form])
        for key in subject.keys {
            if let old = try filed(filingKey(about: key)), old.report.form == report.form,
                subject.corrects(old, from: message)
            {
                return old
            }
        }
        return nil
    }

    /// The report that still says the same in the same words, whoever sent it, told not too long ago.
    func reportInSameWords(as report: Report, from message: ReceivedMessage) throws -> ReportRecord? {
        let key = wordsKey(of: report, in: message)
        guard let old = try filed(key), wordsKey(of: old.report, at: old) == key else { return nil }
        let subject = ReportSubject(report, of: book.forms[report.form])
        return message.event.at.timeIntervalSince(old.at) < subject.repeatsWithin ? old : nil
    }

    // MARK: - Keys

    /// Fields hold people's data, so only a hash is kept.
    private func filingKey(about key: String) -> String { "about:" + book.hash(key) }

    private func wordsKey(of report: Report, at record: ReportRecord) -> String {
        wordsKey(of: report, told: bot.calendar.local(record.at))
    }

    private func wordsKey(of report: Report, in message: ReceivedMessage) -> String {
        wordsKey(of: report, told: message.local)
    }

    /// The message's own time, filled in where none was said, is not of the words.
    private func wordsKey(of report: Report, told: LocalMoment) -> String {
        let definition = book.forms[report.form]
        let said = report.fields.filter { field, value in
            guard let definition = definition?.field(field), definition.type == .when,
                definition.fallback == .message
            else { return true }
            return value != .string(told.iso)
        }
        let fields = said.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.keyText)" }
        return "same:" + book.hash(([report.form] + fields).joined(separator: "\n"))
    }
}
