import Foundation
import Model
import ReportLanguage

/// One event being decided: what is known about it, and the decision as it grows.
///
/// The facts show the store before this decision; what the decision itself already changes is laid over them here, so that
/// two lines of one message see each other.
struct Ruling {
    let book: RuleBook
    let facts: any Facts
    let now: Date
    var decision: Decision
    private var given: [Ref.Kind: Int] = [:]
    /// What this decision changes of what is looked up once a line; a message may have a thousand lines.
    private(set) var changed = Changed()

    /// This decision's own changes by what they are looked up by.
    struct Changed {
        var reports: [Int: ReportRecord] = [:]
        var returnees: [Int: Returnee] = [:]
        /// The reports whose returnees were saved under a name, oldest first.
        var returneesByName: [String: [Int]] = [:]
        /// The report filed last under a key.
        var filed: [String: Int] = [:]
        var said: Set<String> = []
    }

    init(book: RuleBook, facts: any Facts, now: Date, outcome: Outcome) {
        self.book = book
        self.facts = facts
        self.now = now
        decision = Decision(outcome)
    }

    var bot: BotDefinition { book.bot }

    /// The next receipt number of a kind; each call gives another.
    mutating func number(_ kind: Ref.Kind) throws -> Int {
        let number = try given[kind] ?? facts.nextNumber(kind)
        given[kind] = number + 1
        return number
    }

    mutating func change(_ change: Change) {
        switch change {
        case .saveReport(let record): changed.reports[record.number] = record
        case .saveReturnee(let row):
            changed.returnees[row.report] = row
            changed.returneesByName[row.name, default: []].append(row.report)
        case .file(let report, let key): changed.filed[key] = report
        case .remember(let key, _): changed.said.insert(key)
        default: break
        }
        decision.changes.append(change)
    }

    mutating func timer(_ change: TimerChange) { decision.timers.append(change) }

    /// Takes the timers of a kind that this decision set for now or earlier out of it, for whoever does their work here.
    mutating func takeDueTimers(_ kind: TimerKind) -> [DurableTimer] {
        func isDue(_ change: TimerChange) -> DurableTimer? {
            guard case .set(let timer) = change, timer.kind == kind, timer.dueAt <= now else { return nil }
            return timer
        }
        let due = decision.timers.compactMap(isDue)
        decision.timers = decision.timers.filter { isDue($0) == nil }
        return due
    }

    mutating func audit(_ actor: String, _ action: String, _ subject: String, _ detail: String = "") {
        decision.audit.append(AuditEntry(actor: actor, action: action, subject: subject, detail: detail))
    }

    /// Whether something was said within so many seconds before now.
    func wasSaid(_ key: String, within seconds: Double) throws -> Bool {
        if changed.said.contains(key) { return true }
        guard let last = try facts.lastSaid(key) else { return false }
        return now.timeIntervalSince(last) < seconds
    }

    mutating func remember(_ key: String) { change(.remember(said: key, at: now)) }

    func words(for chat: ChatDefinition) -> Wording { book.wording(chat.show, at: now) }

    /// The words for a chat that may be a direct one: those are masked unless the bot lists them otherwise.
    func words(for chat: ChatKey) -> Wording { book.wording(bot.chat(chat)?.show ?? .masked, at: now) }

    /// The newest change of the decision so far that `pick` finds something in.
    func pending<Value>(_ pick: (Change) -> Value?) -> Value? {
        for change in decision.changes.reversed() {
            if let value = pick(change) { return value }
        }
        return nil
    }
}
