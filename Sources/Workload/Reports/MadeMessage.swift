public import ReportLanguage

/// How a made message is laid out (report language, section 6).
public enum MadeLayout: String, Sendable, CaseIterable {
    /// One line, in any order, a key only where the value's shape does not tell.
    case oneLine
    /// One line of keys with their values.
    case inlineKeys
    /// A key and its value on each line.
    case keyLines
    /// The same with a number in front of each.
    case numberedKeys
    /// The same with the keys in brackets.
    case bracketedKeys
    /// Several reports of key lines, a blank line between two.
    case blocks
    /// Several reports, one a numbered line under a heading.
    case list
    /// Several reports, one a line under a heading.
    case lines
    /// A group chain (群接龙).
    case chain
    /// A pasted table with its heading, tabs between the cells.
    case tabTable
    /// The same with runs of spaces between the cells.
    case spaceTable

    /// Whether it holds several reports.
    public var isMany: Bool {
        switch self {
        case .oneLine, .inlineKeys, .keyLines, .numberedKeys, .bracketedKeys: false
        case .blocks, .list, .lines, .chain, .tabTable, .spaceTable: true
        }
    }
}

/// A message made by rule, with what it says.
public struct MadeMessage: Sendable {
    /// The seed that makes it again.
    public var seed: UInt64
    /// How it is laid out.
    public var layout: MadeLayout
    /// The message.
    public var text: String
    /// The form of its reports.
    public var form: FormDefinition
    /// The fields of each report that the text gives, in the text's order.
    ///
    /// A reader may add those that a default gives or that another field says (a train's number, its means of transport).
    public var reports: [[String: FieldValue]]

    /// What a reading gets wrong, a sentence each; empty where it says the same.
    public func differences(from reading: Reading) -> [String] {
        guard case .reports(let read) = reading else { return ["it is read as \(reading)"] }
        guard read.count == reports.count else { return ["it is read as \(read.count) reports"] }
        return zip(reports, read).flatMap { expected, report in differences(expected, report) }
    }

    private func differences(_ expected: [String: FieldValue], _ report: Report) -> [String] {
        guard report.form == form.name else { return ["it is read as \(report.form)"] }
        var differences = report.problems.map { "\($0.field) is \($0.code) \($0.raw ?? "")" }
        for field in form.fields {
            let (wanted, read) = (expected[field.name], report.fields[field.name])
            if let wanted {
                if !Self.same(wanted, read) {
                    differences.append("\(field.name) is \(read.map { "\($0)" } ?? "absent"), not \(wanted)")
                }
            } else if let read, field.fallback == nil, field.type != .choice {
                differences.append("\(field.name) is \(read), of which the text says nothing")
            }
        }
        return differences
    }

    /// Codes of several choices are a set; all else is itself.
    private static func same(_ wanted: FieldValue, _ read: FieldValue?) -> Bool {
        if case .strings(let wanted) = wanted, case .strings(let read) = read {
            return Set(wanted) == Set(read) && wanted.count == read.count
        }
        return wanted == read
    }
}
