import Foundation
import Model

extension RuleBook {
    /// What a look of the gateway at itself leads to: the supervisors are told what only people can mend, once, and once more
    /// when it is over.
    ///
    /// - Parameters:
    ///   - troubles: all that is wrong now.
    ///   - wellAt: when a matter was last proved well, by its trouble's name.
    package func watch(
        _ troubles: [Trouble], wellAt: [String: Date], facts: any Facts, now: Date
    ) throws -> Decision {
        var ruling = Ruling(book: self, facts: facts, now: now, outcome: .lapsed)
        try WatchDesk().tell(troubles, wellAt: wellAt, in: &ruling)
        // The row that proves that rows are kept.
        ruling.remember("watch:look")
        return ruling.decision
    }
}
