public import OCPP
public import OCPPLog

/// Which call of the CSMS brought a message about, or which message a call brought about: it names the entries that have to be
/// read to know it, and finds the answer among them.
public struct TieQuestion: Sendable {
    /// The other end of the tie.
    public struct Answer: Sendable, Hashable {
        /// The call that asked for a message; or the first message that a call brought about.
        public var entry: Entry
        /// Whether ``entry`` is the call.
        public var isCall: Bool
        /// Whether both name what ties them; else only their order and time do.
        public var isCertain: Bool
    }

    /// What is to be read.
    public let query: Query
    /// From when on.
    public let from: Timestamp
    /// Until when, not included.
    public let to: Timestamp
    /// Which come first: those next to the entry.
    public let order: Search.Order

    private let read: ReadEntry
    private let ties: [CallTie]
    private let isCall: Bool
    private let isCertain: Bool

    /// - Parameter isCertain: whether it is asked for what an id ties to the entry, or for what order and time do.
    /// - Returns: nil where nothing can be tied to the entry.
    public init?(of entry: Entry, isCertain: Bool) {
        let read = ReadEntry(entry)
        let isCall = entry.source == .csms
        let ties = CallTie.all.filter {
            $0.isCertain == isCertain && (isCall ? $0.isCall(read) : $0.isMessage(read))
        }
        guard let longest = ties.map(\.longest).max() else { return nil }
        (self.read, self.ties, self.isCall, self.isCertain) = (read, ties, isCall, isCertain)
        // In imported logs both may have the same time.
        from = isCall ? entry.datetime : entry.datetime.advanced(by: .zero - longest)
        to = (isCall ? entry.datetime.advanced(by: longest) : entry.datetime).advanced(by: .microseconds(1))
        order = isCall ? .oldestFirst : .newestFirst
        let ends = ties.flatMap { tie in
            let id = tie.id(of: read, isCall: isCall)
            // A message before this one may be what the call brought about instead.
            let isMessageAsked = isCall || tie.yield != .many
            return [tie.calls(naming: id)] + (isMessageAsked ? [tie.messages(naming: id)] : [])
        }
        query = .and([.charger(entry.chargerID), .or(ends)])
    }

    /// The answer, found among entries.
    /// - Parameter entries: what the query finds, or the first of it: then nothing that is nearer to the entry is missing.
    public func answer(among entries: [Entry]) -> Answer? {
        let others = entries.filter { $0.id != read.entry.id }.map { ReadEntry($0) }
        let reads = (others + [read]).sorted { Entry.isInOrder($0.entry, $1.entry) }
        let ends = ties.map { TieEnds(of: $0, in: reads) }
        func call(of message: ReadEntry) -> Entry? {
            ends.compactMap { $0.call(of: message)?.entry }.max(by: Entry.isInOrder)
        }
        let found = isCall ? reads.first { call(of: $0)?.id == read.entry.id }?.entry : call(of: read)
        return found.map { Answer(entry: $0, isCall: !isCall, isCertain: isCertain) }
    }
}

/// What may stand at the two ends of one tie, in the order of time.
private struct TieEnds {
    let tie: CallTie
    let calls, messages: [ReadEntry]

    init(of tie: CallTie, in reads: [ReadEntry]) {
        self.tie = tie
        calls = reads.filter { tie.isCall($0) }
        messages = reads.filter { tie.isMessage($0) }
    }

    /// The nearest call before a message, of those that did not bring another one about instead.
    func call(of message: ReadEntry) -> ReadEntry? {
        guard let place = messages.firstIndex(where: { $0.entry.id == message.entry.id }) else { return nil }
        return calls.last { call in
            tie.ties(call, to: message)
                && !messages[..<place].contains { isInstead($0, of: message) && tie.ties(call, to: $0) }
        }
    }

    private func isInstead(_ one: ReadEntry, of other: ReadEntry) -> Bool {
        switch tie.yield {
        case .one: true
        case .oneOfEachConnector: one.connector == other.connector
        case .many: false
        }
    }
}
