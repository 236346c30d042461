/// One of the forms of a log that can be taken over.
public struct ImportFormat: Sendable, Hashable {
    /// What it is asked for by: `steve`.
    public let name: String
    /// Which program writes it, and where, for people.
    public let title: String
    /// A few lines as that program writes them.
    public let sample: String

    init(_ format: any LogFormat.Type) {
        name = format.name
        title = format.title
        sample = format.sample
    }

    /// Every format, by name.
    public static let all: [ImportFormat] =
        (FormatList.lines.filter { $0.holdsFrames }.map { ImportFormat($0) } + FormatList.files.map { ImportFormat($0) })
        .sorted { $0.name < $1.name }

    /// Entries as JSON objects, with the fields of the description page.
    public static let ndjson = ImportFormat(EightFieldsJSON.self)
    /// The same as a table.
    public static let csv = ImportFormat(EightFieldsCSV.self)

    /// The format with a name; nil when there is none.
    public static func named(_ name: String) -> ImportFormat? {
        all.first { $0.name == name }
    }
}
