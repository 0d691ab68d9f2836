import Foundation
import Model
import ReportLanguage

/// A store in memory that applies decisions as the real one does, so that a whole night can be played without a database.
final class MemoryFacts: Facts {
    var reports: [Int: [ReportRecord]] = [:]
    var filed: [String: Int] = [:]
    var chains: [ChainVersion] = []
    var rectifications: [Int: Rectification] = [:]
    var silences: [ChatKey: Silence] = [:]
    var drafts: [Int: Draft] = [:]
    var returnees: [Int: Returnee] = [:]
    var shifts: [ShiftID: Shift] = [:]
    var checkIns: [CheckIn] = []
    var cases: [Int: CaseRecord] = [:]
    var broadcasts: [Int: Broadcast] = [:]
    var targets: [BroadcastTarget] = []
    var asks: [Ask] = []
    var bound: [(account: AccountKey, person: PersonID)] = []
    var invitations: [String: PersonID] = [:]
    var directChats: [AccountKey: ChatKey] = [:]
    var said: [String: Date] = [:]
    /// By unit and day: each report that counts, and whether it still stands.
    var unitReports: [String: [Int: Bool]] = [:]
    /// What was received, with when it was answered.
    var messages: [(id: Int64, event: IncomingEvent, receivedAt: Date, answeredAt: Date?)] = []
    var posts: [Post] = []
    var spoken: [Post] = []
    var timers: [String: DurableTimer] = [:]
    var audit: [AuditEntry] = []

    // MARK: - Applying

    func apply(_ decision: Decision) {
        for change in decision.changes { apply(change) }
        for post in decision.posts where !posts.contains(where: { $0.key == post.key }) { posts.append(post) }
        for change in decision.timers {
            switch change {
            case .set(let timer): timers[timer.key] = timer
            case .cancel(let key): timers[key] = nil
            case .cancelAll(let kind, let subject):
                timers = timers.filter { $0.value.kind != kind || $0.value.subject != subject }
            }
        }
        audit += decision.audit
    }

    private func apply(_ change: Change) {
        switch change {
        case .saveReport(let record): reports[record.number, default: []].append(record)
        case .file(let report, let key): filed[key] = report
        case .saveChain(let version): chains.append(version)
        case .saveRectification(let row): rectifications[row.number] = row
        case .saveSilence(let silence): silences[silence.chat] = silence
        case .saveDraft(let draft): drafts[draft.report] = draft
        case .endDraft(let report): drafts[report] = nil
        case .saveReturnee(let row): returnees[row.report] = row
        case .saveShift(let shift): shifts[shift.id] = shift
        case .addCheckIn(let new):
            if !checkIns.contains(where: { $0.shift == new.shift && $0.identity == new.identity }) {
                checkIns.append(new)
            }
        case .removeCheckIns(let report): checkIns.removeAll { $0.report == report }
        case .saveCase(let record): cases[record.number] = record
        case .saveBroadcast(let broadcast): broadcasts[broadcast.number] = broadcast
        case .saveTarget(let target):
            targets.removeAll { $0.broadcast == target.broadcast && $0.chat == target.chat }
            targets.append(target)
        case .ask(let ask):
            asks.removeAll { $0.ref == ask.ref && $0.chat == ask.chat }
            asks.append(ask)
        case .endAsk(let ref): asks.removeAll { $0.ref.text == ref }
        case .bind(let account, let person):
            bound.removeAll { $0.account == account }
            bound.append((account, person))
        case .spendInvitation(let hash, _): invitations[hash] = nil
        case .knowDirectChat(let account, let chat): directChats[account] = chat
        case .countForUnit(let unit, let day, let report):
            let key = "\(unit.rawValue) \(day.iso)"
            if unitReports[key, default: [:]][report] == nil { unitReports[key, default: [:]][report] = true }
        case .uncountForUnit(let unit, let day, let report):
            let key = "\(unit.rawValue) \(day.iso)"
            if unitReports[key]?[report] != nil { unitReports[key]?[report] = false }
        case .remember(let key, let at): said[key] = at
        // What was sent cannot be cancelled; the stage takes posts out as it sends them.
        case .cancelPosts(let prefix): posts.removeAll { $0.key.hasPrefix(prefix) }
        }
    }

    // MARK: - Facts

    func nextNumber(_ kind: Ref.Kind) throws -> Int {
        let given: [Int] =
            switch kind {
            case .report: Array(reports.keys)
            case .broadcast: Array(broadcasts.keys)
            case .escalation: Array(cases.keys)
            case .rectification: Array(rectifications.keys)
            case .task: []
            }
        return (given.max() ?? 0) + 1
    }

    func boundPerson(_ account: AccountKey) throws -> PersonID? {
        bound.first { $0.account == account }?.person
    }
    func boundAccounts(of person: PersonID) throws -> [AccountKey] {
        bound.reversed().filter { $0.person == person }.map(\.account)
    }
    func directChat(of account: AccountKey) throws -> ChatKey? { directChats[account] }
    func invitation(hash: String, now: Date) throws -> PersonID? { invitations[hash] }

    func report(_ number: Int) throws -> ReportRecord? { reports[number]?.last }
    func report(filedUnder key: String) throws -> ReportRecord? { try filed[key].flatMap { try report($0) } }
    func newestReport(by account: AccountKey, in chat: ChatKey, since: Date) throws -> ReportRecord? {
        current.filter { $0.account == account && $0.chat == chat && $0.at >= since }
            .filter { $0.state != .withdrawn && $0.state != .merged }.max { $0.number < $1.number }
    }
    func unconfirmedReports(of account: AccountKey) throws -> [ReportRecord] {
        current.filter { $0.account == account && $0.state == .unconfirmed }.sorted { $0.number < $1.number }
    }
    var current: [ReportRecord] { reports.values.compactMap(\.last) }
    func drafts(of account: AccountKey, in chat: ChatKey, now: Date) throws -> [Draft] {
        drafts.values.filter { $0.account == account && $0.chat == chat && $0.expiresAt > now }
            .sorted { ($0.askedAt, $0.report) > ($1.askedAt, $1.report) }
    }
    func draft(report: Int) throws -> Draft? { drafts[report] }
    func returnees(named name: String) throws -> [Returnee] {
        returnees.values.filter { $0.name == name && $0.state != .withdrawn }.sorted { $0.report > $1.report }
    }
    func returnee(report: Int) throws -> Returnee? { returnees[report] }

    func chain(_ title: String, of form: String, in chat: ChatKey, newest limit: Int) throws -> [ChainVersion]
    {
        Array(
            chains.filter { $0.chat == chat && $0.title == title && $0.form == form }
                .sorted { $0.version > $1.version }.prefix(limit))
    }
    func rectification(_ number: Int) throws -> Rectification? { rectifications[number] }
    func rectification(of report: Int) throws -> Rectification? {
        rectifications.values.filter { $0.report == report }.max { $0.number < $1.number }
    }
    func openRectifications() throws -> [Rectification] {
        rectifications.values.filter(\.isOpen).sorted { $0.number < $1.number }
    }

    func shift(_ id: ShiftID) throws -> Shift? { shifts[id] }
    func shifts(at checkpoint: PlaceCode?, from: Date, to: Date) throws -> [Shift] {
        shifts.values.filter { shift in
            (checkpoint == nil || shift.checkpoint == checkpoint) && shift.from < to && shift.to > from
                && shift.state != .cancelled
        }.sorted { $0.from < $1.from }
    }
    func checkIns(to shift: ShiftID) throws -> [CheckIn] { checkIns.filter { $0.shift == shift } }

    func caseRecord(_ number: Int) throws -> CaseRecord? { cases[number] }
    func newestCase(policy: String, subject: String) throws -> CaseRecord? {
        cases.values.filter { $0.policy == policy && $0.subject == subject }.max { $0.number < $1.number }
    }
    func asks(in chat: ChatKey, now: Date) throws -> [Ask] {
        asks.filter { $0.chat == chat && $0.expiresAt > now }.sorted { $0.askedAt > $1.askedAt }
    }

    func broadcast(_ number: Int) throws -> Broadcast? { broadcasts[number] }
    func targets(of broadcast: Int) throws -> [BroadcastTarget] {
        targets.filter { $0.broadcast == broadcast }
    }
    func openTargets(in chat: ChatKey) throws -> [BroadcastTarget] {
        targets.filter { $0.chat == chat && $0.state == .sent && broadcasts[$0.broadcast]?.state == .sent }
            .sorted { $0.broadcast > $1.broadcast }
    }

    func silence(of chat: ChatKey) throws -> Silence? { silences[chat] }
    func lastSaid(_ key: String) throws -> Date? { said[key] }
    func reportCount(of unit: PlaceCode, on day: CalendarDay) throws -> Int {
        unitReports["\(unit.rawValue) \(day.iso)", default: [:]].values.count { $0 }
    }
    func saidLately(in chat: ChatKey) throws -> [String] {
        spoken.suffix(100).filter { $0.chat == chat }.map(\.text)
    }
    func written(by account: AccountKey, upTo message: Int64, back count: Int) throws -> Date? {
        messages.filter { $0.event.account == account && $0.id <= message }.dropLast(count).last?.event.at
    }
    func exchanges(with account: AccountKey, in chat: ChatKey, before message: Int64, newest limit: Int)
        throws
        -> [Exchange]
    {
        messages.filter { $0.event.account == account && $0.event.chat == chat && $0.id < message }
            .compactMap { known in
                known.answeredAt.map {
                    Exchange(text: known.event.text, receivedAt: known.receivedAt, answeredAt: $0)
                }
            }.suffix(limit).reversed()
    }
    func reports(by account: AccountKey, in chat: ChatKey, from number: Int, limit: Int) throws
        -> [ReportRecord]
    {
        Array(
            current.filter { $0.account == account && $0.chat == chat && $0.number >= number }
                .sorted { $0.number < $1.number }.prefix(limit))
    }
}
