import LogFormats
import OCPP
import OCPPLog

/// Turns entries into the bytes that go to standard output, in the form that was asked for.
struct EntryPrinter {
    /// One entry, or the border between two groups of entries.
    enum Row {
        /// - `isContext`: nil where nothing is printed but matches.
        case entry(Entry, isContext: Bool?)
        case border
    }

    private let format: OutputFormat
    private let fields: [EntryField]
    private var lines: EntryLines
    private var table: EntryTable
    private var writer: (any EntryWriter)?
    /// A terminal reads control characters also within JSON.
    private let isTerminal: Bool
    private var hasBegun = false

    /// - Parameters:
    ///   - fields: the fields of JSON, CSV and tables; nil: those that a list has.
    ///   - today: the day whose entries are shown without it.
    init(
        _ format: OutputFormat, fields: [EntryField]?, zone: ShownZone, today: String, paint: Paint, isTerminal: Bool
    ) throws {
        self.format = format
        self.fields = fields ?? EntryField.listed
        self.isTerminal = isTerminal
        lines = EntryLines(zone: zone, today: today, paint: paint)
        table = EntryTable(fields: fields, zone: zone, today: today, paint: paint)
        guard format == .csv else { return }
        guard let csv = ExportFormat.named("csv") else {
            throw CommandFailure.usage("this program was built without a writer of CSV")
        }
        writer = csv.newWriter()
    }

    /// What is printed of some rows, in their order.
    mutating func bytes(_ rows: [Row]) -> [UInt8] {
        var bytes: [UInt8] = []
        switch format {
        case .line: bytes = Array(lineText(rows).utf8)
        case .table: bytes = Array(table.text(Self.entries(rows)).utf8)
        case .json, .ndjson:
            for entry in Self.entries(rows) { appendJSON(entry, to: &bytes) }
        case .csv:
            if !hasBegun { writer?.begin(&bytes) }
            for entry in Self.entries(rows) { writer?.append(entry, to: &bytes) }
        case .raw:
            for entry in Self.entries(rows) { Self.appendFrames(of: entry, to: &bytes) }
        }
        hasBegun = true
        return safe(bytes)
    }

    /// What is printed behind the last entry.
    mutating func ending() -> [UInt8] {
        var bytes: [UInt8] = []
        switch format {
        case .json: bytes = Array((hasBegun ? "\n]\n" : "[]\n").utf8)
        case .csv:
            if !hasBegun { writer?.begin(&bytes) }
            writer?.end(&bytes)
        case .line, .table, .ndjson, .raw: break
        }
        return bytes
    }

    private static func entries(_ rows: [Row]) -> [Entry] {
        rows.compactMap { if case .entry(let entry, _) = $0 { entry } else { nil } }
    }

    private mutating func lineText(_ rows: [Row]) -> String {
        var text = ""
        var group: [(entry: Entry, isContext: Bool?)] = []
        for row in rows {
            switch row {
            case .entry(let entry, let isContext): group.append((entry, isContext))
            case .border:
                text += lines.lines(group) + "--\n"
                group = []
            }
        }
        return text + lines.lines(group)
    }

    private mutating func appendJSON(_ entry: Entry, to bytes: inout [UInt8]) {
        if format == .json {
            bytes += Array((hasBegun ? ",\n" : "[\n").utf8)
            hasBegun = true
        }
        EntryJSON.append(entry, fields: fields, to: &bytes)
        if format == .ndjson { bytes.append(UInt8(ascii: "\n")) }
    }

    /// A line break within a frame would look like the next frame; in JSON a blank means the same.
    private static func appendFrames(of entry: Entry, to bytes: inout [UInt8]) {
        for frame in [entry.request, entry.response].compactMap(\.self) {
            bytes += frame.bytes.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
            bytes.append(UInt8(ascii: "\n"))
        }
    }

    private func safe(_ bytes: [UInt8]) -> [UInt8] {
        guard isTerminal else { return bytes }
        switch format {
        case .line, .table: return bytes
        case .json, .ndjson: return SafeJSON.bytes(bytes)
        case .csv, .raw:
            return Array(VisibleText.of(String(decoding: bytes, as: UTF8.self), keepingLines: true).utf8)
        }
    }
}
