import Foundation
import Synchronization

/// A simulator that runs in this process, as tests use it: every wait ends at the event, none sleeps.
package final class RunningSim: Sendable {
    /// The port it listens on.
    package let port: Int
    /// The state and the waiting.
    package let hub: SimHub
    private let seen = Mutex<[String: Int]>([:])

    init(port: Int, hub: SimHub) {
        self.port = port
        self.hub = hub
    }

    /// Where it answers, such as `http://127.0.0.1:40123`.
    package var url: String { "http://127.0.0.1:\(port)" }

    /// The base address for a relay channel's settings.
    package var relayURL: String { url + "/relay" }

    /// Lets a person say something; the message as everybody sees it.
    @discardableResult
    package func say(_ text: String, as person: String, in chat: String) throws -> SimMessage {
        try hub.say(SimScript.Line(person: person, chat: chat, text: text))
    }

    /// Says a script's lines as the simulated clock reaches them.
    package func play(_ script: SimScript) throws { try hub.play(script) }

    /// All messages of a chat (or of all chats) after a position.
    package func messages(in chat: String? = nil, after seq: Int = 0) -> [SimMessage] {
        hub.read { state in
            let key = chat.map { state.world.chat($0)?.key ?? "" }
            return state.log.after(seq) { key == nil || $0.chat == key }
        }
    }

    /// The next message of the bot in a chat that this was not asked for before; nil after the timeout.
    package func nextBotMessage(in chat: String, timeout seconds: Double = 20) async -> SimMessage? {
        guard let key = hub.read({ $0.world.chat(chat)?.key }) else { return nil }
        let start = seen.withLock { $0[key] ?? 0 }
        let message = await hub.wait(seconds: seconds) { state, _ in
            state.log.after(start, limit: 1) { $0.isBot && $0.chat == key }.first
        }
        if let message { seen.withLock { $0[key] = message.seq } }
        return message
    }

    /// The bot's messages after a position once there are so many; what there is after the timeout.
    package func botMessages(
        _ count: Int, in chat: String? = nil, after seq: Int = 0, timeout seconds: Double = 20
    ) async -> [SimMessage] {
        let key = hub.read { state in chat.map { state.world.chat($0)?.key ?? "" } }
        let fits = { @Sendable (message: SimMessage) in message.isBot && (key == nil || message.chat == key) }
        let enough = await hub.wait(seconds: seconds) { state, _ -> [SimMessage]? in
            let found = state.log.after(seq, where: fits)
            return found.count >= count ? found : nil
        }
        return enough ?? hub.read { $0.log.after(seq, where: fits) }
    }

    /// Moves the simulated clock forward.
    package func advance(_ seconds: TimeInterval) { hub.moveClock(advance: seconds) }

    /// Puts the simulated clock to a moment.
    package func setClock(_ moment: Date) { hub.moveClock(set: moment) }

    /// What the simulated clock shows.
    package var now: Date { hub.now }

    /// Adds faults, as `--faults` writes them.
    package func fault(_ text: String) throws {
        let rules = try FaultRule.rules(text)
        hub.change { state, _ in state.faults.add(rules) }
    }

    /// Drops every fault.
    package func clearFaults() { hub.change { state, _ in state.faults.clear() } }

    /// The wrong requests so far.
    package var violations: [SimViolation] { hub.read { $0.violations } }
}

extension SimServer {
    /// Runs a simulator while `body` runs.
    ///
    /// - Parameter adjust: changes the configuration: a fixed start, a clock that stands still, faults.
    package static func withRunning<Value: Sendable>(
        _ world: SimWorld, adjust: (inout SimConfiguration) -> Void = { _ in },
        _ body: @Sendable (RunningSim) async throws -> Value
    ) async throws -> Value {
        var configuration = SimConfiguration(world: world)
        adjust(&configuration)
        let (ports, ready) = AsyncStream.makeStream(of: Int.self)
        let server = SimServer(configuration) { ready.yield($0) }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { ready.finish() }
                try await server.run()
            }
            guard let port = await ports.first(where: { _ in true }) else {
                try await group.next()
                throw CancellationError()
            }
            let value = try await body(RunningSim(port: port, hub: server.hub))
            group.cancelAll()
            // The server's own end by cancellation is no error of the test.
            do { try await group.waitForAll() } catch is CancellationError {}
            return value
        }
    }
}
