import ReportLanguage

extension FieldType {
    /// Whether a value of the type tells of a person, or may: free text and plates do.
    package var isPersonal: Bool {
        switch self {
        case .name, .phone, .idNumber, .names, .vehicle, .text: true
        case .place, .day, .when, .count, .decimal, .decimals, .boolean, .time, .choice, .choices, .items,
            .village, .unit, .checkpoint, .ref:
            false
        }
    }
}

extension Report {
    /// The report without anything that tells of a person: what is left is what figures count.
    ///
    /// Of a place the street goes and the county stays. Of a form that is no longer known every text goes.
    package func forgettingPersons(_ definition: FormDefinition?) -> Report {
        var kept: [String: FieldValue] = [:]
        for (field, value) in fields {
            if let type = definition?.field(field)?.type {
                if type.isPersonal { continue }
            } else if value.isText {
                continue
            }
            if case .place(var place) = value {
                place.detail = nil
                kept[field] = .place(place)
            } else {
                kept[field] = value
            }
        }
        // A problem quotes what was typed.
        return Report(form: form, fields: kept, problems: [])
    }
}

extension FieldValue {
    fileprivate var isText: Bool {
        switch self {
        case .string, .strings, .items: true
        case .integer, .decimal, .boolean, .decimals, .place: false
        }
    }
}
