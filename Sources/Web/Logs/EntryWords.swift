import OCPP
import OCPPLog

/// The words that rows and entry pages have in common.
enum EntryWords {
    /// The identity of a station; some have none.
    static func charger(_ charger: ChargerID, limit: Int) -> String {
        charger.rawValue.isEmpty ? "(no identity)" : ShownText.of(charger.rawValue, limit: limit)
    }

    /// The connector, and in 2.x the EVSE before it; 0 is the whole station.
    static func connector(of entry: Entry) -> String? {
        switch (entry.evseID, entry.connectorID) {
        case (let evse?, let connector?): "\(evse).\(connector)"
        case (let evse?, nil): "EVSE \(evse)"
        case (nil, let connector?): "\(connector)"
        case (nil, nil): nil
        }
    }

    /// Who sent the request.
    static func sender(of entry: Entry) -> String {
        entry.source == .cp ? "from charging station" : "from CSMS"
    }

    /// What an entry is, where no action says it.
    static func kind(_ kind: EntryKind) -> String {
        switch kind {
        case .exchange: "exchange"
        case .unanswered: "request without answer"
        case .orphan: "answer without request"
        case .send: "message without answer"
        case .malformed: "broken frame"
        case .connection: "connection"
        case .gap: "gap"
        }
    }

    /// Whole milliseconds; below ten with one decimal.
    static func latency(_ microseconds: Int64) -> String {
        microseconds < 10_000
            ? Phrase.decimal(Double(microseconds) / 1_000, 1) : String((microseconds + 500) / 1_000)
    }
}
