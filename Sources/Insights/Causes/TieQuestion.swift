public import OCPP
public import OCPPLog

/// Which call of the CSMS brought a message about, or which message a call brought about: it names the entries that have to be
/// read to know it, and finds the answer among them.
///
/// Both are one question: a call brought a message about where that message's own answer is the call. So the other calls that may
/// have brought it about are read from either end.
public struct TieQuestion: Sendable {
    /// The other end of the tie.
    public struct Answer: Sendable, Hashable {
        /// The call that asked for a message; or the first message that a call brought about.
        public var entry: Entry
        /// Which of both ``entry`` is.
        public var end: CallTie.End
        /// Whether an id shows it; else it is probable.
        public var isCertain: Bool
    }

    /// What is to be read.
    public let query: Query
    /// The calls of it, where it finds messages as well and the answer is a call: there is none where this finds nothing.
    public let calls: Query?
    /// From when on.
    public let from: Timestamp
    /// Until when, not included.
    public let to: Timestamp
    /// Which come first: those next to the entry.
    public let order: Search.Order

    private let read: ReadEntry
    private let end: CallTie.End
    private let ties: [CallTie]
    private let isCertain: Bool

    /// - Parameter isCertain: whether it is asked for what an id ties to the entry, or for what is probable.
    /// - Returns: nil where nothing can be tied to the entry.
    public init?(of entry: Entry, isCertain: Bool) {
        let read = ReadEntry(entry)
        let end = entry.source == .csms ? CallTie.End.call : .message
        let alike = CallTie.all.filter { $0.isCertain == isCertain }
        let own = alike.filter { $0.fits(read, at: end) }
        guard let longest = own.map(\.longest).max() else { return nil }
        (self.read, self.end, self.isCertain) = (read, end, isCertain)
        // In imported logs both may have the same time.
        from = end == .call ? entry.datetime : entry.datetime.advanced(by: .zero - longest)
        to = (end == .call ? entry.datetime.advanced(by: longest) : entry.datetime).advanced(by: .microseconds(1))
        order = end == .call ? .oldestFirst : .newestFirst
        let actions = Set(own.map(\.message))
        ties = alike.filter { actions.contains($0.message) && (end == .call || $0.isNamed(by: read, at: end)) }
        /// What a message names that belongs to the entry, or is the entry; nil where nothing, or nothing that is known.
        func id(for tie: CallTie) -> String? {
            if end == .message { return tie.id(of: read, at: end) }
            let place = tie.place(at: .message)
            return own.first { $0.message == tie.message && $0.place(at: .message) == place }?.id(of: read, at: end)
        }
        let calls = ties.map { $0.entries(at: .call, naming: id(for: $0)) }
        // A message before may be what a call brought about instead.
        let asked = (end == .call ? own : []) + ties.filter { $0.yield != .many }
        let messages = asked.map { $0.entries(at: .message, naming: id(for: $0)) }
        query = Self.any(calls + messages, of: entry)
        self.calls = end == .call || messages.isEmpty ? nil : Self.any(calls, of: entry)
    }

    private static func any(_ queries: [Query], of entry: Entry) -> Query {
        var seen = Set<Query>()
        return .and([.charger(entry.chargerID), .or(queries.filter { seen.insert($0).inserted })])
    }

    /// The answer, found among entries.
    /// - Parameter entries: what the query finds, or the first of it: then nothing that is nearer to the entry is missing.
    public func answer(among entries: [Entry]) -> Answer? {
        let others = entries.filter { $0.id != read.entry.id }.map { ReadEntry($0) }
        let told = ToldTies(ties, among: (others + [read]).sorted { Entry.isInOrder($0.entry, $1.entry) })
        return switch end {
        case .call: told.message(of: read).map { Answer(entry: $0.entry, end: .message, isCertain: isCertain) }
        case .message: told.call(of: read).map { Answer(entry: $0.entry, end: .call, isCertain: isCertain) }
        }
    }
}
