import Logging
import NIOCore
import NIOEmbedded
import OCPP
import OCPPLog
import Synchronization
import TestSupport
import Testing

@testable import Capture

/// What connections note on an event loop becomes entries on the pairing loop. Both loops and the clock are moved by hand.
struct PairingTests {
    @Test func whatIsNotedIsHandedOverTogetherAfterAWhileWithTheTimesOfTheEventLoop() throws {
        let stage = Stage(PairingLimits(batchTime: .milliseconds(20)))
        let station = stage.connection("CP1")
        station.open()
        stage.pair()
        #expect(stage.sink.entries.map(\.reason) == ["opened"])
        stage.pass(.milliseconds(5))
        station.says(#"[2,"1","Heartbeat",{}]"#)
        stage.pass(.milliseconds(3))
        station.hears(#"[3,"1",{}]"#)
        stage.pass(.milliseconds(11))
        stage.pair()
        #expect(stage.sink.offers.count == 1)
        stage.pass(.milliseconds(1))
        #expect(stage.sink.offers.count == 1)
        stage.pass(.milliseconds(500), pairing: true)
        let entries = stage.sink.entries
        #expect(stage.sink.offers.count == 2)
        #expect(entries.map(\.kind) == [.connection, .exchange])
        #expect(entries.map(\.datetime) == [.at(0), .at(0.005)])
        #expect(entries.last?.latency == 3_000)
    }

    @Test func aBatchThatIsLargeEnoughDoesNotWait() {
        let stage = Stage(PairingLimits(batchBytes: 4_096))
        let station = stage.connection("CP1")
        station.open()
        for number in 0..<10 { station.says(#"[2,"\#(number)","DataTransfer",{"data":"\#(Self.long)"}]"#) }
        stage.pair()
        #expect(stage.sink.offers.count == 2)
        // The seventh makes it full; three wait.
        #expect(stage.sink.opened == 7)
    }

    @Test func connectionsOfAStationOnSeveralEventLoopsStandInTheirOrder() {
        let stage = Stage(PairingLimits(batchTime: .seconds(3_600)))
        let first = stage.connection("CP1")
        first.open()
        first.says(#"[2,"1","Heartbeat",{}]"#)
        first.close()
        let second = stage.connection("CP1", elsewhere: true)
        second.open()
        stage.pair()
        #expect(stage.sink.entries.map(\.reason) == ["opened", "connection_closed", "closed", "opened"])
    }

    @Test func anAnswerThatCameInTimeCountsThoughItIsPairedTooLate() {
        let stage = Stage(PairingLimits(batchTime: .seconds(3_600)))
        let station = stage.connection("CP1")
        station.open()
        station.says(#"[2,"1","Heartbeat",{}]"#)
        stage.handOver()
        stage.pass(.seconds(29), pairing: true)
        station.hears(#"[3,"1",{}]"#)
        // The timer of the CALL fires on the pairing loop, which has not heard of the answer.
        stage.pass(.seconds(1), pairing: true)
        stage.settleAll()
        #expect(stage.sink.entries.map(\.kind) == [.connection, .exchange])
        #expect(stage.sink.entries.last?.latency == 29_000_000)
    }

    @Test func anAnswerThatCameTooLateIsOneThoughItIsPairedWithItsRequest() {
        let stage = Stage(PairingLimits(batchTime: .seconds(3_600)))
        let station = stage.connection("CP1")
        station.open()
        station.says(#"[2,"1","Heartbeat",{}]"#)
        stage.pass(.seconds(30), pairing: true)
        station.hears(#"[3,"1",{}]"#)
        stage.handOver()
        #expect(stage.sink.entries.map(\.reason) == ["opened", "timeout", "late_answer"])
    }

    @Test func aCallWithoutAnswerEndsWhenItsTimeIsUpThoughNothingElseHappens() {
        let stage = Stage()
        let station = stage.connection("CP1")
        station.open()
        station.says(#"[2,"1","Heartbeat",{}]"#)
        stage.pass(.milliseconds(20), pairing: true)
        stage.pass(.milliseconds(29_979), pairing: true)
        stage.settleAll()
        #expect(stage.sink.entries.count == 1)
        stage.pass(.milliseconds(1), pairing: true)
        stage.settleAll()
        #expect(stage.sink.entries.map(\.reason) == ["opened", "timeout"])
        #expect(stage.counts.unanswered == 1)
    }

    @Test func aConnectionBeginsOpensAndEndsInItsOrderAndIsForgotten() {
        let stage = Stage()
        let (first, second) = (stage.connection("CP1"), stage.connection("CP2"))
        first.open()
        second.notes.refused(status: 404, reason: "no", by: .server, as: .identity)
        first.says(#"[2,"1","Heartbeat",{}]"#)
        first.close()
        first.says(#"[2,"2","Heartbeat",{}]"#)
        stage.handOver()
        #expect(stage.sink.entries.map(\.reason) == ["opened", "refused", "connection_closed", "closed"])
        #expect(stage.sink.entries.map(\.chargerID.rawValue) == ["CP1", "CP2", "CP1", "CP1"])
        #expect(stage.counts.refused == [.identity: 1])
        // No timer is left for it.
        let offers = stage.sink.offers.count
        stage.pass(.seconds(120), pairing: true)
        stage.settleAll()
        #expect(stage.sink.offers.count == offers)
    }

    @Test func withoutRoomMessagesAreCountedAndTheLogOfTheConnectionGoesOn() throws {
        let stage = Stage(PairingLimits(batchBytes: 2_000, batchTime: .milliseconds(20), waitingBytes: 4_000))
        let station = stage.connection("CP1")
        station.open()
        station.says(#"[2,"1","Heartbeat",{}]"#)
        stage.handOver()
        // The pairing loop stands still: what is handed over now waits.
        for _ in 0..<20 {
            stage.pass(.seconds(1))
            station.says(#"[2,"x","DataTransfer",{"data":"\#(Self.long)"}]"#)
            station.hears(#"[3,"1",{}]"#)
        }
        station.close()
        stage.pass(.milliseconds(20))
        let counts = stage.counts
        #expect(counts.pairingLost > 20)
        #expect((1...4_000).contains(counts.pairingBytes))
        #expect(counts.pairingMessages + counts.pairingLost == 40)
        stage.pair()
        #expect(stage.counts.pairingBytes == 0)
        #expect(stage.counts.pairingMessages == 0)
        stage.pass(.milliseconds(20), pairing: true)
        #expect(stage.sink.losses.reduce(0) { $0 + $1.frames } == counts.pairingLost)
        let lost = try #require(stage.sink.losses.last)
        #expect(lost.charger == ChargerID("CP1"))
        #expect(lost.version == .v16)
        #expect(lost.to == .at(20))
        #expect(stage.sink.entries.last?.reason == "closed")
        // Nothing that was lost is taken for something that did not happen; and all that passed is counted.
        #expect(!stage.sink.entries.contains { $0.reason == "timeout" || $0.reason == "connection_closed" })
        #expect(stage.sink.entries.last?.detail?.contains("21 messages from the charging station, 20 to it") == true)
    }

    @Test func aCallWhoseAnswerMayBeAmongWhatIsLostSaysSo() {
        let stage = Stage(PairingLimits(batchBytes: 1 << 20, waitingBytes: 3_000))
        let (station, other) = (stage.connection("CP1"), stage.connection("CP2"))
        station.open()
        other.open()
        station.says(#"[2,"1","Heartbeat",{}]"#)
        other.says(#"[2,"1","Heartbeat",{}]"#)
        stage.handOver()
        // Another connection fills the room; then the answer comes.
        other.says(#"[2,"2","DataTransfer",{"data":"\#(Self.long)\#(Self.long)\#(Self.long)\#(Self.long)"}]"#)
        stage.handOver(pairing: false)
        other.says(#"[2,"3","DataTransfer",{"data":"\#(Self.long)\#(Self.long)"}]"#)
        station.hears(#"[3,"1",{}]"#)
        stage.handOver(pairing: false)
        stage.pair()
        stage.handOver()
        #expect(stage.sink.entries.filter { $0.chargerID == ChargerID("CP1") }.map(\.reason) == ["opened", "gap"])
        #expect(stage.sink.losses.map(\.charger.rawValue).sorted() == ["CP1", "CP2"])
    }

    @Test func aMessageLargerThanTheRoomIsKeptWhenNothingElseWaits() {
        let stage = Stage(PairingLimits(waitingBytes: 1_000))
        let station = stage.connection("CP1")
        station.open()
        stage.handOver()
        station.says(#"[2,"1","DataTransfer",{"data":"\#(String(repeating: Self.long, count: 10))"}]"#)
        stage.handOver()
        #expect(stage.sink.opened == 1)
        #expect(stage.counts.pairingLost == 0)
    }

    private static let long = String(repeating: "x", count: 500)
}

/// An event loop with connections, the pairing loop, and a clock, all moved by hand.
private final class Stage {
    let sink = RememberingSink()
    private let loop = EmbeddedEventLoop()
    private let otherLoop = EmbeddedEventLoop()
    private let pairingLoop = EmbeddedEventLoop()
    private let clock = HandClock()
    private let context: CaptureContext
    private let ids = CountingNumbers()

    init(_ limits: PairingLimits = PairingLimits()) {
        let clock = clock
        let settings = CaptureSettings(
            sink: sink, now: { clock.now }, newConnectionID: { ConnectionID(rawValue: 1) },
            pairingLoop: pairingLoop, pairing: limits)
        context = CaptureContext(
            role: .controller(.test()), settings: settings, policies: [], logger: Logger(label: "tests"))
    }

    var counts: CaptureCounts {
        var counts = context.counters.snapshot
        context.pairing.fill(&counts)
        return counts
    }

    func connection(_ identity: String, elsewhere: Bool = false) -> Talker {
        let facts = ConnectionFacts(
            id: ConnectionID(rawValue: UInt64(ids.next())), charger: ChargerID(identity), remoteAddress: nil,
            offered: ["ocpp1.6"])
        return Talker(notes: ConnectionNotes(facts, context, on: elsewhere ? otherLoop : loop))
    }

    /// Time passes, on the event loop first.
    func pass(_ time: Duration, pairing: Bool = false) {
        clock.advance(by: time)
        loop.advanceTime(by: .microseconds(time.wholeMicroseconds))
        if pairing { pairingLoop.advanceTime(by: .microseconds(time.wholeMicroseconds)) }
    }

    /// The pairing loop does what it was given.
    func pair() {
        pairingLoop.run()
    }

    /// The event loop hands over what it has.
    func handOver(pairing: Bool = true) {
        context.pairing.notes(on: loop).handOver(.due)
        if pairing { pair() }
    }

    /// Both loops do what they were given, until nothing is left.
    func settleAll() {
        for _ in 0..<3 {
            loop.run()
            pairingLoop.run()
        }
    }
}

private struct Talker {
    let notes: ConnectionNotes

    func open() { notes.opened(.init(subprotocol: "ocpp1.6", isCompressed: false)) }
    func says(_ text: String) { notes.received(.text(text, from: .cp)) }
    func hears(_ text: String) { notes.received(.text(text, from: .csms)) }
    func close() { notes.closed(.init(cause: .charger, code: 1000, reason: "")) }
}

private final class HandClock: Sendable {
    private let moment = Mutex(Timestamp.start)

    var now: Timestamp { moment.withLock { $0 } }

    func advance(by time: Duration) { moment.withLock { $0 = $0.advanced(by: time) } }
}

/// Remembers what it is offered, and how often.
private final class RememberingSink: RecordSink {
    private let state = Mutex((offers: [[Recordable]](), losses: [LostFrames]()))

    var offers: [[Recordable]] { state.withLock { $0.offers } }
    var losses: [LostFrames] { state.withLock { $0.losses } }
    var entries: [Entry] { offers.flatMap(\.entries) }

    /// CALLs that were begun.
    var opened: Int { offers.joined().count { if case .opened = $0 { true } else { false } } }

    func offer(_ recordables: [Recordable]) { state.withLock { $0.offers.append(recordables) } }
    func lost(_ frames: [LostFrames]) { state.withLock { $0.losses += frames } }
}
