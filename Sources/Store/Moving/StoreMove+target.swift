/// What may be done with a target, and the two moments at which it changes hands.
extension StoreMove {
    /// How a target was found.
    enum Found: Sendable {
        /// It can be filled.
        case open(State)
        /// This bot's store with the source's id; opened for reading.
        case complete(StoreEnd)
    }

    /// What is in a target that can be filled.
    enum State: Equatable {
        /// There is no store yet.
        case absent
        /// This bot's, without a row, as any command makes one.
        case empty
        /// An earlier move has begun to fill it; `isSame`: from the same source, and it goes on.
        case begun(isSame: Bool)
    }

    /// Looks at the target without changing it; refuses one that a move would have to destroy.
    func look(sourceID: String) async throws(StoreMoveError) -> Found {
        guard let end = try await StoreEnd.look(.target, at: target, of: bot) else { return .open(.absent) }
        do {
            let info = try await end.info()
            if info[StoreEnd.InfoName.bot] == bot { try await end.requireIdle() }
            if info[StoreEnd.InfoName.bot] == bot, info[StoreEnd.InfoName.id] == sourceID {
                try end.requireSchema(info)
                return .complete(end)
            }
            let state = try await state(of: end, info, sourceID: sourceID)
            try end.close()
            return .open(state)
        } catch {
            // Why the target is refused is what to tell.
            try? end.close()
            throw error
        }
    }

    private func state(
        of end: StoreEnd, _ info: [String: String], sourceID: String
    ) async throws(StoreMoveError) -> State {
        switch info[StoreEnd.InfoName.bot] {
        case StoreEnd.owner(unfinished: bot):
            let begun = info[StoreEnd.InfoName.source]
            guard isAfresh || begun == nil || begun == sourceID else {
                throw StoreMoveError(
                    .targetTaken,
                    "a move of another store into the target is not finished; --afresh forgets what it carried"
                )
            }
            return .begun(isSame: begun == sourceID && !isAfresh)
        case bot:
            guard try await end.isEmpty() else {
                throw StoreMoveError(
                    .targetTaken,
                    "the target holds another store of \(bot), with rows of its own; name an empty place")
            }
            return .empty
        case let owner:
            throw StoreMoveError(
                .targetTaken, "the target is the store of \(owner ?? "nobody"); name an empty place")
        }
    }

    /// Opens the target, makes it nobody's, and empties it unless the move goes on.
    func begin(_ state: State, sourceID: String) async throws(StoreMoveError) -> StoreEnd {
        let unfinished = StoreEnd.owner(unfinished: bot)
        let target = try openTarget(owner: state == .empty ? bot : unfinished)
        guard state != .begun(isSame: true) else { return target }
        try await target.write { sql in
            try sql.empty()
            try Self.forgetMove(sql)
            try sql.setInfo(StoreEnd.InfoName.bot, unfinished)
            try sql.setInfo(StoreEnd.InfoName.source, sourceID)
        }
        return target
    }

    /// Hands the target over: with the source's id and all else that it says of itself.
    func finish(_ target: StoreEnd, _ info: [String: String]) async throws(StoreMoveError) {
        try await target.write { sql in
            try Self.forgetMove(sql)
            for (name, value) in info where name != StoreEnd.InfoName.schema {
                try sql.setInfo(name, value)
            }
            // A counter at 0 is not carried, and transactions lock some.
            if target.isShared { try PostgresOpening.addLocks(sql) }
        }
    }

    private static func forgetMove(_ sql: SQLConnection) throws {
        let (from, to) = StoreEnd.InfoName.ownRange
        try sql.execute("DELETE FROM store_info WHERE name >= $1 AND name < $2", from, to)
    }
}

extension SQLConnection {
    /// Removes all rows.
    fileprivate func empty() throws {
        switch dialect {
        case .sqlite:
            for table in StoreTable.all.reversed() { try execute("DELETE FROM \(table.name)") }
        // Row by row it would look for whoever refers to each.
        case .postgres: try execute("TRUNCATE \(StoreTable.all.map(\.name).joined(separator: ", "))")
        }
    }
}
