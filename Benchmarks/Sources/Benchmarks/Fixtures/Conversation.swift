import OCPP
import OCPPLog

/// Exchanges as the log sees them: what the correlators of all connections make of them, one exchange every 250 ms.
struct Conversation {
    private var correlators = (0..<Traffic.chargers).map { number in
        Correlator(connection: ConnectionID(rawValue: UInt64(number + 1)), charger: charger(number), version: .v16)
    }
    private var now = Timestamp.start
    private var sequence: Int64 = 0

    /// What a recorder is handed: of each exchange the open CALL and the entry.
    mutating func recordables(_ exchanges: [Exchange]) -> [Recordable] {
        exchanges.flatMap { exchange in
            now = now.advanced(by: .milliseconds(250))
            let request = correlators[exchange.charger].received(exchange.request, from: exchange.source, at: now)
            let answered = now.advanced(by: .milliseconds(40))
            return request
                + correlators[exchange.charger].received(exchange.response, from: exchange.source.other, at: answered)
        }
    }

    /// The entries alone, numbered as a recorder does.
    mutating func entries(_ exchanges: [Exchange]) -> [Entry] {
        recordables(exchanges).compactMap { recordable in
            guard case .completed(var entry, _) = recordable else { return nil }
            sequence += 1
            entry.id = EntryID(origin: Self.origin, sequence: sequence)
            return entry
        }
    }

    /// What the ids of all stores here begin with.
    static let origin: UInt32 = 1

    static func charger(_ number: Int) -> ChargerID {
        ChargerID("DE-\(number / 10)-\(number)")
    }
}
