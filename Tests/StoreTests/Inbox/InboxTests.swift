import Foundation
import Model
import Testing

@testable import Store

@Suite struct InboxTests {
    @Test(arguments: Engine.available)
    func `a second copy of a message is dropped`(engine: Engine) async throws {
        try await engine.withStore { under in
            let store = under.store
            let first = try await store.receive(
                [.sample("1"), .sample("2")], from: .town, cursor: "c1", now: .start)
            let second = try await store.receive(
                [.sample("2"), .sample("3")], from: .town, cursor: "c2", now: .start)
            #expect(first.new == 2 && first.waiting == 2 && first.duplicates == 0)
            #expect(second.new == 1 && second.duplicates == 1)
            let texts = try await store.inspect("SELECT id, unique_key FROM inbox ORDER BY id")
            #expect(texts.map { $0[0] } == ["1", "2", "3"])
            let cursor = try await store.cursor(of: .town)
            #expect(cursor == "c2")
        }
    }
}
