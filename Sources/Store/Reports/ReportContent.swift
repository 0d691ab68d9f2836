import Model
import ReportLanguage

/// The part of a report that is kept as one JSON text.
struct ReportContent: Codable {
    var fields: [String: FieldValue]
    var problems: [Problem]
}

/// The part of a returnee that is kept as one JSON text.
struct ReturneeContent: Codable {
    var name: String
    var phone: String?
    var idNumber: String?
    var origin: Place?
    /// The canonical text of the arrival, `2022-01-28` or `2022-01-28T20:30`.
    var arrival: String?
}

extension SQLRow {
    /// The columns that `report` reads, in its order.
    static let reportColumns = """
        number, form, state, version, message, chat, account, sender, place, at, merged_into, content
        """

    func report(_ codec: ContentCodec) throws -> ReportRecord {
        let content: ReportContent = try codec.open(json: text(11), .report)
        return ReportRecord(
            number: try int(0),
            report: Report(form: try text(1), fields: content.fields, problems: content.problems),
            state: try value(2), version: try int(3), message: try integer(4), chat: try chat(5),
            account: try account(6), sender: try optionalValue(7), place: try value(8), at: try date(9),
            mergedInto: optionalInt(10))
    }

    /// The columns that `draft` reads, in its order.
    static let draftColumns = "report, chat, account, lacking, asked_at, expires_at"

    func draft() throws -> Draft {
        Draft(
            report: try int(0), chat: try chat(1), account: try account(2),
            lacking: try text(3).split(separator: " ").map(String.init), askedAt: try date(4),
            expiresAt: try date(5))
    }

    /// The columns that `returnee` reads, in its order.
    static let returneeColumns = "report, village, unit, state, content"

    func returnee(_ codec: ContentCodec) throws -> Returnee {
        let content: ReturneeContent = try codec.open(json: text(4), .returnee)
        return Returnee(
            report: try int(0), name: content.name, phone: content.phone, idNumber: content.idNumber,
            origin: content.origin, arrival: content.arrival.flatMap { When(iso: $0) },
            village: try optionalValue(1), unit: try optionalValue(2), state: try value(3))
    }
}
