import CCurl
import Glibc
import Synchronization

/// One request on its way to the thread, with whoever waits for it.
struct Submission: Sendable {
    typealias Outcome = Result<CurlResponse, CurlError>

    let id: UInt64
    let request: PreparedRequest
    let continuation: CheckedContinuation<Outcome, Never>
    let deadline: ContinuousClock.Instant

    init(id: UInt64, request: PreparedRequest, continuation: CheckedContinuation<Outcome, Never>) {
        self.id = id
        self.request = request
        self.continuation = continuation
        deadline = .now + request.timeout
    }
}

/// The one thread on which libcurl runs, and the letter box through which the world speaks to it.
///
/// Life: the first submission creates the multi handle and the thread, which runs a ``TransferLoop``; ``stop()``
/// makes the loop fail what it holds and waits for the thread.
final class TransferThread: Sendable {
    enum Command: Sendable {
        case start(Submission)
        case cancel(UInt64)
    }

    /// The multi handle, as other threads may hold it.
    ///
    /// `@unchecked`: off the loop's thread only `curl_multi_wakeup` is called with it, which libcurl allows from
    /// any thread, and only under the lock of `box` while it stands there, which ``retire()`` ends before the
    /// handle is freed.
    struct MultiHandle: @unchecked Sendable {
        let pointer: UnsafeMutableRawPointer
    }

    private struct Box {
        var isStopped = false
        var commands: [Command] = []
        var multi: MultiHandle?
        var thread: pthread_t?
    }

    private let configuration: CurlConfiguration
    private let box = Mutex(Box())

    init(_ configuration: CurlConfiguration) {
        self.configuration = configuration
    }

    /// Hands a request to the loop, or fails it at once when the thread was stopped or cannot start.
    func submit(_ submission: Submission) {
        let refusal = box.withLock { box -> CurlError.Reason? in
            if box.isStopped { return .shutDown }
            if box.thread == nil, !start(&box) { return .other }
            post(.start(submission), to: &box)
            return nil
        }
        guard let refusal else { return }
        let detail = refusal == .other ? "no thread for transfers could be started" : ""
        submission.continuation.resume(
            returning: .failure(CurlError(reason: refusal, delivery: .neverReached, detail: detail)))
    }

    /// Asks the loop to abort a request; an unknown number, or one that is done with, is no matter.
    func cancel(_ id: UInt64) {
        box.withLock { box in
            if box.thread != nil { post(.cancel(id), to: &box) }
        }
    }

    /// Stops the loop for good and waits until its thread is gone.
    func stop() {
        let thread = box.withLock { box in
            box.isStopped = true
            if let multi = box.multi { curl_multi_wakeup(multi.pointer) }
            return box.thread.take()
        }
        if let thread { pthread_join(thread, nil) }
    }

    /// For the loop: what has come in since it last asked, and whether it is to end.
    func collect() -> (commands: [Command], isStopped: Bool) {
        box.withLock { box in
            defer { box.commands.removeAll() }
            return (box.commands, box.isStopped)
        }
    }

    /// For the loop: from here on nobody touches the multi handle any more.
    func retire() {
        box.withLock { $0.multi = nil }
    }

    private func post(_ command: Command, to box: inout Box) {
        box.commands.append(command)
        // One wake-up is enough for all that it finds in the box.
        if box.commands.count == 1, let multi = box.multi { curl_multi_wakeup(multi.pointer) }
    }

    private func start(_ box: inout Box) -> Bool {
        guard Self.libraryIsReady, let pointer = curl_multi_init() else { return false }
        let multi = MultiHandle(pointer: pointer)
        let body = Unmanaged.passRetained(
            ThreadBody(thread: self, multi: multi, configuration: configuration))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, body.toOpaque())
        guard code == 0 else {
            body.release()
            curl_multi_cleanup(pointer)
            return false
        }
        box.multi = multi
        box.thread = thread
        return true
    }

    /// libcurl wants to be told once in a process, before all else.
    private static let libraryIsReady = ccurl_global_init() == CURLE_OK
}

/// What the new thread is given to run.
private final class ThreadBody: Sendable {
    private let thread: TransferThread
    private let multi: TransferThread.MultiHandle
    private let configuration: CurlConfiguration

    init(thread: TransferThread, multi: TransferThread.MultiHandle, configuration: CurlConfiguration) {
        self.thread = thread
        self.multi = multi
        self.configuration = configuration
    }

    func run() {
        // libcurl leaves SIGPIPE alone under CURLOPT_NOSIGNAL; a peer that hangs up must not end the process.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        TransferLoop(thread: thread, multi: multi.pointer, configuration: configuration).run()
    }
}
