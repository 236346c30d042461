import OCPPLog

/// Puts matches and what surrounds them into groups, as `grep` does: nothing twice, and a border where something is left out.
struct ContextGroups {
    private let matches: Set<EntryID>
    private let order: Search.Order
    private var printed: Set<EntryID> = []
    private var last: EntryID?

    /// - Parameter matches: all that will come; those that stand in another's surroundings are marked as what they are.
    init(matches: [Entry], order: Search.Order) {
        self.matches = Set(matches.map(\.id))
        self.order = order
    }

    /// What is to be printed for a match, in the order of the output.
    /// - Parameter around: its surroundings; before and after it one more than is printed, which tells whether groups touch.
    mutating func rows(
        for match: Entry, around: Neighbours, before: Int, after: Int
    ) -> [EntryPrinter.Row] {
        let all = around.before + [match] + around.after
        let shown = around.before.suffix(before) + [match] + around.after.prefix(after)
        let group = order == .oldestFirst ? Array(shown) : shown.reversed()
        let reach = order == .oldestFirst ? all : all.reversed()
        let new = group.filter { !printed.contains($0.id) }
        guard let first = new.first else { return [] }
        var rows: [EntryPrinter.Row] = []
        if let last, !Self.follows(first.id, last, in: reach) { rows.append(.border) }
        for entry in new {
            printed.insert(entry.id)
            rows.append(.entry(entry, isContext: !matches.contains(entry.id)))
        }
        last = new.last?.id
        return rows
    }

    private static func follows(_ entry: EntryID, _ last: EntryID, in reach: [Entry]) -> Bool {
        guard let place = reach.firstIndex(where: { $0.id == entry }), place > 0 else { return false }
        return reach[place - 1].id == last
    }
}
