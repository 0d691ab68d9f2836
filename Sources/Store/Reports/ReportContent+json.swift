import ReportLanguage

/// The stored JSON of reports and returnees, written by hand: one of each is written for most messages, and the general
/// encoder costs ten times as much. `Decodable` reads it; a test holds the two against each other.
extension ReportContent {
    /// Keys are sorted, so that equal contents are equal texts.
    var json: String {
        var writer = JSONWriter()
        writer.object { object in
            object.object("fields") { inner in
                for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
                    inner.key(name)
                    inner.write(value)
                }
            }
            object.array("problems", problems) { $0.write($1) }
        }
        return writer.text
    }
}

extension ReturneeContent {
    /// Keys are sorted; what is not known is absent.
    var json: String {
        var writer = JSONWriter()
        writer.object { object in
            object.string("arrival", arrival)
            object.string("idNumber", idNumber)
            object.string("name", name)
            if let origin {
                object.key("origin")
                object.write(origin)
            }
            object.string("phone", phone)
        }
        return writer.text
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ value: FieldValue) {
        switch value {
        case .string(let text): write(text)
        case .integer(let number): write(number)
        case .decimal(let number): write(number)
        case .boolean(let flag): write(flag)
        case .strings(let texts): array(texts) { $0.write($1) }
        case .decimals(let numbers): array(numbers) { $0.write($1) }
        case .place(let place): write(place)
        case .items(let items):
            array(items) { writer, item in
                writer.object { object in
                    object.key("amount")
                    object.write(item.amount)
                    object.string("item", item.item)
                    object.string("unit", item.unit)
                }
            }
        }
    }

    fileprivate mutating func write(_ place: Place) {
        object { object in
            object.key("code")
            if let code = place.code { object.write(code) } else { object.writeNull() }
            object.string("detail", place.detail)
            object.string("name", place.name)
        }
    }

    fileprivate mutating func write(_ problem: Problem) {
        object { object in
            object.string("code", problem.code.rawValue)
            object.string("field", problem.field)
            if let options = problem.options { object.array("options", options) { $0.write($1) } }
            object.string("raw", problem.raw)
        }
    }
}
