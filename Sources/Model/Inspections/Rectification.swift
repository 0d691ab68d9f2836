import Foundation
import ReportLanguage

/// Something that an inspection found wrong and that is to be put right: `Z<number>`.
package struct Rectification: Hashable, Sendable {
    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        /// Nobody has said anything of it yet.
        case open
        /// Somebody works on it.
        case inProgress
        /// It was put right.
        case done
        /// The inspection was taken back or found nothing after all.
        case cancelled
    }

    package var number: Int
    /// The inspection's report, which says what was found.
    package var report: Int
    package var checkpoint: PlaceCode
    package var state: State
    package var openedAt: Date
    package var closedAt: Date?
    /// The report that said how it stands.
    package var toldBy: Int?

    package init(
        number: Int, report: Int, checkpoint: PlaceCode, state: State = .open, openedAt: Date,
        closedAt: Date? = nil, toldBy: Int? = nil
    ) {
        self.number = number
        self.report = report
        self.checkpoint = checkpoint
        self.state = state
        self.openedAt = openedAt
        self.closedAt = closedAt
        self.toldBy = toldBy
    }

    /// The receipt that people say.
    package var ref: Ref { Ref(.rectification, number) }

    /// Whether it still waits to be put right.
    package var isOpen: Bool { state == .open || state == .inProgress }
}
