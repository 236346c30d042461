import OCPP
import OCPPLog
import Synchronization

/// What is to be counted, and what is known of it before anything is read.
struct CountRequest: Sendable {
    let selection: Selection
    let stretches: TimeStretches
    /// Of a histogram none.
    let fields: [Field]
    /// Whether tones are counted; else the values of fields.
    let countsTones: Bool
    /// What decides whether an entry matches.
    let asked: Subjects
    let matcher: QueryMatcher
    /// The numbers of the view: what the tables number later is not in it.
    let names: NameTable
    let shapes: ShapeTable

    /// A histogram.
    init(_ selection: Selection, boundaries: [Timestamp], _ tables: StoreTables) {
        self.init(selection, TimeStretches(selection, boundaries: boundaries), [], countsTones: true, tables)
    }

    /// The values of fields.
    init(_ selection: Selection, fields: [Field], _ tables: StoreTables) {
        self.init(selection, TimeStretches(selection, boundaries: nil), fields, countsTones: false, tables)
    }

    private init(
        _ selection: Selection, _ stretches: TimeStretches, _ fields: [Field], countsTones: Bool, _ tables: StoreTables
    ) {
        self.selection = selection
        self.stretches = stretches
        self.fields = fields
        self.countsTones = countsTones
        asked = Subjects(of: selection.query)
        matcher = QueryMatcher(selection.query, sites: selection.sites)
        names = tables.names.withLock { $0 }
        shapes = tables.shapes.withLock { $0 }
    }

    /// What is counted: of tones the shape decides.
    var subjects: Subjects {
        var subjects: Subjects = countsTones ? .shape : []
        for field in fields where field.hasFacet { subjects.formUnion(Subjects(of: field)) }
        return subjects
    }
}
