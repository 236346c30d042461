import Foundation
import OCPPLog
import Testing

@testable import Web

/// What was sent is kept in memory, within bounds.
struct UploadShelfTests {
    private let clock = Clock()
    private var shelf: UploadShelf { UploadShelf(now: clock.now) }

    @Test func whatWasSentIsForgottenAfterTenMinutes() {
        let shelf = shelf
        let id = shelf.add(Data([1]), name: "a.log")
        clock.set(599)
        #expect(shelf[id]?.bytes == Data([1]))
        clock.set(600)
        #expect(shelf[id] == nil)
    }

    @Test func theOldestMakesRoomForWhatIsNew() {
        let shelf = shelf
        let ids = (0...UploadShelf.most).map { shelf.add(Data([UInt8($0)]), name: nil) }
        #expect(shelf[ids[0]] == nil)
        #expect(ids.dropFirst().allSatisfy { shelf[$0] != nil })
        #expect(Set(ids).count == ids.count)
    }

    @Test func whatIsOnItsWayCountsAndPushesOutTheOldest() {
        let shelf = shelf
        let first = shelf.add(Data(count: 1_000), name: nil)
        let second = shelf.add(Data(count: 1_000), name: nil)
        #expect(shelf.expect(WebLimits.uploads - 1_000))
        #expect(shelf[first] == nil && shelf[second] != nil)
        shelf.hold(second)
        #expect(!shelf.expect(1_000))
        shelf.release(WebLimits.uploads - 1_000)
        #expect(shelf.expect(1_000))
    }

    @Test func whatIsTakenOverIsHeldAndItsBytesGoAfterwards() {
        let shelf = shelf
        let id = shelf.add(Data([1, 2]), name: nil)
        shelf.hold(id)
        shelf.remove(id)
        clock.set(10_000)
        #expect(shelf[id] != nil)
        shelf.settle(id, nil)
        #expect(shelf[id]?.bytes.count == 2)
        shelf.settle(id, ImportOutcome())
        #expect(shelf[id]?.bytes.isEmpty == true && shelf[id]?.size == 2)
        shelf.remove(id)
        #expect(shelf[id] == nil)
    }
}
