import ArgumentParser
import ChatSim

extension GatewayProcess {
    /// How long it may compute after its last answer before that is taken for a fault, in seconds.
    private static let longestUnrest = 30.0

    /// Waits until something is so; says what is wrong and ends the command where the gateway ended, or where it took longer
    /// than these seconds.
    func wait(
        longest seconds: Double, orElse what: String, _ isSo: @Sendable () -> Bool
    ) async throws {
        let end = LoadServer.now + UInt64(seconds * 1e9)
        while !isSo() {
            guard isRunning else { throw broken("the gateway ended") }
            guard LoadServer.now < end else { throw broken(what) }
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    /// Waits until it has nothing left to do: until it computes less than a fiftieth of the time.
    func rest() async throws {
        let end = LoadServer.now + UInt64(Self.longestUnrest * 1e9)
        var before = cpuSeconds
        while LoadServer.now < end {
            try await Task.sleep(for: .milliseconds(100))
            let now = cpuSeconds
            guard now - before > 0.002 else { return }
            before = now
        }
        throw broken("the gateway does not come to rest")
    }

    /// Says what is wrong, with its last words.
    func broken(_ what: String) -> ExitCode {
        BotOpening.complain("\(what)\n\(lastWords)")
        return .failure
    }
}
