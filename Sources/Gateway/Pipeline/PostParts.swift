import Channels
import Model

/// Cuts posts into the parts that their platforms take, before they become rows: a retry then repeats one part, never the whole.
package struct PostParts: Sendable {
    private let channels: [ChannelName: any Channel]

    package init(_ channels: [any Channel]) {
        self.channels = Dictionary(uniqueKeysWithValues: channels.map { ($0.name, $0) })
    }

    /// The decision with each long post cut into `key#1`, `key#2`…; a mention stays with the part that names it.
    package func split(_ decision: Decision) -> Decision {
        var decision = decision
        decision.posts = decision.posts.flatMap(parts)
        return decision
    }

    private func parts(of post: Post) -> [Post] {
        let texts = channels[post.chat.channel]?.split(post.text) ?? [post.text]
        guard texts.count > 1 else { return [post] }
        return texts.enumerated().map { index, text in
            var part = post
            part.key = "\(post.key)#\(index + 1)"
            part.text = text
            part.mentions = post.mentions.filter {
                text.contains("@" + $0.name) || (index == 0 && !post.text.contains("@" + $0.name))
            }
            if index > 0 { part.replyTo = nil }
            return part
        }
    }
}
