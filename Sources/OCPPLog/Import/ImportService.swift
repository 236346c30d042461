/// How a program takes logs over: where the entries go, and what reads them. For parts that know neither.
public struct ImportService: Sendable {
    /// Where the entries go.
    public let store: any ImportStore
    /// The names of the formats that can be read.
    public let formats: [String]
    /// A reader at the beginning of a log in one of ``formats``; nil: it sees by itself which it is.
    public let newReader: @Sendable (_ format: String?) -> sending any EntryReader

    /// A store and what reads for it.
    public init(
        store: any ImportStore, formats: [String],
        newReader: @escaping @Sendable (_ format: String?) -> sending any EntryReader
    ) {
        self.store = store
        self.formats = formats
        self.newReader = newReader
    }
}
