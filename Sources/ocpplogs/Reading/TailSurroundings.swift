import OCPPLog

/// Puts what comes in while a log is followed into groups: a match, what came before it, and what comes after it as it does.
///
/// It decides only. Groups of several charging stations may run into each other, since what comes after a match does not
/// wait for others; a border stands where a group begins and something of the same station was left out before it.
struct TailSurroundings {
    /// A row, and the number of the match that it belongs to.
    struct Row {
        var row: EntryPrinter.Row
        var match: Int
    }

    /// So much is remembered of all charging stations together: entries, and bytes of their frames.
    struct Limits {
        var entries = 100_000
        var bytes = 64 << 20
    }

    /// What is remembered of one charging station, or of whatever else the scope is.
    private struct Place {
        /// What came since its last row, at most as many as are printed before a match.
        var kept: [Entry] = []
        /// So many more are printed since they come after a match.
        var wanted = 0
        /// The match that they belong to.
        var match = 0
        /// Whether `kept` lacks nothing of what came since the last row that would be printed.
        var isComplete = false
        /// Whether something came between its last row and what is kept; at first nobody knows.
        var leftOut = true
        var last: EntryID?
        /// What was printed out of the log and may still come in.
        var foreseen: Set<EntryID> = []
        /// When it was last heard, as the number of an entry.
        var heard = 0

        var entries: Int { 1 + kept.count + foreseen.count }
        var bytes: Int {
            kept.reduce(0) { $0 + ($1.request?.bytes.count ?? 0) + ($1.response?.bytes.count ?? 0) }
        }
    }

    let scope: ContextScope
    let before: Int
    let after: Int
    private let limits: Limits
    private var places: [String: Place] = [:]
    private var entries = 0
    private var bytes = 0
    private var clock = 0
    private var hasPrinted = false
    /// The matches so far.
    private(set) var matches = 0
    /// Entries that were forgotten since there were too many: they are missing before a match where the log is not asked.
    private(set) var forgotten = 0

    init(scope: ContextScope, before: Int, after: Int, limits: Limits = Limits()) {
        self.scope = scope
        self.before = before
        self.after = after
        self.limits = limits
    }

    /// A match that is in the log when the following begins.
    /// - Parameter around: what is there around it; one more than is printed tells whether there is more.
    mutating func begin(_ match: Entry, around: Neighbours, _ groups: inout ContextGroups) -> [Row] {
        matches += 1
        let rows = groups.rows(for: match, around: around, before: before, after: after)
        hasPrinted = hasPrinted || !rows.isEmpty
        if let name = scope.place(of: match) {
            clock += 1
            let shown = around.before.suffix(before) + [match] + around.after.prefix(after)
            let isComplete = around.after.count <= after
            var place = places[name] ?? Place()
            place.wanted = max(0, after - around.after.count)
            place.match = matches
            (place.isComplete, place.leftOut, place.last) = (isComplete, !isComplete, shown.last?.id)
            place.foreseen.formUnion(shown.map(\.id))
            keep(place, name)
        }
        return rows.map { Row(row: $0, match: matches) }
    }

    /// What is printed now that an entry came in.
    /// - Parameter earlier: looks up what came before it, where it is not remembered.
    mutating func rows(
        for entry: Entry, isMatch: Bool, earlier: (Entry) async throws -> [Entry]
    ) async rethrows -> [Row] {
        guard let name = scope.place(of: entry) else { return isMatch ? alone(entry) : [] }
        clock += 1
        var place = places[name] ?? Place()
        defer { keep(place, name) }
        guard place.foreseen.remove(entry.id) == nil else { return [] }
        if isMatch {
            if place.kept.count < before, !place.isComplete { look(try await earlier(entry), &place) }
            return group(entry, &place)
        }
        if place.wanted > 0 {
            place.wanted -= 1
            place.last = entry.id
            return [Row(row: .entry(entry, isContext: true), match: place.match)]
        }
        place.kept.append(entry)
        if place.kept.count > before {
            place.kept.removeFirst()
            place.leftOut = true
        }
        return []
    }

    /// A match that stands nowhere.
    private mutating func alone(_ entry: Entry) -> [Row] {
        matches += 1
        defer { hasPrinted = true }
        let border: [EntryPrinter.Row] = hasPrinted ? [.border] : []
        return (border + [.entry(entry, isContext: false)]).map { Row(row: $0, match: matches) }
    }

    private mutating func group(_ entry: Entry, _ place: inout Place) -> [Row] {
        matches += 1
        var rows: [EntryPrinter.Row] = hasPrinted && place.leftOut ? [.border] : []
        rows += place.kept.map { .entry($0, isContext: true) }
        rows.append(.entry(entry, isContext: false))
        hasPrinted = true
        place.kept = []
        (place.wanted, place.match, place.last) = (after, matches, entry.id)
        (place.isComplete, place.leftOut) = (true, false)
        return rows.map { Row(row: $0, match: matches) }
    }

    /// Puts what the log has before what is remembered.
    private func look(_ earlier: [Entry], _ place: inout Place) {
        let kept = Set(place.kept.map(\.id))
        var new = earlier.filter { !kept.contains($0.id) }
        if let last = new.lastIndex(where: { $0.id == place.last }) {
            new.removeFirst(last + 1)
            place.leftOut = false
        }
        new = new.suffix(before - place.kept.count)
        place.foreseen.formUnion(new.map(\.id))
        place.kept = new + place.kept
    }

    private mutating func keep(_ place: Place, _ name: String) {
        var place = place
        place.heard = clock
        let old = places.updateValue(place, forKey: name)
        entries += place.entries - (old?.entries ?? 0)
        bytes += place.bytes - (old?.bytes ?? 0)
        guard entries > limits.entries || bytes > limits.bytes else { return }
        // Half of it at once, so that it is seldom done.
        for (name, place) in places.sorted(by: { $0.value.heard < $1.value.heard }) {
            guard entries > limits.entries / 2 || bytes > limits.bytes / 2 else { return }
            places[name] = nil
            entries -= place.entries
            bytes -= place.bytes
            forgotten += place.kept.count
        }
    }
}
