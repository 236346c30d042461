/// A format in which entries are handed out, and what writes it. For parts that know no formats.
public struct ExportFormat: Sendable {
    /// What it is asked for by: `ndjson`, `csv`.
    public let name: String
    /// The media type of the whole, as HTTP says it.
    public let mediaType: String
    /// The ending of file names, without the dot.
    public let fileExtension: String
    /// What it is for, as a phrase of a few words for people.
    public let about: String
    /// The only order in which a file of this format tells what happened; nil where any does.
    public let order: Search.Order?
    /// Whether two files are one when the second is written without its beginning, and appended to the first.
    ///
    /// Each part of what is no such format has its own beginning and end.
    public let isJoinable: Bool
    private let write: @Sendable (ExportSubject) -> any EntryWriter

    /// A format whose files say nothing of what they were asked for.
    public init(
        name: String, mediaType: String, fileExtension: String, about: String = "", order: Search.Order? = nil,
        isJoinable: Bool = false, newWriter: @escaping @Sendable () -> any EntryWriter
    ) {
        self.init(
            name: name, mediaType: mediaType, fileExtension: fileExtension, about: about, order: order,
            isJoinable: isJoinable, writerOf: { _ in newWriter() })
    }

    /// A format whose files say what they were asked for.
    public init(
        name: String, mediaType: String, fileExtension: String, about: String, order: Search.Order? = nil,
        isJoinable: Bool = false, writerOf: @escaping @Sendable (ExportSubject) -> any EntryWriter
    ) {
        self.name = name
        self.mediaType = mediaType
        self.fileExtension = fileExtension
        self.about = about
        self.order = order
        self.isJoinable = isJoinable
        self.write = writerOf
    }

    /// A writer at the beginning of a file.
    /// - Parameter subject: what the file is asked for.
    public func newWriter(_ subject: ExportSubject = ExportSubject()) -> any EntryWriter {
        write(subject)
    }
}
