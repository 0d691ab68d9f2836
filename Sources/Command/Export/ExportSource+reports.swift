import Foundation
import Model
import ReportLanguage
import Store

extension ExportSource {
    /// What every report has, whatever its form.
    static let reportColumns = [
        "receipt", "form", "time", "sender", "senderName", "chat", "place", "status", "version", "mergedInto",
        "problems",
    ]

    /// The reports of one form, its fields as columns in the form's order.
    ///
    /// - Parameter withMerged: also those whose content went into another; a register of people leaves them out.
    static func form(_ form: FormDefinition, withMerged: Bool) -> ExportSource {
        let fields = form.fields.map(\.name)
        // A field may be called as one of our own columns is.
        let columns =
            reportColumns.filter { $0 != "form" }
            + fields.map { reportColumns.contains($0) ? "field." + $0 : $0 }
        return .reports(columns: columns, form: form, withMerged: withMerged)
    }

    static func reports(columns: [String], form: FormDefinition?, withMerged: Bool) -> ExportSource {
        ExportSource(columns: columns) { context, emit in
            var last = 0
            while true {
                let page = try await context.store.reports(
                    of: form?.name, since: context.since, after: last, limit: Self.page)
                for record in page where withMerged || record.state != .merged {
                    var cells = own(record, context)
                    if let form {
                        cells.remove(at: 1)
                        cells += form.fields.map {
                            record.report.fields[$0.name].map { .value($0) } ?? .nothing
                        }
                    } else {
                        cells.append(.fields(record.report.fields))
                    }
                    try emit(cells)
                }
                guard page.count == Self.page, let end = page.last?.number else { return }
                last = end
            }
        }
    }

    private static func own(_ record: ReportRecord, _ context: Context) -> [ExportCell] {
        let problems = record.report.openProblems.map { problem in
            [problem.code.rawValue, problem.field, problem.raw].compactMap { $0 }.joined(separator: " ")
        }
        return [
            .text(record.ref.text), .text(record.report.form), context.time(record.at),
            .text(record.sender?.rawValue ?? record.account.text), .optional(context.name(record.sender)),
            .text(record.chat.text), .text(record.place.rawValue), .text(record.state.rawValue),
            .integer(record.version), .optional(record.mergedInto.map { Ref(.report, $0).text }),
            problems.isEmpty ? .nothing : .text(problems.joined(separator: "; ")),
        ]
    }
}

extension Report {
    /// What somebody must still answer.
    fileprivate var openProblems: [Problem] { problems.filter { $0.code != .duplicate } }
}
