/// How long a channel waits for its platform.
package struct ChannelTimeouts: Hashable, Sendable {
    /// Name resolution, connecting and TLS.
    package var connect: Duration
    /// A whole request that does not wait for events.
    package var request: Duration
    /// What a long poll may take beyond the wait that it asks for.
    package var pollMargin: Duration

    /// Creates timeouts; 30 s is what Standard Webhooks advises at most for a post.
    package init(
        connect: Duration = .seconds(10), request: Duration = .seconds(30),
        pollMargin: Duration = .seconds(20)
    ) {
        self.connect = connect
        self.request = request
        self.pollMargin = pollMargin
    }
}
