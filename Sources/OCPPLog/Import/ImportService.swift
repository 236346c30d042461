/// How a program takes logs over: where the entries go, and what reads them. For parts that know neither.
public struct ImportService: Sendable {
    /// Where the entries go.
    public let store: any ImportStore
    /// A reader at the beginning of a log.
    public let newReader: @Sendable () -> sending any EntryReader

    /// A store and what reads for it.
    public init(store: any ImportStore, newReader: @escaping @Sendable () -> sending any EntryReader) {
        self.store = store
        self.newReader = newReader
    }
}
