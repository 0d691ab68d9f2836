import Model

/// What a channel can do and how fast.
package struct ChannelTraits: Hashable, Sendable {
    /// Whether it can be read; a webhook only posts.
    package var canPoll: Bool

    /// Whether a post of the same key twice is one message.
    ///
    /// Where not, a post whose fate is unknown may be doubled by sending it again.
    package var isIdempotent: Bool

    /// Whether posts may carry files.
    package var takesAttachments: Bool

    /// How fast it may post: what bot.yaml says, else the platform's own limits.
    package var limits: ChannelLimits

    /// Creates traits.
    package init(canPoll: Bool, isIdempotent: Bool, takesAttachments: Bool = false, limits: ChannelLimits) {
        self.canPoll = canPoll
        self.isIdempotent = isIdempotent
        self.takesAttachments = takesAttachments
        self.limits = limits
    }
}
