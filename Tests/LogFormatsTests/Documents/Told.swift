import LogFormats
import OCPP
import OCPPLog

extension Reading {
    /// Each entry on a line: who asked, which station, when, the request and the response.
    var told: [String] {
        entries.map { entry in
            let frames = [entry.request?.text, entry.response?.text].map { $0 ?? "none" }.joined(separator: " -> ")
            return "\(entry.source) \(entry.chargerID.rawValue) \(entry.datetime.text(fractionDigits: 3)) \(frames)"
        }
    }

    /// A log of a format, by its name.
    init(_ text: String, as format: String, _ options: ImportOptions = ImportOptions(unnamedCharger: ChargerID("X"))) {
        var options = options
        options.format = ImportFormat.named(format)
        self.init(text, options)
    }
}
