public import OCPPLog

extension ExportFormat {
    /// Every format that entries can be written in; the first is the default.
    public static let all: [ExportFormat] = [
        ExportFormat(
            name: "ndjson", mediaType: "application/x-ndjson", fileExtension: "ndjson",
            about: "every field, an object a line; import reads it back", isJoinable: true
        ) { NDJSONWriter() },
        ExportFormat(
            name: "csv", mediaType: "text/csv; charset=utf-8", fileExtension: "csv",
            about: "the eight columns of the log page, for spreadsheets", isJoinable: true
        ) { CSVWriter() },
        ExportFormat(
            name: "csv-raw", mediaType: "text/csv; charset=utf-8", fileExtension: "csv",
            about: "the same with cells as they are, for programs", isJoinable: true
        ) { CSVWriter(neutralisesFormulas: false) },
        ExportFormat(
            name: "html", mediaType: "text/html; charset=utf-8", fileExtension: "html",
            about: "a page that opens anywhere, to read, send and print", writerOf: { HTMLWriter($0) }),
        ExportFormat(
            name: "markdown", mediaType: "text/markdown; charset=utf-8", fileExtension: "md",
            about: "text for a ticket", writerOf: { MarkdownWriter($0) }),
        ExportFormat(
            name: "har", mediaType: "application/json", fileExtension: "har",
            about: "an HTTP archive, for browsers and HAR viewers", writerOf: { HARWriter($0) }),
        ExportFormat(
            name: "debugkit", mediaType: "application/json", fileExtension: "json",
            about: "a trace of one station, for OCPP DebugKit", order: .oldestFirst,
            writerOf: { DebugkitWriter($0) }),
        ExportFormat(
            name: "pcapng", mediaType: "application/x-pcapng", fileExtension: "pcapng",
            about: "a network capture, for Wireshark", order: .oldestFirst
        ) { PcapngWriter() },
    ]

    /// The format with a name; nil when there is none.
    public static func named(_ name: String) -> ExportFormat? {
        all.first { $0.name == name }
    }
}
