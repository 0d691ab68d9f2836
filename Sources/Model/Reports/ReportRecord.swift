import Foundation
import ReportLanguage

/// A report as kept: whole, as read, with where it came from and what became of it.
package struct ReportRecord: Hashable, Sendable {
    /// What became of a report.
    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        /// Something is missing or wrong; the sender was asked.
        case incomplete
        /// All there is needed.
        case complete
        /// From somebody whom no roster knows: waits until they bind or a known person confirms it.
        case unconfirmed
        /// Taken back by a person.
        case withdrawn
        /// It told of somebody already reported, and its content went into that report (`mergedInto`).
        case merged
        /// Its draft ran out before what lacked was said.
        case expired
    }

    /// The receipt number: `R<number>`.
    package var number: Int
    package var report: Report
    package var state: State
    /// 1 at first; each correction or update makes the next.
    package var version: Int
    /// The inbox row that told it.
    package var message: Int64
    package var chat: ChatKey
    package var account: AccountKey
    package var sender: PersonID?
    /// The chat's place.
    package var place: PlaceCode
    package var at: Date
    /// The other report that took this one's content.
    package var mergedInto: Int?

    package init(
        number: Int, report: Report, state: State, version: Int = 1, message: Int64, chat: ChatKey,
        account: AccountKey, sender: PersonID?, place: PlaceCode, at: Date, mergedInto: Int? = nil
    ) {
        self.number = number
        self.report = report
        self.state = state
        self.version = version
        self.message = message
        self.chat = chat
        self.account = account
        self.sender = sender
        self.place = place
        self.at = at
        self.mergedInto = mergedInto
    }

    /// The receipt that people say.
    package var ref: Ref { Ref(.report, number) }
}

/// A report that lacks something and waits for its sender's answer.
package struct Draft: Hashable, Sendable {
    /// The report.
    package var report: Int
    package var chat: ChatKey
    package var account: AccountKey
    /// The fields asked for, in the form's order.
    package var lacking: [String]
    package var askedAt: Date
    package var expiresAt: Date

    package init(
        report: Int, chat: ChatKey, account: AccountKey, lacking: [String], askedAt: Date, expiresAt: Date
    ) {
        self.report = report
        self.chat = chat
        self.account = account
        self.lacking = lacking
        self.askedAt = askedAt
        self.expiresAt = expiresAt
    }
}

/// A returnee as the township follows them: one row a person, whatever number of reports told of them.
package struct Returnee: Hashable, Sendable {
    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        /// Announced, not there yet.
        case expected
        /// There.
        case arrived
        /// Not coming after all, or reported by mistake.
        case withdrawn
    }

    /// The report that holds their data: `R<report>`.
    package var report: Int
    package var name: String
    package var phone: String?
    package var idNumber: String?
    package var origin: Place?
    package var arrival: When?
    package var village: PlaceCode?
    package var unit: PlaceCode?
    package var state: State

    package init(
        report: Int, name: String, phone: String?, idNumber: String?, origin: Place?, arrival: When?,
        village: PlaceCode?, unit: PlaceCode?, state: State
    ) {
        self.report = report
        self.name = name
        self.phone = phone
        self.idNumber = idNumber
        self.origin = origin
        self.arrival = arrival
        self.village = village
        self.unit = unit
        self.state = state
    }
}
