/// An HTTP client whose transfers all run on one thread of its own over libcurl's multi interface.
public final class CurlClient: Sendable {
    /// Creates a client; its thread starts with the first request.
    public init(_ configuration: CurlConfiguration = .init()) {
    }

    /// Sends a request and returns its complete answer, whatever its status.
    ///
    /// Cancelling the task aborts the transfer and throws ``CurlError/Reason/cancelled``.
    public func send(_ request: CurlRequest) async throws(CurlError) -> CurlResponse {
        throw CurlError(reason: .shutDown, delivery: .neverReached)
    }

    /// Fails what is under way with ``CurlError/Reason/shutDown``, closes all connections and ends the thread.
    public func shutdown() {
    }
}
