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
        case .name(let read):
            let name = read(entry)
            return (takesAny && !name.isEmpty) || isListed(name)
        case .text(let read):
            guard let text = read(entry) else { return false }
            return takesAny || isListed(text)
        case .texts(let read):
            let texts = read(entry, sites)
            return takesAny ? !texts.isEmpty : texts.contains(where: isListed)
        case .number(let read):
            guard let number = read(entry) else { return false }
            return takesAny || numbers.contains(number)
        }
    }

    private func isListed(_ text: String) -> Bool {
        globs.contains { $0.matches(text) }
    }
}
