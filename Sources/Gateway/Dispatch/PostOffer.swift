import Store
import Synchronization

/// What a dispatcher offers to one commit of the store's: the fates that nobody is writing yet, and room for posts.
///
/// It is taken inside the transaction, as late as can be, and afterwards kept or given back.
final class PostOffer: Sendable {
    private let dispatcher: Dispatcher
    private let taken = Mutex<PostExchange?>(nil)

    init(_ dispatcher: Dispatcher) { self.dispatcher = dispatcher }

    /// The offer as it is now; asked again, because the store repeats a transaction, what was taken before is in it.
    func take() -> PostExchange {
        taken.withLock { taken in
            if let before = taken { dispatcher.giveBack(before) }
            let exchange = dispatcher.makeOffer()
            taken = exchange
            return exchange
        }
    }

    /// What was taken, once; nil where the transaction did not come so far.
    func close() -> PostExchange? {
        taken.withLock { taken in
            defer { taken = nil }
            return taken
        }
    }
}
