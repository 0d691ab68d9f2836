/// What all requests of one ``CurlClient`` have in common.
public struct CurlConfiguration: Sendable {
    /// The User-Agent of requests that name none in their headers.
    public var userAgent: String

    /// The most transfers at a time to one scheme, host and port; further ones wait their turn.
    ///
    /// A transfer needs a connection of its own in HTTP/1 and shares one in HTTP/2, so this bounds both.
    public var maxConnectionsPerHost: Int

    /// The most connections at a time in all, those that are kept alive included.
    public var maxTotalConnections: Int

    /// A PEM file of authorities that are trusted beside the system's; certificates are verified either way.
    public var extraCAFile: String?

    /// Creates a configuration; the figures suit a gateway of a few hundred destinations.
    public init(
        userAgent: String = "lianfang", maxConnectionsPerHost: Int = 32, maxTotalConnections: Int = 256,
        extraCAFile: String? = nil
    ) {
        self.userAgent = userAgent
        self.maxConnectionsPerHost = maxConnectionsPerHost
        self.maxTotalConnections = maxTotalConnections
        self.extraCAFile = extraCAFile
    }
}
