import CPostgres
import Glibc

/// One connection in pipeline mode, for the thread that made it.
///
/// Statements are prepared once by their text and kept. `queue` sends without waiting for the answer; what went wrong with
/// a queued statement is thrown by the next `query` or `drain`. All calls block, so none may be made on Swift's shared
/// threads.
package final class PostgresConnection {
    /// What an answer that is still to come belongs to.
    private enum Awaited {
        case preparation(String)
        case statement
        case sync
    }

    private let pointer: OpaquePointer
    private var names: [String: String] = [:]
    private var namesGiven = 0
    private var awaited: [Awaited] = []
    /// How many statements were sent since the last synchronisation point.
    private var unsynchronised = 0

    /// Whether the connection is of no use any more.
    package private(set) var isLost = false

    /// How many statements may be under way unread: what they answer lies in memory until it is read.
    private static let depth = 512

    /// Connects and sets the session up.
    package init(_ configuration: PostgresConfiguration) throws(PostgresError) {
        let parameters = configuration.parameters
        let pointer = Self.withCStrings(parameters.map(\.name)) { names in
            Self.withCStrings(parameters.map(\.value)) { values in PQconnectdbParams(names, values, 1) }
        }
        guard let pointer else {
            throw PostgresError(message: "no memory for a connection", isConnectionLost: true)
        }
        self.pointer = pointer
        guard PQstatus(pointer) == CONNECTION_OK else {
            let message = PQerrorMessage(pointer).map { String(cString: $0) } ?? "no connection"
            isLost = true
            throw PostgresError(message: message.trimmingNewlines, isConnectionLost: true)
        }
        cpostgres_silence_notices(pointer)
        guard PQenterPipelineMode(pointer) == 1 else { throw lost() }
        for (name, value) in configuration.settings { try set(name, value) }
        for (name, value) in configuration.optionalSettings {
            do { try set(name, value) } catch { if isLost { throw error } }
        }
    }

    deinit { PQfinish(pointer) }

    /// The server's number for this connection.
    package var serverProcess: Int32 { PQbackendPID(pointer) }

    /// The descriptor on which the server speaks.
    var socket: Int32 { PQsocket(pointer) }

    /// Sends a statement and waits for its rows, and for all that was queued before it.
    package func query(
        _ sql: String, _ parameters: PostgresParameters = PostgresParameters()
    ) throws(PostgresError) -> PostgresResult {
        try send(sql, parameters)
        guard let result = try drain() else { throw lost() }
        return result
    }

    /// Sends a statement whose result nobody needs, without waiting.
    package func queue(
        _ sql: String, _ parameters: PostgresParameters = PostgresParameters()
    ) throws(PostgresError) {
        if awaited.count >= Self.depth { try drain() }
        try send(sql, parameters)
    }

    /// Sends what is queued on its way without waiting for the answers.
    package func flush() throws(PostgresError) {
        guard unsynchronised > 0 else { return }
        try synchronise()
    }

    /// Waits for all that was queued; returns the last statement's result, and throws the first error.
    ///
    /// Behind a failed statement the server skips the rest up to this point.
    @discardableResult
    package func drain() throws(PostgresError) -> PostgresResult? {
        if unsynchronised > 0 { try synchronise() }
        var last: PostgresResult?
        var failure: PostgresError?
        for expected in awaited {
            let result = try answer()
            switch expected {
            case .sync:
                guard result.isSync else { throw lost() }
            case .preparation(let sql):
                if !result.isGood { names[sql] = nil }
                try end(result, &failure)
            case .statement:
                try end(result, &failure)
                last = result
            }
        }
        awaited.removeAll(keepingCapacity: true)
        if let failure { throw failure }
        return last
    }

    /// Reads what is still to come of statements that nobody answers for; fails only when the connection is lost.
    package func discard() throws(PostgresError) {
        do { try drain() } catch { if isLost { throw error } }
    }

    /// Runs a statement that is not worth preparing.
    package func once(_ sql: String) throws(PostgresError) -> PostgresResult {
        guard PQsendQueryParams(pointer, sql, 0, nil, nil, nil, nil, 0) == 1 else { throw lost() }
        sent(.statement)
        guard let result = try drain() else { throw lost() }
        return result
    }

    private func set(_ name: String, _ value: String) throws(PostgresError) {
        var parameters = PostgresParameters()
        parameters.append(name)
        parameters.append(value)
        _ = try query("SELECT set_config($1, $2, false)", parameters)
    }

    private func send(_ sql: String, _ parameters: PostgresParameters) throws(PostgresError) {
        guard !isLost else { throw lost() }
        let name = try prepared(sql)
        let isSent = parameters.withPointers { values in
            PQsendQueryPrepared(pointer, name, Int32(parameters.count), values, nil, nil, 0) == 1
        }
        guard isSent else { throw lost() }
        sent(.statement)
    }

    private func prepared(_ sql: String) throws(PostgresError) -> String {
        if let known = names[sql] { return known }
        namesGiven += 1
        let name = "s\(namesGiven)"
        guard PQsendPrepare(pointer, name, sql, 0, nil) == 1 else { throw lost() }
        sent(.preparation(sql))
        names[sql] = name
        return name
    }

    private func sent(_ what: Awaited) {
        awaited.append(what)
        unsynchronised += 1
    }

    private func synchronise() throws(PostgresError) {
        guard PQpipelineSync(pointer) == 1 else { throw lost() }
        awaited.append(.sync)
        unsynchronised = 0
    }

    /// Reads a statement's result to its end, and notes the first error.
    private func end(_ result: PostgresResult, _ failure: inout PostgresError?) throws(PostgresError) {
        if !result.isGood {
            let isBroken = PQstatus(pointer) == CONNECTION_BAD
            if isBroken { isLost = true }
            let error = result.error(isConnectionLost: isBroken)
            if isBroken { throw error }
            if !result.isSkipped, failure == nil { failure = error }
        }
        try waitForAnswer()
        // A statement's results end with nothing.
        if let more = PQgetResult(pointer) {
            PQclear(more)
            throw lost()
        }
    }

    private func answer() throws(PostgresError) -> PostgresResult {
        try waitForAnswer()
        guard let result = PQgetResult(pointer) else { throw lost() }
        return PostgresResult(result)
    }

    /// Waits until there is a whole answer, but not for ever.
    private func waitForAnswer() throws(PostgresError) {
        while PQisBusy(pointer) == 1 {
            guard PQflush(pointer) >= 0 else { throw lost() }
            var place = pollfd(fd: PQsocket(pointer), events: Int16(POLLIN), revents: 0)
            let ready = poll(&place, 1, PostgresConfiguration.answerMilliseconds)
            if ready < 0, errno == EINTR { continue }
            guard ready > 0 else { throw lost("the server does not answer") }
            guard PQconsumeInput(pointer) == 1 else { throw lost() }
        }
    }

    /// Gives the connection up.
    func lost(_ reason: String? = nil) -> PostgresError {
        isLost = true
        let said = PQerrorMessage(pointer).map { String(cString: $0).trimmingNewlines } ?? ""
        let message = reason ?? (said.isEmpty ? "the connection is lost" : said)
        return PostgresError(message: message, isConnectionLost: true)
    }

    /// The channels of the notifications that have come in.
    func notifications() throws(PostgresError) -> [PostgresNotification] {
        guard PQconsumeInput(pointer) == 1 else { throw lost() }
        var all: [PostgresNotification] = []
        while let notification = PQnotifies(pointer) {
            all.append(
                PostgresNotification(
                    channel: String(cString: notification.pointee.relname),
                    payload: String(cString: notification.pointee.extra)))
            PQfreemem(notification)
        }
        return all
    }

    private static func withCStrings<Value>(
        _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Value
    ) -> Value {
        let copies = strings.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        let pointers = copies.map { UnsafePointer<CChar>($0) } + [nil]
        return pointers.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else {
                preconditionFailure("an array of at least one has a base")
            }
            return body(base)
        }
    }
}
