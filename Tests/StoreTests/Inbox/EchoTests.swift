import Foundation
import Model
import Testing

@testable import Store

@Suite struct EchoTests {
    @Test(arguments: Engine.available)
    func `what was said in a chat lately is known, whether it was sent or waits`(engine: Engine) async throws
    {
        try await engine.withStore { under in
            try await under.post(.sample("old", text: "old"))
            for number in 0..<99 { try await under.post(.sample("b\(number)", chat: .checkpoints)) }
            #expect(try await under.store.read { try $0.saidLately(in: .village) } == ["old"])
            try await under.post(.sample("new", text: "new"))
            #expect(try await under.store.read { try $0.saidLately(in: .village) } == ["new"])
            #expect(try await under.store.read { try $0.saidLately(in: .other) } == [])
        }
    }
}
