/// One key and its values, asked of an entry.
struct FieldCondition: Sendable {
    private let reading: Field.Reading
    /// `*` is among the values: it is enough that the field is there.
    private let takesAny: Bool
    private let texts: TextValues
    private let numbers: Set<Int>
    private let intervals: [QueryInterval]
    private let marks: [EntryMark]
    private let payload: PayloadCondition?
    private let periods: [BootPeriods]
    private let entries: [EntryIDs]

    init(_ field: Field, _ values: [Query.Value]) {
        reading = field.reading
        takesAny = values.contains(.any)
        texts = TextValues(values, field.values.order)
        numbers = Set(values.compactMap { if case .number(let number) = $0 { number } else { nil } })
        intervals = field.values.order.map { order in values.compactMap { QueryInterval($0, order) } } ?? []
        periods = values.compactMap { if case .times(let periods) = $0 { periods } else { nil } }
        entries = values.compactMap { if case .entries(let ids) = $0 { ids } else { nil } }
        let asked = TextValues(values, nil)
        if case .mark = field.reading {
            marks = EntryMark.allCases.filter { asked.matches($0.rawValue) }
        } else {
            marks = []
        }
        if case .payload(let path) = field.reading {
            payload = PayloadCondition(path, values)
        } else {
            payload = nil
        }
    }

    func matches(_ entry: Entry, _ sites: SiteDirectory) -> Bool {
        switch reading {
        case .name(let read):
            let name = read(entry)
            return (takesAny && !name.isEmpty) || texts.isListed(name)
        case .text(let read):
            guard let text = read(entry) else { return false }
            return texts.matches(text)
        case .texts(let read): return read(entry, sites).contains(where: texts.matches)
        case .number(let read):
            guard let number = read(entry) else { return false }
            if takesAny || numbers.contains(number) { return true }
            guard !intervals.isEmpty, let value = QueryBound(String(number), .number) else { return false }
            return intervals.contains { $0.contains(value) }
        case .amount(let read):
            guard let amount = read(entry) else { return false }
            return takesAny || intervals.contains { $0.contains(.amount(amount)) }
        case .mark: return entries.contains { $0.contains(entry.id) } || marks.contains { $0.holds(entry) }
        case .payload: return payload?.matches(entry) ?? false
        case .boot: return periods.contains { $0.contains(entry) }
        }
    }
}
