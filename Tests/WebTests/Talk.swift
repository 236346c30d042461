import OCPP
import OCPPLog
import TestSupport

/// Entries as a conversation makes them: the frames go through the correlator.
enum Talk {
    /// One CALL, answered or not.
    /// - Parameters:
    ///   - response: the payload of the CALLRESULT, or the rest of a CALLERROR behind the unique id when it begins with `"`.
    static func entry(
        _ action: String, _ request: String = "{}", _ response: String? = "{}", from source: Source = .cp,
        charger: String = "CP-7", version: OCPPVersion = .v16, sequence: Int64 = 1, at seconds: Double = 0
    ) -> Entry {
        var talk = Correlator(
            connection: ConnectionID(rawValue: 1), charger: ChargerID(charger), version: version)
        let call = Array("[2, \"u\(sequence)\", \"\(action)\", \(request)]".utf8)
        var recordables = talk.received(call, from: source, at: .at(seconds))
        if let response {
            let isError = response.hasPrefix("\"")
            let answer = "[\(isError ? 4 : 3), \"u\(sequence)\", \(response)]"
            recordables += talk.received(Array(answer.utf8), from: source.other, at: .at(seconds + 0.031))
        } else {
            recordables += talk.expire(at: .at(seconds + 60))
        }
        return completed(recordables, sequence)
    }

    /// A frame that is none.
    static func malformed(_ text: String, sequence: Int64 = 1) -> Entry {
        var talk = Correlator(connection: ConnectionID(rawValue: 1), charger: ChargerID("CP-7"), version: .v16)
        return completed(talk.received(Array(text.utf8), from: .cp, at: .start), sequence)
    }

    /// An entry of a kind that no frame makes.
    static func entry(_ kind: EntryKind, sequence: Int64 = 1) -> Entry {
        Entry(
            id: EntryID(origin: 7, sequence: sequence), kind: kind, datetime: .start, chargerID: ChargerID("CP-7"),
            connectionID: ConnectionID(rawValue: 1), source: .cp, version: .v16)
    }

    private static func completed(_ recordables: [Recordable], _ sequence: Int64) -> Entry {
        for case .completed(var entry, _) in recordables {
            entry.id = EntryID(origin: 7, sequence: sequence)
            return entry
        }
        return entry(.gap, sequence: sequence)
    }
}
