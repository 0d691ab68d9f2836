import Foundation
import Model
import Synchronization
import Testing

@testable import Store

@Suite struct TimerTests {
    private func set(_ store: GatewayStore, _ changes: TimerChange...) async throws {
        _ = try await store.commit(now: .start) { _ in .make(.fired, timers: changes) }
    }

    /// Fires what is due and returns the keys of each decision.
    private func fire(_ store: GatewayStore, at now: Date) async throws -> [[String]] {
        let fired = Mutex<[[String]]>([])
        _ = try await store.fireTimers(limit: 9, now: now) { timers, _ in
            fired.withLock { $0.append(timers.map(\.key)) }
            return Decision(.fired)
        }
        return fired.withLock { $0 }
    }

    @Test(arguments: Engine.available)
    func `what is due together is decided together, oldest first`(engine: Engine) async throws {
        try await engine.withStore { under in
            try await set(
                under.store, .set(.sample("b", dueAt: .start)), .set(.sample("a", dueAt: .start)),
                .set(.sample("late", dueAt: .start - 60)), .set(.sample("future", dueAt: .start + 60)))
            #expect(try await under.store.nextWake(now: .start).timers == .start - 60)
            #expect(try await fire(under.store, at: .start) == [["late", "a", "b"]])
            #expect(try await fire(under.store, at: .start) == [])
            #expect(try await under.store.nextWake(now: .start).timers == .start + 60)
        }
    }

    @Test(arguments: Engine.available)
    func `a timer comes back as it was set`(engine: Engine) async throws {
        try await engine.withStore { under in
            let timer = DurableTimer.sample(
                "t", kind: .broadcastStep, subject: "3", step: 4, dueAt: .start + 0.25)
            try await set(under.store, .set(timer))
            let batch = try await under.store.fireTimers(limit: 9, now: .start + 1) { timers, _ in
                guard timers == [timer] else { throw RuleBroken() }
                return Decision(.lapsed)
            }
            #expect(batch.outcomes == [.lapsed: 1])
        }
    }

    @Test(arguments: Engine.available)
    func `setting a key again moves it, and sets it anew once it has fired`(engine: Engine) async throws {
        try await engine.withStore { under in
            try await set(under.store, .set(.sample("t", dueAt: .start)))
            try await set(under.store, .set(.sample("t", dueAt: .start + 60)))
            #expect(try await fire(under.store, at: .start) == [])
            #expect(try await fire(under.store, at: .start + 60) == [["t"]])
            try await set(under.store, .set(.sample("t", dueAt: .start + 120)))
            #expect(try await fire(under.store, at: .start + 120) == [["t"]])
        }
    }

    @Test(arguments: Engine.available)
    func `a firing timer may set itself anew in its own decision`(engine: Engine) async throws {
        try await engine.withStore { under in
            try await set(under.store, .set(.sample("t", step: 0)))
            let batch = try await under.store.fireTimers(limit: 9, now: .start) { timers, _ in
                .make(
                    .fired,
                    timers: timers.map { .set(.sample($0.key, step: $0.step + 1, dueAt: .start + 60)) })
            }
            #expect(batch.timersSet)
            let steps = Mutex<[Int]>([])
            _ = try await under.store.fireTimers(limit: 9, now: .start + 60) { timers, _ in
                steps.withLock { $0 += timers.map(\.step) }
                return Decision(.fired)
            }
            #expect(steps.withLock { $0 } == [1])
        }
    }

    @Test(arguments: Engine.available)
    func `cancelled timers do not fire`(engine: Engine) async throws {
        try await engine.withStore { under in
            try await set(
                under.store, .set(.sample("a")), .set(.sample("b")), .set(.sample("c", kind: .shiftEnd)),
                .set(.sample("d", subject: "K08@2022-01-28T20:00")))
            try await set(
                under.store, .cancel(key: "a"), .cancel(key: "unknown"),
                .cancelAll(.shiftStep, subject: "K07@2022-01-28T20:00"))
            #expect(try await fire(under.store, at: .start) == [["c", "d"]])
            try await set(under.store, .cancel(key: "c"))
            let state = try await under.store.inspect("SELECT state FROM timers WHERE unique_key = 'c'")
            #expect(state == [["done"]], "what has fired stays fired")
        }
    }

    @Test(arguments: Engine.available)
    func `one broken timer is tried alone, put off and given up, the others fire`(engine: Engine) async throws
    {
        try await engine.withStore { under in
            let store = under.store
            try await set(store, .set(.sample("good")), .set(.sample("poison", dueAt: .start - 1)))
            let decide: @Sendable ([DurableTimer], any Facts) throws -> Decision = { timers, _ in
                if timers.contains(where: { $0.key == "poison" }) { throw RuleBroken() }
                return .make(.fired, posts: timers.map { .sample("said:\($0.key)") })
            }
            let first = try await store.fireTimers(limit: 9, now: .start, decide: decide)
            #expect(first.taken == 2)
            #expect(first.outcomes == [.fired: 1])
            #expect(first.posts == 1)
            #expect(
                first.failures == [
                    .init(key: "poison", attempt: 1, reason: "the rule is broken", isDead: false)
                ])
            var now = Date.start
            for attempt in 2...5 {
                now = try #require(try await store.nextWake(now: now).timers)
                let batch = try await store.fireTimers(limit: 9, now: now, decide: decide)
                #expect(batch.failures.map(\.attempt) == [attempt])
                #expect(batch.failures.map(\.isDead) == [attempt == 5])
            }
            #expect(now.timeIntervalSince(.start) == 66)
            #expect(try await store.nextWake(now: now).timers == nil)
            #expect(try await store.deadLetters(limit: 9).map(\.id.description) == ["timer:poison"])
            #expect(try await store.replay(.timer("poison"), now: now))
            #expect(try await fire(store, at: now) == [["poison"]])
        }
    }
}
