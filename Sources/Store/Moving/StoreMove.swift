import Foundation

/// Carries a bot's store from one place to another, whatever the engines.
///
/// Table by table in the order of the keys, a page a transaction; how far it is stands in the target, written with the
/// page, so that a move that was killed goes on where it was. Until all of it is there and proved equal, the target is
/// nobody's and no gateway opens it. The source is read, never written.
package struct StoreMove: Sendable {
    let source: StoreAddress
    let target: StoreAddress
    let bot: String
    /// Empties a target that an earlier, unfinished move has begun to fill.
    let isAfresh: Bool
    let report: @Sendable (StoreMoveProgress) -> Void

    /// - Parameters:
    ///   - source, target: where they are. Whoever calls keeps gateways off SQLite files.
    ///   - bot: whose store it is.
    ///   - isAfresh: forgets what an earlier, unfinished move has carried.
    ///   - report: called between transactions.
    package init(
        from source: StoreAddress, to target: StoreAddress, bot: String, afresh isAfresh: Bool = false,
        report: @escaping @Sendable (StoreMoveProgress) -> Void = { _ in }
    ) {
        self.source = source
        self.target = target
        self.bot = bot
        self.isAfresh = isAfresh
        self.report = report
    }

    /// Carries, verifies, hands the target over to the bot.
    ///
    /// - Throws: a `StoreMoveError`, or `CancellationError` between two pages.
    package func run() async throws -> StoreMoveSummary {
        let source = try await openSource()
        return try await Self.closing(source) {
            let info = try await source.info()
            try await source.requireIdle()
            let id = info[StoreEnd.InfoName.id] ?? ""
            switch try await look(sourceID: id) {
            case .complete(let target):
                return try await Self.closing(target) { try await confirm(source, target, id) }
            case .open(let state):
                let target = try await begin(state, sourceID: id)
                return try await Self.closing(target) { try await carry(source, target, info) }
            }
        }
    }

    /// Finds that all is there, or that the target is something of its own by now.
    private func confirm(
        _ source: StoreEnd, _ target: StoreEnd, _ id: String
    ) async throws -> StoreMoveSummary {
        let tables = try await verified(source, target) { names in
            StoreMoveError(
                .targetTaken,
                """
                the target is this bot's store already, and it is not what the source is: \(names). One of them has \
                lived on since they were equal. Nothing was changed
                """)
        }
        return StoreMoveSummary(
            storeID: id, tables: tables, wasThere: true, resumedRows: 0)
    }

    private func carry(
        _ source: StoreEnd, _ target: StoreEnd, _ info: [String: String]
    ) async throws -> StoreMoveSummary {
        let resumed = try await copy(source, to: target)
        let tables = try await verified(source, target) { names in
            StoreMoveError(
                .differs,
                """
                the target is not what the source is: \(names). The source has changed since the move began, or the \
                target was damaged. No gateway opens the target; run the move again with --afresh
                """)
        }
        try await source.requireIdle()
        try await finish(target, info)
        return StoreMoveSummary(
            storeID: info[StoreEnd.InfoName.id] ?? "", tables: tables, wasThere: false, resumedRows: resumed)
    }

    /// Closes an end whatever the body does; the body's own error is the one to tell.
    private static func closing<Value>(
        _ end: StoreEnd, _ body: () async throws -> Value
    ) async throws -> Value {
        let value: Value
        do {
            value = try await body()
        } catch {
            try? end.close()
            throw error
        }
        try end.close()
        return value
    }

    private func openSource() async throws(StoreMoveError) -> StoreEnd {
        guard let source = try await StoreEnd.look(.source, at: source, of: bot) else {
            throw StoreMoveError(.sourceMissing, "the source holds no store")
        }
        let info = try await source.info()
        guard info[StoreEnd.InfoName.bot] == bot else {
            throw StoreMoveError(
                .sourceMissing,
                "the source is the store of \(info[StoreEnd.InfoName.bot] ?? "?"), not of \(bot)")
        }
        try source.requireSchema(info)
        return source
    }

    func openTarget(owner: String) throws(StoreMoveError) -> StoreEnd {
        try StoreEnd.open(.target, at: target, of: bot, owner: owner)
    }
}
