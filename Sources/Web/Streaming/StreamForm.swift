import OCPP
import OCPPLog

/// What the data of `rows` are: entries for programs, or rows for the page of the log.
struct StreamForm: Sendable {
    /// By this name a batch that was made once is found again.
    var name: String
    /// The data of an event, in one line.
    var data: @Sendable ([Entry]) -> [UInt8]

    /// A JSON array, one entry on each line of data.
    static let json = StreamForm(name: "json") { entries in
        var bytes: [UInt8] = [UInt8(ascii: "[")]
        for (index, entry) in entries.enumerated() {
            if index > 0 { bytes += Array(",\ndata: ".utf8) }
            EntryJSON.append(entry, frames: false, to: &bytes)
        }
        return bytes + [UInt8(ascii: "]")]
    }

    /// Rows of the page as it renders them, newest first. They stand in JSON, so that nothing in them can end a line of the
    /// stream.
    static func html(_ look: LogsLook, sites: SiteDirectory) -> StreamForm {
        let name = ["html", look.zone.name, look.columns.parameter ?? ""].joined(separator: "\n")
        return StreamForm(name: name) { entries in
            let severities = entries.map { ResultMark(of: $0).tone }
            // Links of the rows keep the zone of the page, which is not asked here.
            let rows: [JSONTree] = PageView.$current.withValue(PageView(zone: look.zone)) {
                zip(entries, severities).reversed().map { entry, severity in
                    let row = LogLines.row(entry, look, sites: sites, namesOffset: false)
                    return [
                        "id": .text(entry.id.description), "severity": .text(severity.rawValue),
                        "html": .text(row.markup.text),
                    ]
                }
            }
            let tree: JSONTree = [
                "count": .number(rows.count), "errors": .number(severities.count { $0 == .error }),
                "rows": .list(rows),
            ]
            return tree.bytes
        }
    }
}
