/// Several reports of one message: lists of things put together, persons said twice marked.
extension MessageReader {
    /// Lists of things that differ in nothing else are one report.
    func merged(_ reports: [Report]) -> [Report] {
        guard reports.count > 1 else { return reports }
        var merged: [Report] = []
        for report in reports {
            guard let last = merged.last, let field = itemsField(of: report.form), last.form == report.form,
                case .items(let old)? = last.fields[field], case .items(let new)? = report.fields[field],
                last.problems.isEmpty, report.problems.isEmpty,
                last.fields.filter({ $0.key != field }) == report.fields.filter({ $0.key != field })
            else {
                merged.append(report)
                continue
            }
            merged[merged.count - 1].fields[field] = .items(old + new)
        }
        return merged
    }

    func itemsField(of form: String) -> String? {
        vocabulary.forms.first { $0.name == form }?.fields.first { $0.type == .items }?.name
    }

    /// Marks the second of two same persons in one message.
    func marked(_ reports: [Report]) -> [Report] {
        guard reports.count > 1 else { return reports }
        struct Person: Hashable { var form, name, phone: String }
        var seen: Set<Person> = []
        return reports.map { report in
            guard let definition = vocabulary.forms.first(where: { $0.name == report.form }),
                let field = definition.fields.first(where: { $0.type == .name }),
                let name = report.fields[field.name]?.string
            else { return report }
            let phone = definition.fields.first { $0.type == .phone }.flatMap {
                report.fields[$0.name]?.string
            }
            guard !seen.insert(Person(form: report.form, name: name, phone: phone ?? "")).inserted else {
                return report
            }
            var report = report
            let order = definition.fields.map(\.name)
            let at = report.problems.firstIndex {
                (order.firstIndex(of: $0.field) ?? 0) > (order.firstIndex(of: field.name) ?? 0)
            }
            report.problems.insert(Problem(.duplicate, field.name), at: at ?? report.problems.count)
            return report
        }
    }
}
