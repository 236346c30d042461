import OCPP
import OCPPLog
import Synchronization

/// What is to be counted, and what is known of it before anything is read.
struct CountRequest: Sendable {
    let selection: Selection
    let stretches: TimeStretches
    /// What is counted.
    enum Aim: Sendable {
        /// How serious the entries are.
        case tones
        /// The values that fields have.
        case fields([Field])
        /// The entries that match each of these, which ``Shape`` decides.
        case conditions([QueryMatcher])
        /// The entries that match each of these, which the last boot decides: as far as station and time say, and by the entry.
        case boots([BootCondition], [QueryMatcher])
    }

    let aim: Aim
    /// What decides whether an entry matches.
    let asked: Subjects
    let matcher: QueryMatcher
    /// The numbers of the view: what the tables number later is not in it.
    let names: NameTable
    let shapes: ShapeTable

    /// A histogram.
    init(_ selection: Selection, boundaries: [Timestamp], _ tables: StoreTables) {
        self.init(selection, TimeStretches(selection, boundaries: boundaries), .tones, tables)
    }

    /// The values of fields.
    init(_ selection: Selection, fields: [Field], _ tables: StoreTables) {
        self.init(selection, TimeStretches(selection, boundaries: nil), .fields(fields), tables)
    }

    /// What matches further queries.
    /// - Parameter queries: each asks of ``Shape`` only.
    init(_ selection: Selection, conditions queries: [Query], _ tables: StoreTables) {
        let matchers = queries.map { QueryMatcher($0, sites: selection.sites) }
        self.init(selection, TimeStretches(selection, boundaries: nil), .conditions(matchers), tables)
    }

    /// What matches further queries.
    /// - Parameter queries: values of `vendor:`, `model:` or `firmware:`, resolved to times.
    init(_ selection: Selection, boots queries: [BootQuery], _ tables: StoreTables) {
        let aim = Aim.boots(
            queries.map { BootCondition($0.values) }, queries.map { QueryMatcher($0.query, sites: selection.sites) })
        self.init(selection, TimeStretches(selection, boundaries: nil), aim, tables)
    }

    private init(_ selection: Selection, _ stretches: TimeStretches, _ aim: Aim, _ tables: StoreTables) {
        self.selection = selection
        self.stretches = stretches
        self.aim = aim
        asked = Subjects(of: selection.query)
        matcher = QueryMatcher(selection.query, sites: selection.sites)
        names = tables.names.withLock { $0 }
        shapes = tables.shapes.withLock { $0 }
    }

    /// Whether tones are counted.
    var countsTones: Bool {
        if case .tones = aim { true } else { false }
    }

    /// The fields whose values are counted.
    var fields: [Field] {
        if case .fields(let fields) = aim { fields } else { [] }
    }

    /// The conditions that entries are counted by.
    var conditions: [QueryMatcher] {
        switch aim {
        case .conditions(let conditions), .boots(_, let conditions): conditions
        case .tones, .fields: []
        }
    }

    /// Those of them that the last boot decides.
    var boots: [BootCondition] {
        if case .boots(let boots, _) = aim { boots } else { [] }
    }

    /// What decides the conditions.
    var conditionSubject: Subjects { boots.isEmpty ? .shape : .boot }

    /// What is counted: of tones and conditions the shape decides, unless boots do.
    var subjects: Subjects {
        switch aim {
        case .tones, .conditions: .shape
        case .boots: .boot
        case .fields(let fields): fields.filter(\.hasFacet).reduce([]) { $0.union(Subjects(of: $1)) }
        }
    }
}

/// A query for one of the keys that ask what stations said when they booted.
struct BootQuery: Sendable {
    /// As it is asked.
    let query: Query
    /// What follows the key.
    let values: [Query.Value]

    /// Nil for any other query.
    init?(_ query: Query) {
        guard case .field(let field, let values) = query, field.isOfBoot else { return nil }
        self.query = query
        self.values = values
    }
}
