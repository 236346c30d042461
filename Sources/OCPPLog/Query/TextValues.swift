/// The values of a key, asked of a text.
struct TextValues: Sendable {
    private let takesAny: Bool
    private let globs: [Glob]
    private let intervals: [QueryInterval]
    private let order: QueryOrder?

    init(_ values: [Query.Value], _ order: QueryOrder?) {
        self.order = order
        takesAny = values.contains(.any)
        globs = values.compactMap { if case .glob(let glob) = $0 { glob } else { nil } }
        intervals = order.map { order in values.compactMap { QueryInterval($0, order) } } ?? []
    }

    /// Whether `*` is among them, or one of them is this text.
    func matches(_ text: String) -> Bool {
        takesAny || isListed(text)
    }

    /// Whether one of them is this text; `*` is none.
    func isListed(_ text: String) -> Bool {
        if globs.contains(where: { $0.matches(text) }) { return true }
        guard !intervals.isEmpty, let order, let value = QueryBound(text, order) else { return false }
        return intervals.contains { $0.contains(value) }
    }
}
