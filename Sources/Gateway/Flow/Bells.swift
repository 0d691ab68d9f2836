import Store

/// One bell for each kind of work, so that nobody looks for work that is not theirs.
struct Bells: Sendable {
    /// Rung when events wait to be decided.
    let events = Bell()
    /// Rung when posts were written.
    let posts = Bell()
    /// Rung when timers were set.
    let timers = Bell()

    var all: [Bell] { [events, posts, timers] }

    /// Tells whoever has something to do after a batch.
    func ring(after batch: BatchOutcome) {
        if batch.posts > 0 && !batch.isAllClaimed { posts.ring() }
        if batch.timersSet { timers.ring() }
    }
}
