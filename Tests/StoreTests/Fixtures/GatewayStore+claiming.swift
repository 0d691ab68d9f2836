import Foundation
import Model
import Store

extension GatewayStore {
    /// Takes the posts that may be sent now, and settles none.
    func claimPosts(
        limit: Int, owner: String, now: Date, busy: Set<ChatKey>, limits: [ChannelName: ChannelLimits],
        under lease: Lease? = nil,
        fits: @escaping @Sendable (String, ChatKey) -> Bool = { _, _ in true }
    ) async throws(StoreError) -> [OutboxRow] {
        try await exchangePosts(now: now, under: lease) {
            PostExchange(limit: limit, owner: owner, busy: busy, limits: limits, fits: fits)
        }.rows
    }
}
