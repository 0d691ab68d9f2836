import Synchronization

/// An HTTP client whose transfers all run on one thread of its own over libcurl's multi interface.
///
/// Connections are kept alive and shared by all requests of a client, so a process needs one client for each
/// set of ``CurlConfiguration``. An idle client costs a sleeping thread and its idle connections.
public final class CurlClient: Sendable {
    private let configuration: CurlConfiguration
    private let thread: TransferThread
    private let lastID = Atomic<UInt64>(0)

    /// Creates a client; its thread starts with the first request.
    public init(_ configuration: CurlConfiguration = .init()) {
        self.configuration = configuration
        thread = TransferThread(configuration)
    }

    deinit {
        thread.stop()
    }

    /// Sends a request and returns its complete answer, whatever its status.
    ///
    /// A request is never repeated by the client itself once its body may have been read: whoever sends decides
    /// by ``CurlError/Delivery``. Cancelling the task aborts the transfer and throws
    /// ``CurlError/Reason/cancelled``.
    public func send(_ request: CurlRequest) async throws(CurlError) -> CurlResponse {
        let prepared = try PreparedRequest(request, userAgent: configuration.userAgent)
        if Task.isCancelled {
            throw CurlError(reason: .cancelled, delivery: .neverReached, detail: prepared.target.origin)
        }
        let id = lastID.add(1, ordering: .relaxed).newValue
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                thread.submit(Submission(id: id, request: prepared, continuation: continuation))
                // A cancellation between the look above and the submission found nothing to cancel.
                if Task.isCancelled { thread.cancel(id) }
            }
        } onCancel: {
            thread.cancel(id)
        }
        return try outcome.get()
    }

    /// Fails what is under way with ``CurlError/Reason/shutDown``, closes all connections and ends the thread.
    ///
    /// Returns when the thread is gone, which takes a few milliseconds. Later requests fail the same way; a
    /// second call does nothing.
    public func shutdown() {
        thread.stop()
    }
}
