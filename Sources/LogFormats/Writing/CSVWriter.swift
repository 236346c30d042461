import OCPP
public import OCPPLog

/// Writes CSV (RFC 4180) with the eight columns of the description page, which ``ImportReader`` reads.
///
/// A spreadsheet takes a cell that begins with `= + - @`, a tab or a line break for a formula, and stations choose their
/// texts: such a cell gets an apostrophe in front, unless told otherwise.
public struct CSVWriter: EntryWriter {
    private let neutralisesFormulas: Bool
    private var cell: [UInt8] = []

    /// A writer at the beginning of a file.
    public init(neutralisesFormulas: Bool = true) {
        self.neutralisesFormulas = neutralisesFormulas
    }

    /// The row with the names of the columns.
    public mutating func begin(_ bytes: inout [UInt8]) {
        bytes += Array(EntryField.described.map(\.rawValue).joined(separator: ",").utf8)
        Self.endRow(&bytes)
    }

    /// Appends one entry as a row. Payloads are JSON, each on one line; what is absent is an empty cell.
    public mutating func append(_ entry: Entry, to bytes: inout [UInt8]) {
        appendText(entry.action?.rawValue ?? "", to: &bytes)
        bytes.append(UInt8(ascii: ","))
        if let connector = entry.connectorID { bytes += Array(String(connector).utf8) }
        bytes.append(UInt8(ascii: ","))
        appendPayload(.request, of: entry, isThere: entry.request != nil, to: &bytes)
        bytes.append(UInt8(ascii: ","))
        appendText(entry.siteID.rawValue, to: &bytes)
        bytes.append(UInt8(ascii: ","))
        appendText(entry.chargerID.rawValue, to: &bytes)
        bytes.append(UInt8(ascii: ","))
        appendPayload(.response, of: entry, isThere: entry.response != nil, to: &bytes)
        bytes.append(UInt8(ascii: ","))
        bytes += Array(entry.datetime.description.utf8)
        bytes.append(UInt8(ascii: ","))
        bytes += Array(entry.source.rawValue.utf8)
        Self.endRow(&bytes)
    }

    /// Nothing stands behind the last entry.
    public mutating func end(_ bytes: inout [UInt8]) {}

    private mutating func appendPayload(
        _ field: EntryField, of entry: Entry, isThere: Bool, to bytes: inout [UInt8]
    ) {
        guard isThere else { return }
        cell.removeAll(keepingCapacity: true)
        EntryJSON.append(field, of: entry, to: &cell)
        appendCell(to: &bytes)
    }

    private mutating func appendText(_ text: String, to bytes: inout [UInt8]) {
        cell.removeAll(keepingCapacity: true)
        cell += Array(text.utf8)
        appendCell(to: &bytes)
    }

    private func appendCell(to bytes: inout [UInt8]) {
        let isFormula = neutralisesFormulas && cell.first.map(Self.beginsFormula) ?? false
        let isQuoted = cell.contains { Self.wantsQuotes($0) } || cell.first == 0x20 || cell.last == 0x20
        if isQuoted { bytes.append(UInt8(ascii: "\"")) }
        if isFormula { bytes.append(UInt8(ascii: "'")) }
        guard isQuoted else { return bytes += cell }
        for byte in cell {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func beginsFormula(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0A, 0x0D: true
        default: false
        }
    }

    private static func wantsQuotes(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte < 0x20
    }

    private static func endRow(_ bytes: inout [UInt8]) {
        bytes.append(0x0D)
        bytes.append(0x0A)
    }
}
