import Logging
import OCPP
import Synchronization
import TestSupport
import Testing

@testable import OCPPLog

/// A disk that hangs, fails or is full: offering returns at once, memory keeps its bound, and afterwards the log says what is
/// missing.
@Suite(.timeLimit(.minutes(1)))
struct NeverInTheWayTests {
    private let memory = MemoryStore(origin: 0xAB)
    private let clock = SkippingClock()
    private let log = RememberedLog()
    private let sites = SiteDirectory([Site(id: .default, level: .debug)])

    private func recorder(_ store: any EntryStore, _ limits: RecorderLimits) -> Recorder {
        let clock = clock
        return Recorder(
            store: store, sites: sites, limits: limits, clock: clock,
            now: { .at(Double(SkippingClock.Instant.beginning.duration(to: clock.now).wholeMicroseconds) / 1e6) },
            logger: log.logger)
    }

    private func kept() async -> [Entry] {
        await memory.search(Search(limit: 100_000)).entries.reversed()
    }

    /// Every frame is in the log or in a gap.
    private func expectAllAccountedFor(_ frames: Int, _ recorder: Recorder) async throws -> [Entry] {
        let entries = await kept()
        #expect(entries.reduce(0) { $0 + $1.frameCount } == frames)
        let gaps = entries.filter { $0.kind == .gap }
        #expect(gaps.reduce(0) { $0 + ($1.missing ?? 0) } == recorder.health.framesLost)
        return gaps
    }

    @Test func aStoreThatHangsForAMinuteDelaysNobodyAndIsToldOf() async throws {
        let store = BlockedStore(memory)
        let limits = RecorderLimits(batch: 64, batchBytes: 64 << 10, waitingBytes: 1 << 20)
        let recorder = recorder(store, limits)
        let payload = #"{"data":"\#(String(repeating: "x", count: 500))"}"#
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await recorder.run() }
            recorder.offer(talk("A", "Heartbeat"))
            var blocked = store.blocked.makeAsyncIterator()
            await blocked.next()
            // The commit hangs until the signal below; nothing here waits for it.
            for second in 1...60 {
                for number in 0..<100 {
                    let at = Double(second) + Double(number) / 100
                    recorder.offer(talk(number.isMultiple(of: 2) ? "A" : "B", "DataTransfer", payload, at: at))
                    #expect(recorder.health.waitingBytes <= limits.waitingBytes)
                }
                clock.advance(by: .seconds(1))
            }
            let health = recorder.health
            #expect(health.framesLost > 8_000)
            #expect(health.episode?.frames == health.framesLost)
            #expect(health.check.status == .failing)
            #expect(health.check.title == "recording has stopped")
            #expect(
                health.check.detail.hasPrefix("the disk has not confirmed a write for 60 s. Traffic is not affected. "))
            #expect(log.messages.count == 1)

            store.unblock()
            recorder.finish()
            try await group.waitForAll()
        }
        let gaps = try await expectAllAccountedFor(2 + 60 * 100 * 2, recorder)
        #expect(gaps.map(\.chargerID.rawValue).sorted() == ["A", "B"])
        #expect(gaps.map(\.reason) == ["recorder_full", "recorder_full"])
        #expect(log.messages.count == 2)
        #expect(recorder.health.episode == nil)
    }

    @Test func aFullDiskIsNamedInTheGapAndInHealthAndRecordingGoesOnByItself() async throws {
        let limits = RecorderLimits(waitingRecordables: 10)
        let box = Box()
        let store = FlakyStore(memory, failures: 40) { number in
            guard number == 3, let recorder = box.recorder else { return }
            for second in 1...100 { recorder.offer(talk("A", "Heartbeat", at: Double(second))) }
            let check = recorder.health.check
            #expect(check.status == .failing)
            #expect(
                check.detail
                    == "the disk that holds ./data is full. Traffic is not affected. 192 frames are missing so far. "
                    + "Make room on it: recording then goes on by itself")
            #expect(check.since != nil)
        }
        let recorder = recorder(store, limits)
        box.recorder = recorder
        recorder.offer(talk("A", "Heartbeat"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await recorder.run() }
            // The gap is written while the recorder runs: it needs no end for that.
            while await kept().filter({ $0.kind == .gap }).isEmpty { await Task.yield() }
            while recorder.health.episode != nil { await Task.yield() }
            #expect(recorder.health.check.status == .ok)
            recorder.finish()
            try await group.waitForAll()
        }
        let gaps = try await expectAllAccountedFor(202, recorder)
        #expect(gaps.only?.reason == "disk_full")
        #expect(gaps.only?.detail?.contains("(the disk that holds ./data is full)") == true)
        let health = recorder.health
        #expect(health.failedCommits == 40)
        #expect(health.failure == nil && health.failingSince == nil)
    }

    @Test func hoursOfFailuresAreAFewLinesInTheLogOfTheProgram() async throws {
        // Every five seconds a try: an hour and a half.
        let recorder = recorder(FlakyStore(memory, failures: 1_080), RecorderLimits(waitingRecordables: 4))
        recorder.offer(talk("A", "Heartbeat"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await recorder.run() }
            while await kept().isEmpty { await Task.yield() }
            recorder.finish()
            try await group.waitForAll()
        }
        #expect(log.messages.count <= 92)
        #expect(log.messages.first?.contains("tries=1") == true)
        #expect(log.messages.last?.hasPrefix("notice the log is written again") == true)
    }

    @Test func eachStretchOfLossesIsToldWhenItBeginsAndWhenItEnds() async throws {
        let recorder = recorder(memory, RecorderLimits(waitingRecordables: 2))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await recorder.run() }
            for stretch in 0..<3 {
                recorder.offer(
                    (0..<5).flatMap { number in
                        let at = Double(stretch * 5 + number)
                        return talk("A", "Heartbeat", at: at) + talk("B", "Heartbeat", at: at)
                    })
                while recorder.health.episode != nil { await Task.yield() }
            }
            recorder.finish()
            try await group.waitForAll()
        }
        let pair = ["error frames are being lost; traff", "notice no more frames are being lo"]
        #expect(log.messages.map { String($0.prefix(34)) } == pair + pair + pair)
        _ = try await expectAllAccountedFor(60, recorder)
    }

    @Test func whatIsOfferedWhileTheRecorderEndsIsAGapThatSaysSo() async throws {
        let store = BlockedStore(memory)
        let recorder = recorder(store, RecorderLimits())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await recorder.run() }
            recorder.offer(talk("A", "Heartbeat"))
            var blocked = store.blocked.makeAsyncIterator()
            await blocked.next()
            recorder.finish()
            recorder.offer(talk("A", "Heartbeat", at: 1))
            store.unblock()
            try await group.waitForAll()
        }
        let gaps = try await expectAllAccountedFor(4, recorder)
        #expect(gaps.only?.reason == "recorder_stopped")
        #expect(recorder.health.check.title == "recording has ended")
    }

    @Test func aBatchWhoseNumbersAreTakenBecomesAGapAndRecordingGoesOn() async throws {
        let store = BlockedStore(memory)
        let recorder = recorder(store, RecorderLimits())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await recorder.run() }
            recorder.offer(talk("A", "Heartbeat"))
            var blocked = store.blocked.makeAsyncIterator()
            await blocked.next()
            var foreign = Entry(
                kind: .connection, datetime: .start, chargerID: ChargerID("X"),
                connectionID: ConnectionID(rawValue: 9), source: .cp, version: .v16)
            foreign.id = EntryID(origin: 0xAB, sequence: 7)
            try await memory.commit(Batch(entries: [foreign]))
            store.unblock()
            while await kept().filter({ $0.kind == .gap }).isEmpty { await Task.yield() }
            recorder.offer(talk("A", "Heartbeat", at: 5))
            recorder.finish()
            try await group.waitForAll()
        }
        let entries = await kept()
        #expect(entries.filter { $0.chargerID == ChargerID("A") }.map(\.kind) == [.gap, .exchange])
        let gap = try #require(entries.first { $0.kind == .gap })
        #expect(gap.missing == 2)
        #expect(gap.reason == "store_failed")
        #expect(log.messages.first?.hasPrefix("critical entries are lost") == true)
    }
}

/// Where a store finds the recorder that is made after it.
private final class Box: Sendable {
    private let held = Mutex<Recorder?>(nil)

    var recorder: Recorder? {
        get { held.withLock { $0 } }
        set { held.withLock { $0 = newValue } }
    }
}
