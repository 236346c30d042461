import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Capture

/// What an event loop keeps of what its connections noted while there is room, and while there is none.
struct NoteBatchTests {
    private func message(_ connection: Int, from source: Source = .cp, at seconds: Double = 0, _ size: Int = 10) -> Note
    {
        Note(
            connection: connection, moment: .at(seconds), event: .message(source, Array(repeating: 91, count: size)))
    }

    private func closed(_ connection: Int, at seconds: Double = 0) -> Note {
        Note(connection: connection, moment: .at(seconds), event: .closed(.init(cause: .charger, reason: "")))
    }

    @Test func theMemoryOfMessagesIsCounted() {
        var batch = NoteBatch()
        batch.add(message(1, 1_000))
        #expect((1_000..<1_500).contains(batch.bytes))
        #expect(batch.messages == 1)
        batch.add(closed(1))
        #expect(batch.messages == 1)
    }

    @Test func withoutRoomMessagesBecomeTheirNumberAndWhatElseHappenedStays() {
        var batch = NoteBatch()
        batch.add(message(1, at: 1))
        batch.add(message(2, at: 2))
        batch.add(message(1, from: .csms, at: 3))
        batch.add(closed(2, at: 4))
        batch.add(message(1, at: 5))
        #expect(batch.dropMessages() == 4)
        #expect(batch.messages == 0)
        #expect(batch.notes.map(\.connection) == [1, 2, 2])
        #expect(batch.notes.map(\.moment) == [.at(1), .at(2), .at(4)])
        #expect(batch.notes.map(\.lost?.traffic) == [.init(fromCharger: 2, toCharger: 1), .init(fromCharger: 1), nil])
        #expect(batch.notes[0].lost?.until == .at(5))
    }

    @Test func howeverLongThereIsNoRoomAConnectionTakesOneNote() {
        var batch = NoteBatch()
        var lost = 0
        for round in 0..<1_000 {
            for connection in 1...3 { batch.add(message(connection, at: Double(round), 5_000)) }
            lost += batch.dropMessages()
        }
        #expect(lost == 3_000)
        #expect(batch.notes.count == 3)
        #expect(batch.bytes < 1_000)
        #expect(batch.notes.map(\.lost?.traffic.fromCharger) == [1_000, 1_000, 1_000])
        // When there is room again, what comes then stands behind.
        batch.add(message(1, at: 2_000))
        #expect(batch.notes.count == 4)
        #expect(batch.messages == 1)
    }
}

extension Note {
    fileprivate var lost: LostMessages? {
        guard case .lost(let lost) = event else { return nil }
        return lost
    }
}
