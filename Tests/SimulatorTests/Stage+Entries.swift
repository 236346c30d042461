import OCPP
import OCPPLog
import TestSupport

@testable import Simulator

extension Stage {
    /// What a recorder between both would have written, at the level debug.
    func entries() -> [Entry] {
        var entries: [Entry] = []
        for (index, begin) in begins.enumerated() {
            entries += connection(index + 1, from: begin, to: ends.indices.contains(index) ? ends[index] : nil)
        }
        for index in entries.indices {
            entries[index].id = EntryID(origin: 7, sequence: Int64(index + 1))
            entries[index].levelInForce = .debug
        }
        return entries
    }

    private func connection(_ number: Int, from begin: Timestamp, to end: End?) -> [Entry] {
        let id = ConnectionID(rawValue: UInt64(number))
        var correlator = Correlator(connection: id, charger: ChargerID(station.identity), version: version)
        var recordables: [Recordable] = []
        recordables.append(told("opened", "opened from 192.0.2.7:50000 without TLS", id, at: begin))
        for line in lines where line.connection == number {
            correlator.expire(at: line.time, into: &recordables)
            correlator.received(line.bytes, from: line.source, at: line.time, into: &recordables)
        }
        if let end {
            correlator.closed(at: end.time, into: &recordables)
            let words =
                end.isAbrupt
                ? "ended by the charging station without a close frame"
                : "closed by the charging station with code 1001: restart"
            recordables.append(told("closed", words, id, at: end.time))
        } else {
            correlator.expire(at: now, into: &recordables)
        }
        return recordables.compactMap {
            if case .completed(let entry, _) = $0 { entry } else { nil }
        }
    }

    private func told(_ reason: String, _ detail: String, _ id: ConnectionID, at time: Timestamp) -> Recordable {
        var entry = Entry(
            kind: .connection, datetime: time, chargerID: ChargerID(station.identity), connectionID: id, source: .cp,
            version: version)
        (entry.reason, entry.detail) = (reason, detail)
        return .completed(entry, closes: nil)
    }
}
