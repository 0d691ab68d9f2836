import Testing

@testable import Curl

/// Who gets the next connection.
struct TransferLanesTests {
    @Test func `origins take turns and none takes more than its limit`() {
        var lanes = TransferLanes<String>(limitPerOrigin: 2, limit: 10)
        for item in ["a1", "a2", "a3"] { lanes.enqueue(item, origin: "a") }
        lanes.enqueue("b1", origin: "b")
        #expect(lanes.next() == "a1")
        #expect(lanes.next() == "b1")
        #expect(lanes.next() == "a2")
        #expect(!lanes.hasNext)
        #expect(lanes.next() == nil)
        lanes.release(origin: "a")
        #expect(lanes.next() == "a3")
    }

    @Test func `no more than the limit for all are let through`() {
        var lanes = TransferLanes<Int>(limitPerOrigin: 5, limit: 2)
        for number in 1...4 { lanes.enqueue(number, origin: "\(number)") }
        #expect(lanes.next() == 1)
        #expect(lanes.next() == 2)
        #expect(lanes.next() == nil)
        lanes.release(origin: "2")
        #expect(lanes.next() == 3)
        #expect(lanes.next() == nil)
    }

    @Test func `everybody of a long line is served in order`() {
        var lanes = TransferLanes<Int>(limitPerOrigin: 1, limit: 1)
        for number in 0..<1000 { lanes.enqueue(number, origin: "a") }
        for number in 0..<1000 {
            #expect(lanes.next() == number)
            #expect(lanes.next() == nil)
            lanes.release(origin: "a")
        }
        #expect(!lanes.hasNext)
    }
}
