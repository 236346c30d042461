import Foundation
import OCPP
import OCPPLog
import TestSupport

@testable import ocpplogs

/// Entries as the tests of printing need them.
enum PrintedEntry {
    /// A station reports a fault: the entry of the specification of the line.
    static func faulted(_ seconds: Double = 2_467.412, number: Int64 = 1_842) -> Entry {
        var entry = blank(.statusNotification, at: seconds, number: number)
        entry.connectorID = 1
        entry.reportedStatus = "Faulted"
        entry.errorCodes = ["GroundFailure", "CX002"]
        entry.latency = 31_900
        let request = #"[2,"a1","StatusNotification",{"connectorId":1,"status":"Faulted"}]"#
        entry.request = RecordedFrame(Array(request.utf8), payload: 29..<65)
        entry.response = RecordedFrame(Array(#"[3,"a1",{}]"#.utf8), payload: 8..<10)
        return entry
    }

    static func blank(
        _ action: Action? = nil, _ kind: EntryKind = .exchange, at seconds: Double, number: Int64,
        charger: String = "DE-MUC-07"
    ) -> Entry {
        var entry = Entry(
            id: EntryID(origin: 0x3F09_A2C1, sequence: number), kind: kind, datetime: .at(seconds),
            chargerID: ChargerID(charger), connectionID: ConnectionID(rawValue: 1), source: .cp, version: .v16)
        entry.action = action
        return entry
    }

    static let utc = ShownZone(zone: .gmt, "UTC")

    static func lines(colour: Bool = false, today: String = "2026-11-23") -> EntryLines {
        EntryLines(zone: utc, today: today, paint: Paint(isOn: colour))
    }

    static func printer(
        _ format: OutputFormat, fields: [EntryField]? = nil, isTerminal: Bool = false
    ) throws -> EntryPrinter {
        try EntryPrinter(
            format, fields: fields, zone: utc, today: "2026-11-23", paint: Paint(isOn: false), isTerminal: isTerminal)
    }
}

extension EntryPrinter {
    /// All that is printed of some entries.
    mutating func text(_ entries: [Entry]) -> String {
        let bytes = entries.isEmpty ? [] : bytes(entries.map { .entry($0, isContext: nil) })
        return String(decoding: bytes + ending(), as: UTF8.self)
    }
}
