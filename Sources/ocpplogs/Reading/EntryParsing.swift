import LogFormats
import OCPP
import OCPPLog

/// Makes entries of the JSON that a server sends: all fields of each, so that nothing is lost on the way.
struct EntryParsing {
    /// The fields that are asked for.
    static let fields = EntryField.allCases.map(\.rawValue).joined(separator: ",")

    private var reader = ImportReader(ImportOptions(format: .ndjson))

    /// - Throws: ``CommandFailure`` when the server writes what this program does not read.
    mutating func entry(_ json: [UInt8]) throws -> Entry {
        var batch = ImportBatch()
        reader.append(json + [UInt8(ascii: "\n")])
        do throws(ImportFault) {
            _ = try reader.read(into: &batch)
        } catch {
            throw Self.unreadable("\(error)")
        }
        guard var entry = batch.entries.first else { throw Self.unreadable(batch.rejects.first?.reason ?? "no entry") }
        guard let text = (try? JSONMembers(of: json))?["id"]?.text, let id = EntryID(text) else {
            throw Self.unreadable("an entry without an id")
        }
        entry.id = id
        return entry
    }

    private static func unreadable(_ reason: String) -> CommandFailure {
        .server("the server sends what cannot be read here (\(reason)); is it of another version?")
    }
}
