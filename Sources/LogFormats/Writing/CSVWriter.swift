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

    /// Appends one entry as a row. Payloads are JSON, each on one line; envelopes of OCPP-S stay XML; what is absent is an
    /// empty cell.
    public mutating func append(_ entry: Entry, to bytes: inout [UInt8]) {
        appendText(entry.action?.rawValue ?? "", to: &bytes)
        bytes.append(UInt8(ascii: ","))
        if let connector = entry.connectorID { JSONText.append(connector, to: &bytes) }
        bytes.append(UInt8(ascii: ","))
        appendPayload(.request, of: entry, entry.request, to: &bytes)
        bytes.append(UInt8(ascii: ","))
        appendText(entry.siteID.rawValue, to: &bytes)
        bytes.append(UInt8(ascii: ","))
        appendText(entry.chargerID.rawValue, to: &bytes)
        bytes.append(UInt8(ascii: ","))
        appendPayload(.response, of: entry, entry.response, to: &bytes)
        bytes.append(UInt8(ascii: ","))
        entry.datetime.append(to: &bytes)
        bytes.append(UInt8(ascii: ","))
        appendText(entry.source.rawValue, to: &bytes)
        Self.endRow(&bytes)
    }

    /// Nothing stands behind the last entry.
    public mutating func end(_ bytes: inout [UInt8]) {}

    private mutating func appendPayload(
        _ field: EntryField, of entry: Entry, _ frame: RecordedFrame?, to bytes: inout [UInt8]
    ) {
        guard let frame else { return }
        if frame.isEnvelope { return appendText(String(decoding: frame.bytes, as: UTF8.self), to: &bytes) }
        cell.removeAll(keepingCapacity: true)
        EntryJSON.append(field, of: entry, to: &cell)
        cell.withUnsafeBufferPointer { CSVCell.append($0, neutralisesFormulas: neutralisesFormulas, to: &bytes) }
    }

    private func appendText(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { CSVCell.append($0, neutralisesFormulas: neutralisesFormulas, to: &bytes) }
    }

    private static func endRow(_ bytes: inout [UInt8]) {
        bytes.append(0x0D)
        bytes.append(0x0A)
    }
}
