public import OCPP

/// Counts entries without handing them out. ``MemoryStore`` defines what it means.
public protocol EntryCounting: Sendable {
    /// How many entries of a selection fall into stretches of time, by how serious they are.
    /// - Parameter boundaries: rising; each stretch begins with one, included, and ends before the next. What lies before the
    ///   first or from the last on is not counted.
    /// - Returns: one count for each stretch: one fewer than there are boundaries.
    func histogram(_ selection: Selection, boundaries: [Timestamp]) async throws -> CountAnswer<[ToneCounts]>

    /// The values that fields have in a selection, and how many entries have each: so many as a filter for the value finds.
    /// - Parameter limit: at most so many values of a field, those with the most entries.
    /// - Returns: one for each of the fields, in their order; ``FacetTally`` says what the values are.
    func facets(_ selection: Selection, fields: [Field], limit: Int) async throws -> CountAnswer<[Facet]>

    /// How many entries of a selection match each of some further queries.
    /// - Returns: one count for each query, in their order.
    func counts(_ selection: Selection, of queries: [Query]) async throws -> CountAnswer<[Int]>
}

/// What was counted, and how much could not be.
public struct CountAnswer<Counts: Sendable & Hashable>: Sendable, Hashable {
    /// The counts of what could be read.
    public var counts: Counts
    /// So many entries may be missing, since what holds them is damaged. Those are all entries of the damaged parts: fewer of
    /// them may match.
    public var unreadable: Int

    /// Counts; of a log without damage, unless told otherwise.
    public init(_ counts: Counts, unreadable: Int = 0) {
        self.counts = counts
        self.unreadable = unreadable
    }
}

/// The entries that are counted: those that match a query in a stretch of time.
public struct Selection: Sendable {
    /// What entries must match.
    public var query: Query
    /// The first moment, included; nil: from the beginning.
    public var from: Timestamp?
    /// The first moment that is too late, not included; nil: until now.
    public var to: Timestamp?
    /// The sites by name, for the key `site:`, which takes an id or a name, and for words.
    public var sites: SiteDirectory

    /// A selection; without arguments it is everything.
    public init(
        _ query: Query = .everything, from: Timestamp? = nil, to: Timestamp? = nil,
        sites: SiteDirectory = SiteDirectory()
    ) {
        self.query = query
        self.from = from
        self.to = to
        self.sites = sites
    }

    /// Whether an entry of this time lies in the stretch.
    public func admits(_ datetime: Timestamp) -> Bool {
        if let from, datetime < from { return false }
        if let to, datetime >= to { return false }
        return true
    }
}

/// How many entries there are of each tone (``ResultMark/Tone``).
public struct ToneCounts: Sendable, Hashable {
    /// What went as it should.
    public var ok: Int
    /// What is worth a note, as a connection that opens.
    public var note: Int
    /// What did not go well, as a CALL without an answer.
    public var warning: Int
    /// What went wrong.
    public var error: Int

    /// Counts; 0 of each unless told otherwise.
    public init(ok: Int = 0, note: Int = 0, warning: Int = 0, error: Int = 0) {
        self.ok = ok
        self.note = note
        self.warning = warning
        self.error = error
    }

    /// All entries.
    public var total: Int { ok + note + warning + error }

    /// The sum, tone by tone.
    public static func += (sum: inout ToneCounts, counts: ToneCounts) {
        sum.ok += counts.ok
        sum.note += counts.note
        sum.warning += counts.warning
        sum.error += counts.error
    }

    /// The count of one tone.
    public subscript(tone: ResultMark.Tone) -> Int {
        get {
            switch tone {
            case .ok: ok
            case .note: note
            case .warning: warning
            case .error: error
            }
        }
        set {
            switch tone {
            case .ok: ok = newValue
            case .note: note = newValue
            case .warning: warning = newValue
            case .error: error = newValue
            }
        }
    }
}

/// The values that one field has in a selection.
public struct Facet: Sendable, Hashable {
    /// One value and the number of entries that have it.
    public struct Value: Sendable, Hashable {
        /// As it is written behind the key's colon, without quotes; of spellings that differ in case alone the most frequent.
        public var text: String
        /// How many entries of the selection have it.
        public var count: Int

        /// A value and its count.
        public init(_ text: String, count: Int) {
            self.text = text
            self.count = count
        }
    }

    /// The field.
    public var field: Field
    /// Those with the most entries first, then by text.
    public var values: [Value]
    /// How many more values there are; ``mostValues`` when there are too many to list any.
    public var more: Int
    /// A field with more values, each spelling counted, is not listed: nobody chooses among so many.
    public static let mostValues = 65_536

    /// The values of a field.
    public init(_ field: Field, _ values: [Value], more: Int = 0) {
        self.field = field
        self.values = values
        self.more = more
    }
}
