/// Who waits for a connection: a line for each origin, served in turn, within a limit for each and one for all.
///
/// libcurl's own limits do not serve here: 7.88 wakes one waiting transfer at a time, whichever it is, so one busy
/// host could hold up the others, and while it waits its deadlines are not looked at.
struct TransferLanes<Item> {
    private struct Lane {
        var inFlight = 0
        var waiting = Queue<Item>()
        var isListed = false
    }

    private let limitPerOrigin: Int
    private let limit: Int
    private var lanes: [String: Lane] = [:]
    /// The origins that have both somebody waiting and a place, each once.
    private var turns = Queue<String>()
    private var inFlight = 0

    init(limitPerOrigin: Int, limit: Int) {
        self.limitPerOrigin = max(1, limitPerOrigin)
        self.limit = max(1, limit)
    }

    /// Whether ``next()`` would return somebody.
    var hasNext: Bool { inFlight < limit && !turns.isEmpty }

    /// Puts an item at the end of its origin's line.
    mutating func enqueue(_ item: Item, origin: String) {
        lanes[origin, default: Lane()].waiting.append(item)
        list(origin)
    }

    /// Takes the next item whose origin has a place; the place is its own until ``release(origin:)``.
    mutating func next() -> Item? {
        guard inFlight < limit, let origin = turns.popFirst() else { return nil }
        lanes[origin]?.isListed = false
        guard let item = lanes[origin]?.waiting.popFirst() else { return nil }
        lanes[origin]?.inFlight += 1
        inFlight += 1
        list(origin)
        return item
    }

    /// Gives a place back.
    mutating func release(origin: String) {
        lanes[origin]?.inFlight -= 1
        inFlight -= 1
        list(origin)
        if let lane = lanes[origin], lane.inFlight == 0, lane.waiting.isEmpty { lanes[origin] = nil }
    }

    private mutating func list(_ origin: String) {
        guard let lane = lanes[origin], !lane.isListed, !lane.waiting.isEmpty, lane.inFlight < limitPerOrigin
        else { return }
        lanes[origin]?.isListed = true
        turns.append(origin)
    }
}

/// First in, first out, in constant time on average.
private struct Queue<Element> {
    private var elements: [Element?] = []
    private var head = 0

    var isEmpty: Bool { head == elements.count }

    mutating func append(_ element: Element) {
        elements.append(element)
    }

    mutating func popFirst() -> Element? {
        guard head < elements.count, let element = elements[head] else { return nil }
        elements[head] = nil
        head += 1
        if head == elements.count {
            elements.removeAll(keepingCapacity: true)
            head = 0
        } else if head > 64, head * 2 > elements.count {
            elements.removeFirst(head)
            head = 0
        }
        return element
    }
}
