import Dispatch
import Foundation
import Synchronization

/// A thread with one connection, on which closures run one after the other.
///
/// The thread and the connection are made at the first closure; a connection that is lost is made anew at the next one.
package final class PostgresWorker: Sendable {
    private typealias Job = @Sendable (inout PostgresConnection?) -> Void

    private struct State {
        var jobs: [Job] = []
        var isStarted = false
        var isClosed = false
    }

    /// What the thread holds: not the worker itself, so that a forgotten worker ends its thread.
    private final class Box: Sendable {
        let state = Mutex(State())
        let arrived = DispatchSemaphore(value: 0)
        let ended = DispatchSemaphore(value: 0)
    }

    private let configuration: PostgresConfiguration
    private let name: String
    private let box = Box()

    /// - Parameter name: the thread's, for a debugger; up to 15 characters are shown.
    package init(_ configuration: PostgresConfiguration, name: String) {
        self.configuration = configuration
        self.name = name
    }

    deinit { stop() }

    /// Runs a body on the thread and hands its result back.
    ///
    /// - Throws: what the body throws, or a `PostgresError` when there is no connection.
    package func run<Value: Sendable>(
        _ body: @escaping @Sendable (PostgresConnection) throws -> Value
    ) async throws -> Value {
        let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
            submit { result in
                continuation.resume(returning: result)
            } body: {
                try body($0)
            }
        }
        return try result.get()
    }

    /// Runs a body on the thread while the caller's thread waits: for openings, which are not concurrent.
    package func runBlocking<Value: Sendable>(
        _ body: @escaping @Sendable (PostgresConnection) throws -> Value
    ) throws -> Value {
        let done = DispatchSemaphore(value: 0)
        let outcome = Outcome<Value>()
        submit { result in
            outcome.result.withLock { $0 = result }
            done.signal()
        } body: {
            try body($0)
        }
        done.wait()
        guard let result = outcome.result.withLock({ $0 }) else {
            throw PostgresError(message: "the worker gave no answer", isConnectionLost: true)
        }
        return try result.get()
    }

    /// Ends the thread after what it was given, closes the connection and waits for both.
    package func close() {
        if stop() { box.ended.wait() }
    }

    /// True when there was a thread to stop.
    @discardableResult
    private func stop() -> Bool {
        let runs = box.state.withLock { state in
            defer { state.isClosed = true }
            return state.isStarted && !state.isClosed
        }
        if runs { box.arrived.signal() }
        return runs
    }

    private func submit<Value: Sendable>(
        _ report: @escaping @Sendable (Result<Value, any Error>) -> Void,
        body: @escaping @Sendable (PostgresConnection) throws -> Value
    ) {
        let configuration = configuration
        let job: Job = { connection in
            let result = Result {
                let open = try connection ?? PostgresConnection(configuration)
                connection = open
                return try body(open)
            }
            if connection?.isLost == true { connection = nil }
            report(result)
        }
        let isTaken = box.state.withLock { state in
            guard !state.isClosed else { return false }
            state.jobs.append(job)
            if !state.isStarted {
                state.isStarted = true
                start()
            }
            return true
        }
        guard isTaken else {
            report(.failure(PostgresError(message: "the store is closed", isConnectionLost: true)))
            return
        }
        box.arrived.signal()
    }

    private func start() {
        let box = box
        let thread = Thread {
            var connection: PostgresConnection?
            while true {
                box.arrived.wait()
                let job = box.state.withLock { $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }
                // A signal without a job is the last.
                guard let job else { break }
                job(&connection)
            }
            connection = nil
            box.ended.signal()
        }
        thread.name = name
        thread.start()
    }
}

/// Where a blocking call finds its answer.
private final class Outcome<Value: Sendable>: Sendable {
    let result = Mutex<Result<Value, any Error>?>(nil)
}
