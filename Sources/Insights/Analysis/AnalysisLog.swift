public import OCPP
public import OCPPLog

/// The log that an analysis asks: what counts, what hands entries out, and what knows the boots.
public struct AnalysisLog: Sendable {
    let counting: any EntryCounting
    let store: any EntryStore
    let boots: (any BootSource)?

    /// - Parameters:
    ///   - counting: counts without reading where it can.
    ///   - store: hands out what has to be read.
    ///   - boots: knows vendor, model and firmware of stations; nil where nobody does.
    public init(counting: any EntryCounting, store: any EntryStore, boots: (any BootSource)?) {
        self.counting = counting
        self.store = store
        self.boots = boots
    }

    /// The values of one key.
    func values(
        of field: Field, _ query: Query, _ question: AnalysisQuestion, limit: Int, _ table: inout AnalysisTable
    ) async throws -> Facet {
        let answer = try await counting.facets(question.selection(query), fields: [field], limit: limit)
        table.unreadable = max(table.unreadable, answer.unreadable)
        return answer.counts.first ?? Facet(field, [])
    }

    /// How many entries match.
    func count(_ query: Query, _ question: AnalysisQuestion, _ table: inout AnalysisTable) async throws -> Int {
        try await counts(of: [.everything], within: query, question, &table).first ?? 0
    }

    /// How many entries that match a query match each of some others as well.
    func counts(
        of queries: [Query], within query: Query, _ question: AnalysisQuestion, _ table: inout AnalysisTable
    ) async throws -> [Int] {
        let answer = try await counting.counts(question.selection(query), of: queries)
        table.unreadable = max(table.unreadable, answer.unreadable)
        return answer.counts
    }

    /// Entries of stretches of time, by how serious they are.
    func tones(
        _ query: Query, _ question: AnalysisQuestion, _ boundaries: [Timestamp], _ table: inout AnalysisTable
    ) async throws -> [ToneCounts] {
        guard zip(boundaries, boundaries.dropFirst()).allSatisfy({ $0 < $1 }) else { return [] }
        let answer = try await counting.histogram(question.selection(query), boundaries: boundaries)
        table.unreadable = max(table.unreadable, answer.unreadable)
        return answer.counts
    }

    /// The time of the first or the last entry that matches; nil where there is none.
    func end(_ query: Query, _ question: AnalysisQuestion, _ order: Search.Order) async throws -> Timestamp? {
        let search = Search(
            query, from: question.from, to: question.to, order: order, limit: 1, sites: question.sites)
        return try await store.search(search).entries.first?.datetime
    }

    /// What each station said when it last booted, by its folded identity.
    func latestBoots() async throws -> [String: StationBoot] {
        try await boots?.boots().latest() ?? [:]
    }
}

/// How much was read entry by entry.
public struct AnalysisReading: Sendable, Hashable {
    /// Entries that were read.
    public var entries = 0
    /// The first moment of what was read, where that is not all: exactly what matches from there on was read. Nil: all.
    public var from: Timestamp?
    /// So many entries may be missing, since what holds them is damaged.
    public var unreadable = 0

    /// Nothing read.
    public init(entries: Int = 0, from: Timestamp? = nil, unreadable: Int = 0) {
        self.entries = entries
        self.from = from
        self.unreadable = unreadable
    }

    /// Whether all that matches was read.
    public var isWhole: Bool { from == nil }
}

extension AnalysisLog {
    private static let batch = 1_000

    /// Hands out the entries that match, the newest first, until the question's limit.
    ///
    /// At the limit it ends between two moments, so that a query with a `from` finds exactly what was read.
    func read(
        _ query: Query, _ question: AnalysisQuestion, _ handle: (Entry) -> Void
    ) async throws -> AnalysisReading {
        var reading = AnalysisReading()
        // Entries of the oldest moment so far wait until it is clear that there are no more of them.
        var held: [Entry] = []
        let search = Search(
            query, from: question.from, to: question.to, limit: Self.batch, sites: question.sites)
        let end = try await store.walk(search) { entries in
            for entry in entries {
                if let last = held.last, last.datetime != entry.datetime || held.count >= Self.batch {
                    for entry in held { handle(entry) }
                    reading.entries += held.count
                    held.removeAll(keepingCapacity: true)
                    if reading.entries >= question.read || question.isOverdue, last.datetime != entry.datetime {
                        reading.from = last.datetime
                        return false
                    }
                }
                held.append(entry)
            }
            return true
        }
        if reading.from == nil {
            for entry in held { handle(entry) }
            reading.entries += held.count
        }
        reading.unreadable = end.unreadable
        return reading
    }
}
