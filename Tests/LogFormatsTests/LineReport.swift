import LogFormats
import OCPP
import OCPPLog

/// What a log of lines comes to.
struct LineReport {
    /// Each frame with its sender, its station and its time: `cp CP-7 2026-02-16T17:06:46.507Z [2,…]`.
    var frames: [String] = []
    /// The same without the times.
    var untimed: [String] = []
    var entries: [Entry] = []
    var account = ReadingAccount()
    var fault: String?

    /// Reads a log whose times, where they say no zone, are UTC.
    init(_ text: String, format: String? = nil) {
        var reader = ImportReader(
            ImportOptions(
                format: format.flatMap(ImportFormat.named), unnamedCharger: ChargerID("unnamed"),
                unclearZone: LogZone(offsetMinutes: 0), year: 2_026))
        var batch = ImportBatch()
        reader.append(Array(text.utf8))
        reader.finish()
        do throws(ImportFault) {
            _ = try reader.read(into: &batch)
        } catch {
            fault = error.description
        }
        account = reader.account
        entries = batch.entries
        for entry in entries {
            if let request = entry.request { add(entry.source, entry, entry.datetime, request.text) }
            if let response = entry.response {
                let time = entry.datetime.advanced(by: .microseconds(entry.latency ?? 0))
                add(entry.kind == .orphan ? entry.source : entry.source.other, entry, time, response.text)
            }
        }
    }

    private mutating func add(_ sender: Source, _ entry: Entry, _ time: Timestamp, _ text: String) {
        frames.append("\(sender.rawValue) \(entry.chargerID.rawValue) \(time) \(text)")
        untimed.append("\(sender.rawValue) \(entry.chargerID.rawValue) \(text)")
    }

    /// How many lines were passed over for a reason.
    func passedOver(_ code: String) -> Int { account.passedOver.first { $0.code == code }?.count ?? 0 }
}
