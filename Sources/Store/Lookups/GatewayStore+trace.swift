import Foundation
import Model
import ReportLanguage

extension GatewayStore {
    /// Gathers the whole life of a message or of what a receipt names; empty when the store knows nothing of it.
    package func trace(_ subject: TraceSubject) async throws(StoreError) -> Trace {
        let storeID = storeID
        return try await look { sql, content in
            let reading = TraceReading(sql: sql, content: content, storeID: storeID)
            switch subject {
            case .ref(let ref): return try reading.trace(ref)
            case .message(let text): return try reading.trace(message: text)
            }
        }
    }
}

/// Follows rows from one to the next.
private struct TraceReading {
    let sql: SQLConnection
    let content: ContentCodec
    let storeID: String

    func trace(_ ref: Ref) throws -> Trace {
        var trace = Trace()
        if ref.kind == .report { trace.reports = try versions(number: ref.number) }
        for id in Set(trace.reports.map(\.message)).sorted() { trace.messages += try messages("id = $1", id) }
        try follow(&trace, refs: [ref])
        return trace
    }

    func trace(message text: String) throws -> Trace {
        var trace = Trace()
        if let id = Int64(text.hasPrefix("in:") ? String(text.dropFirst(3)) : text) {
            trace.messages = try messages("id = $1", id)
        }
        if trace.messages.isEmpty { trace.messages = try messages("unique_key = $1", text) }
        if trace.messages.isEmpty { trace.messages = try messages("message_id = $1", text) }
        let told = try trace.messages.flatMap { try reports(toldBy: $0.row.id) }
        let numbers = Set(told).sorted()
        for number in numbers { trace.reports += try versions(number: number) }
        try follow(&trace, refs: numbers.map { Ref(.report, $0) })
        return trace
    }

    /// Adds what was said, timed and written down about messages and references.
    private func follow(_ trace: inout Trace, refs: [Ref]) throws {
        var posts: [Int64: Trace.Posting] = [:]
        var audit: [Int64: Trace.AuditLine] = [:]
        for message in trace.messages {
            for post in try self.posts(of: message.row.id) { posts[post.row.id] = post }
            for (id, line) in try self.audit("message = $1", message.row.id) { audit[id] = line }
        }
        for ref in refs {
            for post in try self.posts(causedBy: ref) { posts[post.row.id] = post }
            for (id, line) in try self.audit("subject = $1", ref.text) { audit[id] = line }
            trace.timers += try timers(of: ref)
        }
        trace.posts = posts.sorted { $0.key < $1.key }.map(\.value)
        trace.audit = audit.sorted { $0.key < $1.key }.map(\.value)
    }

    private func reports(toldBy message: Int64) throws -> [Int] {
        try sql.rows(
            """
            SELECT number FROM reports WHERE message = $1 UNION SELECT number FROM report_versions WHERE message = $1
            """, message
        ) { try $0.int(0) }
    }

    private func versions(number: Int) throws -> [ReportRecord] {
        try sql.rows(
            """
            SELECT \(SQLRow.reportColumns) FROM report_versions WHERE number = $1
            UNION ALL SELECT \(SQLRow.reportColumns) FROM reports WHERE number = $1
            ORDER BY version
            """, number
        ) { try $0.report(content) }
    }

    private func messages(_ condition: String, _ value: any SQLBindable) throws -> [Trace.Message] {
        try sql.rows(
            "SELECT \(SQLRow.inboxColumns), state, outcome, last_error, finished_at FROM inbox WHERE \(condition)",
            value
        ) { row in
            Trace.Message(
                row: try row.inboxRow(content), state: try row.value(16), outcome: try row.optionalValue(17),
                error: try row.optionalContent(18, content, .failure), finishedAt: row.optionalDate(19))
        }
    }

    private static let postColumns = "\(SQLRow.outboxColumns), state, receipt, last_error, finished_at"

    private func posts(of message: Int64) throws -> [Trace.Posting] {
        try sql.rows("SELECT \(Self.postColumns) FROM outbox WHERE message = $1", message, read: post)
    }

    /// The posts whose cause names a reference: `E5 step 2, E6 step 2`.
    private func posts(causedBy ref: Ref) throws -> [Trace.Posting] {
        try sql.rows(
            "SELECT \(Self.postColumns) FROM outbox WHERE cause LIKE $1", "%\(ref.text)%", read: post
        ).filter {
            $0.row.post.cause.split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.contains {
                $0 == ref.text
            }
        }
    }

    private func post(_ row: SQLRow) throws -> Trace.Posting {
        Trace.Posting(
            row: try row.outboxRow(content, storeID: storeID), state: try row.value(14),
            receipt: row.optionalText(15), error: try row.optionalContent(16, content, .failure),
            finishedAt: row.optionalDate(17))
    }

    private func audit(
        _ condition: String, _ value: any SQLBindable
    ) throws -> [(id: Int64, line: Trace.AuditLine)] {
        try sql.rows("SELECT id, at, actor, action, subject, detail FROM audit WHERE \(condition)", value) {
            row in
            let entry = AuditEntry(
                actor: try row.text(2), action: try row.text(3), subject: try row.text(4),
                detail: try row.content(5, content, .auditDetail))
            return (try row.integer(0), Trace.AuditLine(at: try row.date(1), entry: entry))
        }
    }

    /// A report's, a broadcast's or a case's timers; a case's are those of its subject.
    private func timers(of ref: Ref) throws -> [Trace.Timing] {
        var subjects: [(String, [TimerKind])] = []
        switch ref.kind {
        case .report: subjects = [(String(ref.number), [.draftExpiry, .floodEnd])]
        case .broadcast: subjects = [(String(ref.number), [.broadcastStart, .broadcastStep])]
        case .escalation:
            let about = try sql.rows("SELECT subject FROM cases WHERE number = $1", ref.number) {
                try $0.text(0)
            }
            subjects = about.map { ($0, [.shiftReminder, .shiftStep, .shiftEnd, .incidentStep]) }
        case .rectification, .task: break
        }
        return try subjects.flatMap { subject, kinds in
            try kinds.flatMap { kind in
                try sql.rows(
                    """
                    SELECT \(SQLRow.timerColumns), state, last_error, created_at, finished_at FROM timers
                    WHERE subject = $1 AND kind = $2 ORDER BY due_at, unique_key
                    """, subject, kind
                ) { row in
                    Trace.Timing(
                        timer: try row.timer(), state: try row.value(5),
                        error: try row.optionalContent(6, content, .failure),
                        createdAt: try row.date(7), finishedAt: row.optionalDate(8))
                }
            }
        }
    }
}
