extension FieldValue {
    /// A text that equal values share and no others have, for the keys under which reports are filed.
    ///
    /// Stores keep hashes of it, so what it writes must never change: what `String(describing:)` writes. That is asked only
    /// where it cannot be told beforehand, because it looks at every part of a value at run time.
    public var keyText: String {
        switch self {
        case .string(let text): Self.quoted(text).map { "string(\($0))" } ?? "\(self)"
        case .integer(let number): "integer(\(number))"
        case .boolean(let isTrue): "boolean(\(isTrue))"
        case .place(let place): Self.text(of: place) ?? "\(self)"
        case .decimal, .strings, .decimals, .items: "\(self)"
        }
    }

    private static func text(of place: Place) -> String? {
        guard let code = optional(place.code), let name = quoted(place.name),
            let detail = optional(place.detail)
        else { return nil }
        return "place(ReportLanguage.Place(code: \(code), name: \(name), detail: \(detail)))"
    }

    private static func optional(_ text: String?) -> String? {
        guard let text else { return "nil" }
        return quoted(text).map { "Optional(\($0))" }
    }

    /// The text in quotation marks; nil where something in it might have to be escaped.
    private static func quoted(_ text: String) -> String? {
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x22, 0x27, 0x5C: false
            case 0x20...0x7E, 0x4E00...0x9FFF: true
            default: false
            }
        }
        return isPlain ? "\"\(text)\"" : nil
    }
}
