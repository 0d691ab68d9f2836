import Foundation
import Logging
import Synchronization
import Testing

@testable import Gateway

/// The call that stops when the gateway does.
@Suite struct DeadManTests {
    private struct Refused: Error {}

    @Test func `it calls while all is well, and not when something is wrong`() async {
        let isWell = Mutex(true)
        let calls = Mutex(0)
        let deadMan = DeadMan(
            every: 60, isWell: { isWell.withLock { $0 } }, call: { calls.withLock { $0 += 1 } },
            logger: Logger(label: "test"))
        #expect(await deadMan.beat())
        isWell.withLock { $0 = false }
        #expect(await !deadMan.beat())
        #expect(calls.withLock { $0 } == 1)
        isWell.withLock { $0 = true }
        #expect(await deadMan.beat())
        #expect(calls.withLock { $0 } == 2)
    }

    @Test func `an address that fails is logged once until it answers again, and never quoted`() async {
        let isUp = Mutex(false)
        let lines = Mutex([String]())
        let logger = Logger(label: "test") { _ in LineHandler { line in lines.withLock { $0.append(line) } } }
        let deadMan = DeadMan(
            every: 60, isWell: { true }, call: { if !isUp.withLock({ $0 }) { throw Refused() } },
            logger: logger)
        for _ in 0..<3 { #expect(await !deadMan.beat()) }
        #expect(lines.withLock { $0 } == ["warning dead man's address does not answer"])
        isUp.withLock { $0 = true }
        for _ in 0..<2 { #expect(await deadMan.beat()) }
        #expect(lines.withLock { $0 }.count == 2)
    }

    /// Hands each line to a test.
    private struct LineHandler: LogHandler {
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.info
        let write: @Sendable (String) -> Void

        init(_ write: @escaping @Sendable (String) -> Void) { self.write = write }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { write("\(event.level) \(event.message)") }
    }
}
