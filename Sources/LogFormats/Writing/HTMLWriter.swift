import OCPP
public import OCPPLog

/// Writes one HTML page that needs nothing beside it: a row an entry, with request and response to unfold.
///
/// What stations wrote can do nothing in it: all of it is escaped, and the page's own policy (a meta element, CSP level 2)
/// lets run and load nothing but the one script and the one style sheet whose hashes it names. Without scripts it only
/// lacks its filter. Its end says what it holds: a page without that end is not whole.
public struct HTMLWriter: EntryWriter {
    private let subject: ExportSubject
    private var tally = ExportTally()

    /// A payload of so many characters stands in its cell as it is.
    private static let shortest = 48
    /// Of others, so many are seen before they are unfolded.
    private static let preview = 96

    /// A writer at the beginning of a file.
    /// - Parameter subject: what the page says that it was asked for.
    public init(_ subject: ExportSubject = ExportSubject()) {
        self.subject = subject
    }

    /// The head of the page, what it was asked for, and the heading of the table.
    public mutating func begin(_ bytes: inout [UInt8]) {
        bytes += HTMLReport.head.utf8
        bytes += "<header>\n<h1>OCPP log</h1>\n".utf8
        Self.appendList(subject.lines, to: &bytes)
        bytes += HTMLReport.beforeRows.utf8
    }

    /// Appends one entry as a row.
    public mutating func append(_ entry: Entry, to bytes: inout [UInt8]) {
        let reported = ReportedEntry(entry)
        tally.add(reported)
        bytes += "<tr class=\"\(entry.source.rawValue) \(reported.mark.tone.rawValue)\" id=\"\(tally.entries)\">".utf8
        bytes +=
            "<td class=\"number\"><a href=\"#\(tally.entries)\" title=\"entry \(entry.id)\">\(tally.entries)</a></td>"
            .utf8
        bytes +=
            "<td class=\"time\"><time datetime=\"\(entry.datetime)\"><span>\(reported.day)</span> \(reported.clock)</time></td>"
            .utf8
        Self.appendCell("station", reported.station, to: &bytes)
        Self.appendCell("connector", reported.connector ?? "", to: &bytes)
        if let direction = reported.direction {
            bytes += "<td class=\"direction\"><b>\(direction.arrow)</b> \(direction.words)</td>".utf8
        } else {
            bytes += "<td class=\"direction\"></td>".utf8
        }
        Self.appendCell("message", reported.subject, to: &bytes)
        appendResult(reported, to: &bytes)
        appendBody(reported.request, "request", reported, to: &bytes)
        appendBody(reported.response, "response", reported, to: &bytes)
        bytes += "</tr>\n".utf8
    }

    /// What the page holds, and its script.
    public mutating func end(_ bytes: inout [UInt8]) {
        bytes += HTMLReport.afterRows.utf8
        Self.appendList(tally.lines, to: &bytes)
        bytes += HTMLReport.tail.utf8
    }

    private static func appendCell(_ name: String, _ text: String, to bytes: inout [UInt8]) {
        bytes += "<td class=\"\(name)\">".utf8
        HTMLText.append(text, to: &bytes)
        bytes += "</td>".utf8
    }

    private static func appendList(_ lines: [ReportLine], to bytes: inout [UInt8]) {
        bytes += "<dl>\n".utf8
        for line in lines {
            bytes += "<div><dt>\(line.name)</dt><dd>".utf8
            HTMLText.append(line.value, to: &bytes)
            bytes += "</dd></div>\n".utf8
        }
        bytes += "</dl>\n".utf8
    }

    private func appendResult(_ reported: ReportedEntry, to bytes: inout [UInt8]) {
        bytes += "<td class=\"result\"><span class=\"mark\">\(reported.mark.icon) ".utf8
        HTMLText.append(reported.mark.word, to: &bytes)
        bytes += "</span>".utf8
        if let latency = reported.latency {
            bytes += " <span class=\"latency\">".utf8
            HTMLText.append(latency, to: &bytes)
            bytes += "</span>".utf8
        }
        for remark in reported.remarks {
            bytes += " <small>".utf8
            HTMLText.append(remark, to: &bytes)
            bytes += "</small>".utf8
        }
        if !reported.entry.masked.isEmpty {
            bytes += " <small>masked: ".utf8
            HTMLText.append(reported.entry.masked.joined(separator: ", "), to: &bytes)
            bytes += "</small>".utf8
        }
        bytes += "</td>".utf8
    }

    /// A cell with what was said, to unfold where it is longer than a few words.
    private func appendBody(_ body: ReportedBody?, _ name: String, _ reported: ReportedEntry, to bytes: inout [UInt8]) {
        guard let body else { return bytes += "<td class=\"\(name) none\"></td>".utf8 }
        bytes += "<td class=\"\(name)\">".utf8
        if case .text(_, let note?) = body { bytes += "<small>\(note)</small> ".utf8 }
        let beginning = body.beginning(Self.preview)
        if beginning.unicodeScalars.count <= Self.shortest {
            bytes += "<code>".utf8
            HTMLText.append(visible: beginning, to: &bytes)
            bytes += "</code></td>".utf8
            return
        }
        bytes += "<details><summary><code>".utf8
        HTMLText.append(visible: beginning, to: &bytes)
        bytes += "</code></summary><pre>".utf8
        HTMLText.append(visible: body.shown, to: &bytes)
        bytes += "</pre></details></td>".utf8
    }
}
