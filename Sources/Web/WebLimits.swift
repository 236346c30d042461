/// How much one client, and all of them together, may ask of the server.
enum WebLimits {
    /// Connections at once; beyond that new ones wait in the system's queue of ``backlog``.
    static let connections = 256
    static let backlog = 128
    /// A connection without a request, or with one that does not arrive, is closed after so many seconds.
    static let idleSeconds: Int64 = 60
    /// One line of a request's head and all of them together, in bytes; the longest query fits when percent-encoded.
    static let headerField = 32 << 10
    static let headerList = 64 << 10
    static let headerCount = 100
    /// The body of a request, in bytes: no route reads more at once.
    static let body = 64 << 10
    /// The body of an import, in bytes as they come: it is read piece by piece.
    static let importBody = 1 << 30
    /// So many entries of an import are read before they are written; twice as many are in memory.
    static let importBatch = 16_384
    /// A file that is taken over on a page, in bytes as it comes, and all of those that wait together: they are in memory.
    static let upload = 32_000_000
    static let uploads = 64_000_000
    /// A search answers with what it has after this time, and with where to go on.
    static let searchTime = Duration.seconds(8)
    /// What looks at every entry of a question ends after this time, with what it has.
    static let insightTime = Duration.seconds(20)
    /// So much of one payload or frame is shown on a page, in bytes; the API has all of it.
    static let shownFrame = 64 << 10
    /// A frame has no more such parts.
    static let frameParts = 4_096
    /// A longer payload is not read to make a one-line summary, in bytes.
    static let summarisedPayload = 64 << 10
}
