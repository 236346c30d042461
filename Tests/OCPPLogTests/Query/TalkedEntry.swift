import OCPP
import OCPPLog
import TestSupport

extension Entry {
    /// The entry of a CALL and what came back: an answer, or the end of the connection.
    static func talked(
        _ call: String, _ answer: String? = nil, from source: Source = .cp, charger: String = "CP-7",
        site: String = "default", version: OCPPVersion = .v16
    ) -> Entry? {
        var correlator = Correlator(
            connection: ConnectionID(rawValue: 1), charger: ChargerID(charger), version: version)
        var recordables = correlator.received(Array(call.utf8), from: source, at: .at(0))
        if let answer { recordables += correlator.received(Array(answer.utf8), from: source.other, at: .at(0.05)) }
        recordables += correlator.closed(at: .at(1))
        for case .completed(var entry, _) in recordables {
            entry.siteID = SiteID(site)
            entry.id = EntryID(origin: 0x3f09_a2c1, sequence: 1842)
            return entry
        }
        return nil
    }
}
