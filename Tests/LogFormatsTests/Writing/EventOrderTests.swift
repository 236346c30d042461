import OCPP
import TestSupport
import Testing

@testable import LogFormats

struct EventOrderTests {
    private func due(_ order: inout EventOrder, at moment: Timestamp?) -> [UInt8] {
        var taken: [UInt8] = []
        order.due(at: moment) { taken += $0 }
        return taken
    }

    @Test func whatIsDueComesInTheOrderOfTimeAndThenOfArrival() {
        var order = EventOrder()
        for (event, second) in [(1, 5.0), (2, 1.0), (3, 5.0), (4, 3.0)] { order.add([UInt8(event)], at: .at(second)) }
        #expect(due(&order, at: .at(0)) == [])
        #expect(due(&order, at: .at(3)) == [2, 4])
        #expect(due(&order, at: nil) == [1, 3])
        #expect(due(&order, at: nil) == [])
    }

    @Test func noMoreWaitsThanIsAllowed() {
        var order = EventOrder()
        for index in 0..<EventOrder.most + 3 { order.add([7], at: .at(Double(100 + index))) }
        #expect(due(&order, at: .at(0)).count == 3)
        order.add(Array(repeating: 8, count: EventOrder.mostBytes), at: .at(1))
        #expect(due(&order, at: .at(0)).first == 8)
        #expect(due(&order, at: .at(0)).isEmpty)
    }
}
