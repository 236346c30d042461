import OCPP
public import OCPPLog

/// Writes Markdown for a ticket: a line an entry, below it request and response as JSON.
///
/// What stations wrote stands in code only, fenced so that it cannot end its fence.
public struct MarkdownWriter: EntryWriter {
    private let subject: ExportSubject
    private var tally = ExportTally()

    /// A writer at the beginning of a file.
    /// - Parameter subject: what the text says that it was asked for.
    public init(_ subject: ExportSubject = ExportSubject()) {
        self.subject = subject
    }

    /// A heading and what was asked for.
    public mutating func begin(_ bytes: inout [UInt8]) {
        bytes += "# OCPP log\n\n".utf8
        Self.append(subject.lines, to: &bytes)
    }

    /// Appends one entry.
    public mutating func append(_ entry: Entry, to bytes: inout [UInt8]) {
        let reported = ReportedEntry(entry)
        tally.add(reported)
        bytes += "\n---\n\n\(Self.line(reported))\n".utf8
        Self.append(reported.request, entry.source, to: &bytes)
        Self.append(reported.response, entry.request == nil ? entry.source : entry.source.other, to: &bytes)
    }

    /// What the text holds.
    public mutating func end(_ bytes: inout [UInt8]) {
        bytes += "\n---\n\n".utf8
        Self.append(tally.lines, to: &bytes)
    }

    /// `**2026-11-23 10:41:07.412** CP-7 connector 1 → to CSMS: **StatusNotification** ✓ OK, 31 ms`.
    private static func line(_ reported: ReportedEntry) -> String {
        var parts = ["**\(reported.day) \(reported.clock)**", MarkdownText.code(reported.station)]
        if let connector = reported.connector { parts.append("connector \(connector)") }
        if let direction = reported.direction { parts.append("\(direction.arrow) \(direction.words)") }
        parts.append("**\(MarkdownText.inline(reported.subject))**")
        parts.append("\(reported.mark.icon) \(MarkdownText.inline(reported.mark.word))")
        if let latency = reported.latency { parts.append("(\(latency))") }
        let remarks = reported.remarks.map(MarkdownText.inline)
        let masked = reported.entry.masked
        let notes =
            masked.isEmpty ? remarks : remarks + ["masked: \(MarkdownText.code(masked.joined(separator: ", ")))"]
        return parts.joined(separator: " ") + (notes.isEmpty ? "" : " · " + notes.joined(separator: " · "))
    }

    private static func append(_ body: ReportedBody?, _ sender: Source, to bytes: inout [UInt8]) {
        guard let body else { return }
        let words = sender == .cp ? "Station" : "CSMS"
        switch body {
        case .json:
            bytes += "\n\(words):\n\n".utf8
            bytes += MarkdownText.block(body.escaped, language: "json").utf8
        case .text(_, let note):
            bytes += "\n\(words), no JSON\(note.map { ", " + $0 } ?? ""):\n\n".utf8
            bytes += MarkdownText.block(body.shown, language: "text").utf8
        }
    }

    private static func append(_ lines: [ReportLine], to bytes: inout [UInt8]) {
        for line in lines {
            bytes += "- \(line.name): \(line.isForeign ? MarkdownText.code(line.value) : line.value)\n".utf8
        }
    }
}
