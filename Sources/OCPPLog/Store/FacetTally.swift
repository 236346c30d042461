import OCPP

/// Counts the values that one field has in the entries it is shown.
///
/// A value counts the entries that a filter for it finds, each once: an entry under every word of its status, what is accepted
/// also as `ok`, an error code also under its other spelling when that occurs as well. Listed is what stands in an entry: of a
/// site the id and not the name, of an error the spelling that was sent, of `action:` no empty text, of closed lists what they
/// hold. An entry's own id is as good as unique, so `id:` has no values.
public struct FacetTally: Sendable {
    /// The field whose values are counted.
    public let field: Field
    private let sites: SiteDirectory
    /// By the folded text: compared as filters compare, byte by byte.
    private var values: [[UInt8]: Tally] = [:]
    /// All spellings of all values.
    private var spellings = 0

    private struct Tally {
        /// Entries that a filter for the value finds.
        var count = 0
        /// Entries by spelling; empty while nothing but another spelling or a name stands for it.
        var spellings: [[UInt8]: Int] = [:]

        /// - Returns: whether the spelling is a new one.
        mutating func add(_ spelling: [UInt8], _ count: Int) -> Bool {
            let before = spellings.count
            spellings[spelling, default: 0] += count
            return spellings.count > before
        }

        /// Entries that have one spelling and are found by it alone.
        mutating func add(found spelling: [UInt8], _ count: Int) -> Bool {
            self.count += count
            return add(spelling, count)
        }
    }

    /// A tally without entries.
    /// - Parameter sites: gives sites their names: `site:` finds by them as well.
    public init(_ field: Field, sites: SiteDirectory = SiteDirectory()) {
        self.field = field
        self.sites = sites
    }

    /// Counts an entry, or so many that have the same values.
    public mutating func add(_ entry: Entry, count: Int = 1) {
        guard count > 0, !isOverfull else { return }
        let spelled = field.spellings(of: entry)
        // Most entries have one value or none.
        if spelled.count == 1, field.isFoundBySpellingAlone {
            if values[Self.key(spelled[0]), default: Tally()].add(found: Array(spelled[0].utf8), count) {
                spellings += 1
            }
            return letGoWhenOverfull()
        }
        let found = Set(field.findable(entry, sites).map(Self.key))
        add(count, found: found, spelled: spelled.map { (Self.key($0), $0) })
    }

    /// Counts what another tally of the same field has counted.
    public mutating func add(_ other: FacetTally) {
        guard !isOverfull else { return }
        if other.isOverfull { spellings = other.spellings }
        for (key, tally) in other.values {
            values[key, default: Tally()].count += tally.count
            for (spelling, count) in tally.spellings { addSpelling(spelling, of: key, count) }
        }
        letGoWhenOverfull()
    }

    /// The values with the most entries.
    /// - Parameter limit: at most so many.
    public func facet(limit: Int) -> Facet {
        guard !isOverfull else { return Facet(field, [], more: Facet.mostValues) }
        let sorted =
            values.values.filter { !$0.spellings.isEmpty }
            .map { (text: Self.mostFrequent($0.spellings), count: $0.count) }
            .sorted { a, b in a.count == b.count ? Self.isBefore(a.text, b.text) : a.count > b.count }
        let first = sorted.prefix(max(0, limit))
        return Facet(
            field, first.map { Facet.Value(String(decoding: $0.text, as: UTF8.self), count: $0.count) },
            more: sorted.count - first.count)
    }

    private mutating func add(_ count: Int, found: Set<[UInt8]>, spelled: [(key: [UInt8], text: String)]) {
        for key in found { values[key, default: Tally()].count += count }
        var seen: Set<[UInt8]> = []
        for (key, text) in spelled {
            let spelling = Array(text.utf8)
            if spelled.count == 1 || seen.insert(spelling).inserted { addSpelling(spelling, of: key, count) }
        }
        letGoWhenOverfull()
    }

    private mutating func addSpelling(_ spelling: [UInt8], of key: [UInt8], _ count: Int) {
        if values[key, default: Tally()].add(spelling, count) { spellings += 1 }
    }

    private var isOverfull: Bool { spellings > Facet.mostValues }

    private mutating func letGoWhenOverfull() {
        if isOverfull { values = [:] }
    }

    private static func key(_ text: String) -> [UInt8] {
        CaseFolding.isASCII(text.utf8.span)
            ? text.utf8.map(CaseFolding.foldASCII) : Array(CaseFolding.fold(text).utf8)
    }

    private static func mostFrequent(_ spellings: [[UInt8]: Int]) -> [UInt8] {
        let best = spellings.min { a, b in a.value == b.value ? isBefore(a.key, b.key) : a.value > b.value }
        return best?.key ?? []
    }

    /// Byte by byte: `String` takes some texts for equal that filters tell apart.
    private static func isBefore(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        a.lexicographicallyPrecedes(b)
    }
}

extension Field {
    /// The texts under which an entry is listed.
    fileprivate func spellings(of entry: Entry) -> [String] {
        switch self {
        case _ where !hasFacet: return []
        case .site: return [entry.siteID.rawValue]
        case .error: return entry.errorCodes
        case .result:
            if case .callError(let code) = entry.outcome { return [code] }
        default: break
        }
        let texts = findable(entry, SiteDirectory())
        guard case .oneOf(let list) = values else { return texts }
        return texts.filter(list.contains)
    }

    /// The texts by which a filter finds an entry.
    fileprivate func findable(_ entry: Entry, _ sites: SiteDirectory) -> [String] {
        switch reading {
        case .name(let read):
            let name = read(entry)
            return name.isEmpty ? [] : [name]
        case .text(let read): return read(entry).map { [$0] } ?? []
        case .texts(let read): return read(entry, sites)
        case .number(let read): return read(entry).map { [String($0)] } ?? []
        case .amount, .mark, .payload, .boot: return []
        }
    }

    /// Whether nothing finds an entry but the texts under which it is listed.
    fileprivate var isFoundBySpellingAlone: Bool {
        switch reading {
        case .name, .text, .number: true
        case .texts: self == .status || self == .finding
        case .amount, .mark, .payload, .boot: true
        }
    }
}
