import Channels
import FailPoints
import Foundation
import Logging
import Model
import ServiceLifecycle
import Store
import Synchronization

/// Posts what the outbox holds: one lane for each destination, many lanes at once, each in its order.
///
/// Promise: a row is marked before it is posted, and its fate is written afterwards. After a crash what was in flight is
/// posted again with the same idempotency key (`atLeastOnce`), or is reported as unknown (`atMostOnce`).
package final class Dispatcher: Service {
    private struct State {
        /// Lanes with a post in flight or a fate not yet written.
        var busy: Set<ChatKey> = []
        /// Whether a claim may have been made of which this process does not know.
        var mayHaveClaimed = false
        /// Fates that nobody is writing.
        var ended: [(chat: ChatKey, settlement: Settlement)] = []
        /// Posts that were claimed beside a decision, and whether there may be more.
        var handed: [OutboxRow] = []
        /// When the next post may be sent, as far as the last look at all lanes knew.
        var nextAt: Date?
        /// How often the bell for posts had rung at that look.
        var seenPosts = 0
        /// Whether a look at all lanes is due, whatever else happens.
        var mustLook = true

        /// Hands the fates to whoever writes them; their lanes stay busy meanwhile.
        mutating func takeEnded() -> [(chat: ChatKey, settlement: Settlement)] {
            defer { ended = [] }
            return ended
        }
    }

    private let store: GatewayStore
    let channels: [ChannelName: any Channel]
    private let limits: [ChannelName: ChannelLimits]
    private let owner: String
    let clock: any GatewayClock
    private let presence: Tenure
    private let bells: Bells
    private let meters: Meters
    private let finished = Bell()
    let logger: Logger
    private let state = Mutex(State())

    /// How many posts are in flight at once over all lanes.
    private static let width = 64
    /// How long the last fates are tried to be written at a shutdown.
    private static let farewell = Duration.seconds(10)
    /// How long a claim holds without a word (seconds); longer than any post's own deadline.
    package static let claim = 120.0

    init(
        store: GatewayStore, channels: [any Channel], limits: [ChannelName: ChannelLimits], owner: String,
        clock: any GatewayClock, presence: Tenure, bells: Bells, meters: Meters, logger: Logger
    ) {
        self.store = store
        self.channels = Dictionary(uniqueKeysWithValues: channels.map { ($0.name, $0) })
        self.limits = limits
        self.owner = owner
        self.clock = clock
        self.presence = presence
        self.bells = bells
        self.meters = meters
        self.logger = logger
    }

    package func run() async throws {
        try await withThrowingDiscardingTaskGroup { group in
            while !Task.isShuttingDownGracefully && !Task.isCancelled {
                let (seen, done) = (bells.posts.count, finished.count)
                for row in takeHanded() { group.addTask { await self.post(row) } }
                if isDue(seen) {
                    let claimed = try await retrying(logger, "outbox", meters) { try await self.exchange() }
                    for row in claimed?.rows ?? [] { group.addTask { await self.post(row) } }
                    note(claimed, posts: seen)
                    if claimed?.isAll != true { continue }
                }
                await cancelWhenGracefulShutdown { await self.idle(posts: seen, finished: done) }
            }
        }
        // What was handed over and not begun waits again.
        for row in takeHanded() {
            state.withLock { $0.ended.append((row.post.chat, row.settlement(.released))) }
        }
        // Posts in flight have ended; their fates must not be lost. But a full disk must not keep the process from ending:
        // a fate that cannot be written is as after a crash, and the next start sends again what may be sent twice.
        try await Task {
            try await retrying(self.logger, "outbox", self.meters, atMost: Self.farewell) {
                try await self.settle()
            }
        }.value
    }

    /// Posts all that is due now and returns how many: for rehearsals and tests, which move the clock by hand.
    package func drain() async throws(StoreError) -> Int {
        var total = 0
        while true {
            let rows = takeHanded() + (try await exchange().rows)
            guard !rows.isEmpty else { return total }
            total += rows.count
            await withDiscardingTaskGroup { group in
                for row in rows { group.addTask { await self.post(row) } }
            }
        }
    }

    // MARK: - When to look

    /// Whether there is a fate to write or a lane to look at.
    private func isDue(_ posts: Int) -> Bool {
        state.withLock { state in
            !state.ended.isEmpty || state.mustLook || state.seenPosts != posts
                || state.nextAt.map { $0 <= clock.now } ?? false
        }
    }

    private func note(_ claimed: ClaimedPosts?, posts seen: Int) {
        guard let claimed else { return }
        state.withLock { state in
            state.seenPosts = seen
            state.mustLook = !claimed.isAll
            // A lane that is due but has no budget or has a post in flight must not make this spin.
            state.nextAt = claimed.nextAt.map { max($0, clock.now.addingTimeInterval(0.05)) }
        }
    }

    /// Waits for new posts, an ended one or the next row that comes due.
    private func idle(posts seen: Int, finished done: Int) async {
        let wake = state.withLock { $0.nextAt }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.bells.posts.wait(past: seen, until: wake, on: self.clock) }
            group.addTask { await self.finished.wait(past: done) }
            await group.next()
            group.cancelAll()
        }
    }

    // MARK: - Claims and fates

    /// An offer to a commit that decides; nil where others post from the same store, or a claim's fate is unknown.
    ///
    /// Whoever takes it hands it back by ``accept(_:_:)`` or ``withdraw(_:after:)``.
    func offer() -> PostOffer? {
        store.isShared || state.withLock { $0.mayHaveClaimed } ? nil : PostOffer(self)
    }

    /// What has ended and what may be sent.
    func makeOffer() -> PostExchange {
        let (ended, busy) = state.withLock { state in
            let ended = state.takeEnded()
            return (ended, state.busy.subtracting(ended.map(\.chat)))
        }
        return PostExchange(
            ended: ended, limit: max(0, Self.width - busy.count), owner: owner, busy: busy, limits: limits
        ) { [channels] text, chat in channels[chat.channel].map { $0.split(text).count <= 1 } ?? false }
    }

    /// Takes fates back that were not written.
    func giveBack(_ exchange: PostExchange) {
        state.withLock { $0.ended = exchange.ended + $0.ended }
    }

    /// Notes that an offer was committed, and has what was claimed posted.
    func accept(_ offer: PostOffer, _ rows: [OutboxRow]) {
        keep(offer, rows)
        guard !rows.isEmpty else { return }
        state.withLock { $0.handed += rows }
        finished.ring()
    }

    private func keep(_ offer: PostOffer, _ rows: [OutboxRow]) {
        let ended = offer.close()?.ended ?? []
        state.withLock { state in
            state.busy.subtract(ended.map(\.chat))
            state.busy.formUnion(rows.map(\.post.chat))
        }
    }

    /// Takes an offer back of which nothing was committed, or perhaps all.
    func withdraw(_ offer: PostOffer, after error: StoreError) {
        guard let exchange = offer.close() else { return }
        giveBack(exchange)
        if error.reason == .unreachable { state.withLock { $0.mayHaveClaimed = true } }
        finished.ring()
    }

    private func takeHanded() -> [OutboxRow] {
        state.withLock { state in
            defer { state.handed = [] }
            return state.handed
        }
    }

    /// Writes the fates of the posts that ended since the last time and takes those that may be sent now, in one commit.
    private func exchange() async throws(StoreError) -> ClaimedPosts {
        if state.withLock({ $0.mayHaveClaimed }) {
            // What has ended is settled first: the claims that are given back are those of lanes that are not busy.
            try await settle()
            let busy = state.withLock { $0.busy }
            try await store.releaseClaims(owner: owner, except: busy, now: clock.now)
            state.withLock { $0.mayHaveClaimed = false }
        }
        // Whom the others take for dead must not post beside them.
        guard let right = presence.current else {
            try await settle()
            return ClaimedPosts(nextAt: try await store.nextPost(now: clock.now))
        }
        guard state.withLock({ $0.busy.count - $0.ended.count < Self.width }) else {
            try await settle()
            return ClaimedPosts(nextAt: try await store.nextPost(now: clock.now))
        }
        let offer = PostOffer(self)
        do {
            let hasEnded = state.withLock { !$0.ended.isEmpty }
            if hasEnded { FailPoint.settleCommitBefore.pass() }
            FailPoint.claimCommitBefore.pass()
            let claimed = try await store.exchangePosts(now: clock.now, under: right.lease) { offer.take() }
            if hasEnded { FailPoint.settleCommitAfter.pass() }
            if !claimed.rows.isEmpty { FailPoint.claimCommitAfter.pass() }
            keep(offer, claimed.rows)
            return claimed
        } catch {
            withdraw(offer, after: error)
            guard error.reason == .superseded else { throw error }
            presence.lose(right)
            return ClaimedPosts(isAll: false)
        }
    }

    /// Only writes the fates of the posts that ended since the last time, in one commit.
    private func settle() async throws(StoreError) {
        let ended = state.withLock { $0.takeEnded() }
        guard !ended.isEmpty else { return }
        do {
            FailPoint.settleCommitBefore.pass()
            try await store.settle(ended.map(\.settlement), owner: owner, now: clock.now)
            FailPoint.settleCommitAfter.pass()
            state.withLock { $0.busy.subtract(ended.map(\.chat)) }
        } catch {
            state.withLock { $0.ended = ended + $0.ended }
            throw error
        }
    }

    private func post(_ row: OutboxRow) async {
        FailPoint.postBefore.pass()
        let verdict = await verdict(on: row)
        FailPoint.postAfter.pass()
        meters.settled(row, verdict, at: clock.now)
        state.withLock { $0.ended.append((row.post.chat, row.settlement(verdict))) }
        finished.ring()
    }
}

extension OutboxRow {
    fileprivate func settlement(_ verdict: Settlement.Verdict) -> Settlement {
        Settlement(id: id, bundle: bundle, verdict: verdict)
    }
}
