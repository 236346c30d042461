public import OCPPLog

extension ExportFormat {
    /// Every format that entries can be written in; the first is the default.
    public static let all: [ExportFormat] = [
        ExportFormat(name: "ndjson", mediaType: "application/x-ndjson", fileExtension: "ndjson") { NDJSONWriter() },
        ExportFormat(name: "csv", mediaType: "text/csv; charset=utf-8", fileExtension: "csv") { CSVWriter() },
        ExportFormat(name: "csv-raw", mediaType: "text/csv; charset=utf-8", fileExtension: "csv") {
            CSVWriter(neutralisesFormulas: false)
        },
        ExportFormat(name: "pcapng", mediaType: "application/x-pcapng", fileExtension: "pcapng") { PcapngWriter() },
    ]

    /// The format with a name; nil when there is none.
    public static func named(_ name: String) -> ExportFormat? {
        all.first { $0.name == name }
    }
}
