import OCPP
import TestSupport
import Testing

@testable import OCPPLog

/// What the queue before the recorder takes in, what it counts, and when it tells of a loss.
struct InboxTests {
    /// Adds all; returns the number of frames lost.
    private func add(_ recordables: [Recordable], to inbox: inout Inbox, at seconds: Int = 0) -> Int {
        let lost = recordables.reduce(0) { $0 + inbox.add($1) }
        if lost > 0 { _ = inbox.noteLoss(of: lost, at: .seconds(seconds), .at(Double(seconds))) }
        return lost
    }

    @Test func whatIsLostTakesNoMemoryForEachFrame() {
        var inbox = Inbox(limits: RecorderLimits(waitingRecordables: 1))
        for number in 0...100 { _ = add(talk("D-1", "Heartbeat", at: Double(number)), to: &inbox) }
        #expect(inbox.losses[ChargerID("D-1")]?.frames == 202)
        #expect(inbox.losses[ChargerID("D-1")]?.closes.count == 1)
        #expect(inbox.framesLost == 202)
    }

    @Test func whatIsBeingWrittenCountsForTheBounds() {
        var inbox = Inbox(limits: RecorderLimits(waitingRecordables: 4))
        #expect(add(talk("A", "Heartbeat") + talk("B", "Heartbeat"), to: &inbox) == 0)
        _ = inbox.take(at: .zero)
        #expect(inbox.held == 4 && inbox.heldBytes > 0 && inbox.waiting == 0)
        #expect(add(talk("C", "Heartbeat"), to: &inbox) == 2)
        inbox.wrote()
        #expect(inbox.held == 0 && inbox.heldBytes == 0)
        #expect(add(talk("C", "Heartbeat"), to: &inbox) == 0)
    }

    @Test func neverMoreBytesWaitThanTheBound() {
        let limits = RecorderLimits(batchBytes: 4_000, waitingBytes: 20_000)
        var inbox = Inbox(limits: limits)
        for number in 0..<1_000 {
            _ = add(talk("A", "Heartbeat", at: Double(number)), to: &inbox)
            #expect(inbox.heldBytes <= limits.waitingBytes)
            guard number.isMultiple(of: 7) else { continue }
            inbox.wrote()
            let before = inbox.heldBytes
            _ = inbox.take(at: .zero)
            // What is taken out is still held until it is written.
            #expect(inbox.heldBytes == before)
        }
    }

    @Test func aBatchHasABoundInBytesAndABigEntryIsWrittenAlone() {
        var inbox = Inbox(limits: RecorderLimits(batchBytes: 2_000))
        let big = #"{"x":"\#(String(repeating: "y", count: 3_000))"}"#
        _ = add(talk("A", "Heartbeat") + talk("A", "DataTransfer", big) + talk("A", "Heartbeat"), to: &inbox)
        var sizes: [Int] = []
        while inbox.waiting > 0 {
            sizes.append(inbox.take(at: .zero).recordables.count)
            inbox.wrote()
        }
        #expect(sizes == [2, 1, 1, 2])
    }

    @Test func aLossIsToldWhenAllThatWaitedBeforeItWasTakenOutThoughTheQueueNeverRunsEmpty() {
        var inbox = Inbox(limits: RecorderLimits(batch: 2, waitingRecordables: 6))
        var told: [Int] = []
        for round in 0..<6 {
            // More comes in than goes out, always.
            for number in 0..<4 {
                _ = add(talk("A", "Heartbeat", at: Double(round * 4 + number)), to: &inbox, at: round)
            }
            #expect(inbox.waiting > 0)
            let taken = inbox.take(at: .seconds(round))
            inbox.wrote()
            if !taken.losses.isEmpty { told.append(round) }
        }
        // Six waited before the first frame that is missing: two go out in each round. Then five seconds have to pass.
        #expect(told == [2])
        let later = inbox.take(at: .seconds(7)).losses
        #expect(later.count == 1)
        #expect(inbox.take(at: .seconds(8)).losses.isEmpty)
    }

    @Test func gapsOfOneStationAreAsRareAsTheLimitSays() {
        var inbox = Inbox(limits: RecorderLimits(waitingRecordables: 2, gapInterval: .seconds(5)))
        var gaps: [Loss] = []
        for second in 0..<60 {
            for number in 0..<5 {
                _ = add(talk("A", "Heartbeat", at: Double(second * 5 + number)), to: &inbox, at: second)
            }
            gaps += inbox.take(at: .seconds(second)).losses
            inbox.wrote()
        }
        #expect(gaps.count == 12)
        inbox.isFinished = true
        gaps += inbox.take(at: .seconds(60)).losses
        #expect(gaps.reduce(0) { $0 + $1.frames } == inbox.framesLost)
    }

    @Test func aWholeOfferThatHasNoRoomIsTakenSoFarAsThereIs() {
        var inbox = Inbox(limits: RecorderLimits(batch: 3, waitingRecordables: 5))
        let offer = (0..<4).flatMap { talk("A", "Heartbeat", at: Double($0)) }
        #expect(inbox.add(offer, bytes: offer.reduce(0) { $0 + $1.size }) == 4)
        #expect(inbox.waiting == 5)
        let first = inbox.take(at: .zero).recordables
        #expect(first.parts.joined().map { $0 } == Array(offer[0..<3]))
        inbox.wrote()
        let more = talk("B", "Heartbeat")
        #expect(inbox.add(more, bytes: more.reduce(0) { $0 + $1.size }) == 0)
        let second = inbox.take(at: .zero).recordables
        #expect(Array(second.parts.joined()) == Array(offer[3..<5]) + more[0..<1])
        inbox.wrote()
        #expect(Array(inbox.take(at: .zero).recordables.parts.joined()) == Array(more[1...]))
        inbox.wrote()
        #expect(inbox.held == 0 && inbox.heldBytes == 0)
    }

    @Test func whatWasNeverOfferedIsToldOfToo() throws {
        var inbox = Inbox(limits: RecorderLimits())
        let frames = LostFrames(
            charger: ChargerID("A"), connection: ConnectionID(rawValue: 1), version: .v201, frames: 1_204, from: .at(1),
            to: .at(4))
        _ = add(talk("A", "Heartbeat"), to: &inbox)
        #expect(inbox.lose(frames) == 1_204)
        let episode = inbox.noteLoss(of: 1_204, by: .unread, at: .zero, .at(5))
        #expect(episode?.reason == "messages came faster than they could be read and paired")
        #expect(inbox.framesLost == 1_204)
        let gap = try #require(inbox.take(at: .zero).losses.only).gap
        #expect(gap.reason == "pairing_full")
        #expect(gap.version == .v201)
        #expect(gap.missing == 1_204)
        #expect(
            gap.detail == "1,204 frames are missing: messages came faster than they could be read and paired; "
                + "from 2026-11-23T10:00:01.000Z to 2026-11-23T10:00:04.000Z")
    }

    @Test func theGapSaysFromWhenToWhen() throws {
        var inbox = Inbox(limits: RecorderLimits(waitingRecordables: 1))
        _ = inbox.add(talk("B", "Heartbeat")[0])
        for second in [7.0, 3, 9] { _ = add(talk("A", "Heartbeat", at: second), to: &inbox) }
        let gap = try #require(inbox.take(at: .zero).losses.only).gap
        #expect(gap.datetime == .at(3))
        #expect(gap.missing == 6)
        #expect(
            gap.detail == "6 frames are missing: the disk was slower than the traffic; "
                + "from 2026-11-23T10:00:03.000Z to 2026-11-23T10:00:09.100Z")
    }

    @Test func oneFrameIsOneFrame() throws {
        var connection = Entry(
            kind: .connection, datetime: .at(2), chargerID: ChargerID("A"), connectionID: ConnectionID(rawValue: 1),
            source: .cp, version: .v16)
        connection.reason = "opened"
        var inbox = Inbox(limits: RecorderLimits(waitingRecordables: 0))
        _ = add([.completed(connection, closes: nil)], to: &inbox)
        let gap = try #require(inbox.take(at: .zero).losses.only).gap
        #expect(gap.missing == 1)
        #expect(
            gap.detail == "1 frame is missing: the disk was slower than the traffic; at 2026-11-23T10:00:02.000Z")
    }

    @Test(arguments: [
        (StoreError.Code.full, "disk_full"), (.failed, "store_failed"), (.unwritable, "store_failed"),
        (.corrupt, "store_failed"),
    ])
    func theGapSaysWhatTheStoreSaid(_ code: StoreError.Code, _ word: String) throws {
        var inbox = Inbox(limits: RecorderLimits(waitingRecordables: 0))
        // The queue fills up first; then it turns out why.
        _ = add(talk("A", "Heartbeat"), to: &inbox)
        inbox.failure = StoreFailure(StoreError(code, "it is so and so"))
        _ = add(talk("A", "Heartbeat", at: 1), to: &inbox)
        // What is lost while the queue is still full after that has the same cause.
        inbox.failure = nil
        _ = add(talk("A", "Heartbeat", at: 2), to: &inbox)
        let gap = try #require(inbox.take(at: .zero).losses.only).gap
        #expect(gap.reason == word)
        #expect(gap.detail?.contains(": the log could not be written (it is so and so); from ") == true)
    }

    @Test func ofAnErrorThatIsNoneOfAStoreNothingIsTold() {
        struct Foreign: Error, CustomStringConvertible { let description = "idTag 04A2B3" }
        #expect(!StoreFailure(Foreign()).sentence.contains("04A2B3"))
    }

    @Test func lossesAreOverWhenAllAreToldAndThereWasNoneForAWhile() {
        var inbox = Inbox(limits: RecorderLimits(waitingRecordables: 0, gapInterval: .seconds(5)))
        _ = add(talk("A", "Heartbeat"), to: &inbox, at: 1)
        #expect(inbox.endEpisode(at: .seconds(20)) == nil)
        #expect(inbox.take(at: .seconds(1)).losses.count == 1)
        #expect(inbox.endEpisode(at: .seconds(5)) == nil)
        #expect(inbox.need(at: .seconds(5)) == .pause)
        let ended = inbox.endEpisode(at: .seconds(6))
        #expect(ended?.frames == 2)
        #expect(inbox.episode == nil)
        #expect(inbox.need(at: .seconds(6)) == .sleep)
    }
}
