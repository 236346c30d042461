import OCPP
import TestSupport
import Testing

@testable import OCPPLog

/// A queue that gives out what it took in, whatever the sizes of what is offered and asked for.
struct RecordableQueueTests {
    @Test(arguments: 0..<20)
    func everythingComesOutOnceAndInItsOrder(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        var queue = RecordableQueue()
        var (expected, got): ([Recordable], [Recordable]) = ([], [])
        for round in 0..<200 {
            if Bool.random(using: &random) {
                let offer = (0..<Int.random(in: 0...6, using: &random)).flatMap {
                    talk("A", "Heartbeat", at: Double(round * 10 + $0))
                }
                queue.append(offer, bytes: offer.reduce(0) { $0 + $1.size })
                expected += offer
            } else {
                let limit = Int.random(in: 1...9, using: &random)
                let byteLimit = Int.random(in: 1...5_000, using: &random)
                let taken = queue.take(atMost: limit, bytes: byteLimit)
                #expect(taken.count <= limit)
                #expect(taken.bytes <= byteLimit || taken.count == 1)
                #expect(taken.count > 0 || queue.count == 0)
                got += taken.parts.joined()
            }
            #expect(queue.count == expected.count - got.count)
            #expect(queue.bytes == expected[got.count...].reduce(0) { $0 + $1.size })
        }
        got += queue.take(atMost: .max, bytes: .max).parts.joined()
        #expect(got == expected)
        #expect(queue.count == 0 && queue.bytes == 0)
    }
}
