import LogFormats
import OCPP
import OCPPLog
import TestSupport

/// Everything that a reader makes of a log.
struct Reading: Equatable {
    var entries: [Entry] = []
    var rejects: [ImportReject] = []
    var fault: String?

    /// Reads a log in pieces.
    init(_ bytes: [UInt8], _ options: ImportOptions = ImportOptions(), pieces: (Int) -> Int = { $0 }) {
        var reader = ImportReader(options)
        var batch = ImportBatch(limit: 7)
        do throws(ImportFault) {
            var position = 0
            while position < bytes.count {
                let end = position + max(1, min(pieces(bytes.count - position), bytes.count - position))
                reader.append(Array(bytes[position..<end]))
                position = end
                try drain(&reader, &batch)
            }
            reader.finish()
            try drain(&reader, &batch)
        } catch {
            fault = error.description
        }
        entries += batch.entries
        rejects += batch.rejects
    }

    init(_ text: String, _ options: ImportOptions = ImportOptions()) {
        self.init(Array(text.utf8), options)
    }

    private mutating func drain(_ reader: inout ImportReader, _ batch: inout ImportBatch) throws(ImportFault) {
        while try reader.read(into: &batch) {
            entries += batch.entries
            rejects += batch.rejects
            batch = ImportBatch(limit: 7)
        }
    }

    /// The codes of what was rejected.
    var codes: [String] { rejects.map(\.code) }
}

/// A line in the eight-field form; what is given replaces a member, nil removes it.
func line(_ changes: KeyValuePairs<String, String?> = [:]) -> String {
    var members: [(String, String)] = [
        ("action", "\"StatusNotification\""), ("connector_id", "1"),
        ("request", #"{"connectorId":1,"errorCode":"NoError","status":"Available"}"#),
        ("site_id", "\"depot-7\""), ("charger_id", "\"CP-7\""), ("response", "{}"),
        ("datetime", "\"2026-11-23T10:00:00Z\""), ("source", "\"cp\""),
    ]
    for (name, value) in changes {
        members.removeAll { $0.0 == name }
        if let value { members.append((name, value)) }
    }
    return "{" + members.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
}

extension RecordedFrame {
    /// The frame as text.
    var text: String { String(decoding: bytes, as: UTF8.self) }
    /// The payload as text.
    var payloadText: String { String(decoding: payloadBytes, as: UTF8.self) }
}
