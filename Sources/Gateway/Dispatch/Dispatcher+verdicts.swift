import Channels
import Foundation
import Logging
import Model
import Store

/// What a post's outcome means for its row.
extension Dispatcher {
    /// Posts a row and tells what became of it.
    func verdict(on row: OutboxRow) async -> Settlement.Verdict {
        guard let channel = channels[row.post.chat.channel] else { return .dead(reason: "channelGone") }
        let message = OutboundMessage(
            idempotencyKey: row.idempotencyKey, chat: row.post.chat, text: row.post.text,
            mentions: row.post.mentions,
            replyTo: row.post.replyTo, attachments: [], cause: row.post.cause)
        do {
            let receipt = try await channel.post(message)
            if let new = receipt.movedTo {
                logger.warning(
                    "chat has moved; bot.yaml should name its new id",
                    metadata: [LogKeys.chat: "\(row.post.chat.text)", LogKeys.movedTo: "\(new.id)"])
            }
            return .posted(receipt: receipt.messageID)
        } catch {
            return verdict(on: row, failed: error)
        }
    }

    /// What a failure means for the row: again later, or dead.
    private func verdict(on row: OutboxRow, failed error: ChannelError) -> Settlement.Verdict {
        // What may have got through keeps what it was said with: another text under another key would double it.
        if error.reason == .cancelled, error.delivery == .mayHaveReached, row.post.delivery == .atLeastOnce {
            return .retry(
                at: clock.now, reason: error.reason.rawValue, pauseLaneUntil: nil, pauseChannelUntil: nil)
        }
        if error.reason == .cancelled { return .released }
        let attempt = row.attempt + 1
        let metadata: Logger.Metadata = [
            LogKeys.channel: "\(row.post.chat.channel.rawValue)", LogKeys.post: "\(row.id)",
            LogKeys.attempt: "\(attempt)", LogKeys.reason: "\(error.reason.rawValue)",
        ]
        if row.post.delivery == .atMostOnce, error.delivery == .mayHaveReached {
            logger.error("post of unknown fate is not repeated", metadata: metadata)
            return .dead(reason: "fateUnknown")
        }
        guard error.reason.isRetryable || error.reason.pausesChannel else {
            logger.error("post is dead", metadata: metadata)
            return .dead(reason: error.reason.rawValue)
        }
        logger.warning("post is tried again", metadata: metadata)
        let backoff = Backoff.seconds(after: attempt, jitter: Double.random(in: 0...1))
        let again = clock.now.addingTimeInterval(error.retryAfter.map { max($0 / .seconds(1), 1) } ?? backoff)
        // A robot over its budget, or one whose credential is wrong, is held as a whole; its rows wait and are not spent.
        let holdsChannel = error.reason.pausesChannel || error.reason == .throttled
        return .retry(
            at: again, reason: error.reason.rawValue, pauseLaneUntil: holdsChannel ? nil : again,
            pauseChannelUntil: holdsChannel ? again : nil)
    }
}
