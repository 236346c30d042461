/// One key and its values, asked of an entry.
struct FieldCondition: Sendable {
    private let reading: Field.Reading
    /// `*` is among the values: it is enough that the field is there.
    private let takesAny: Bool
    private let globs: [Glob]
    private let numbers: Set<Int>

    init(_ field: Field, _ values: [Query.Value]) {
        reading = field.reading
        takesAny = values.contains(.any)
        globs = values.compactMap { if case .glob(let glob) = $0 { glob } else { nil } }
        numbers = Set(values.compactMap { if case .number(let number) = $0 { number } else { nil } })
    }

    func matches(_ entry: Entry, _ sites: SiteDirectory) -> Bool {
        switch reading {
        case .text(let read): return matches(read(entry) ?? "")
        case .texts(let read): return read(entry, sites).contains(where: matches)
        case .number(let read):
            guard let number = read(entry) else { return false }
            return takesAny || numbers.contains(number)
        }
    }

    private func matches(_ text: String) -> Bool {
        (takesAny && !text.isEmpty) || globs.contains { $0.matches(text) }
    }
}
