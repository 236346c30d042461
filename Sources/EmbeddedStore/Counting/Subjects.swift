import OCPPLog

/// What has to be known of an entry to decide something about it.
struct Subjects: OptionSet, Sendable, Hashable {
    let rawValue: UInt8

    /// Fields of ``Shape``, the tone among them.
    static let shape = Subjects(rawValue: 1)
    static let site = Subjects(rawValue: 2)
    static let charger = Subjects(rawValue: 4)
    static let tag = Subjects(rawValue: 8)
    static let transaction = Subjects(rawValue: 16)
    /// Ids and payloads.
    static let texts = Subjects(rawValue: 32)
    /// What its station said when it booted last: station and time.
    static let boot = Subjects(rawValue: 64)

    static let peer: Subjects = [.site, .charger]
    static let values: Subjects = [.tag, .transaction]
}

extension Subjects {
    /// What decides the values of a field.
    init(of field: Field) {
        switch field {
        case .site: self = .site
        case .charger: self = .charger
        case .tag: self = .tag
        case .tx: self = .transaction
        case _ where !field.hasFacet: self = .texts
        default: self = .shape
        }
    }

    /// What decides whether an entry matches.
    init(of query: Query) {
        switch query {
        case .everything: self = []
        case .and(let parts), .or(let parts): self = parts.reduce([]) { $0.union(Subjects(of: $1)) }
        case .not(let part): self.init(of: part)
        // A word is looked for in names as well.
        case .text: self = [.texts, .shape, .site, .charger]
        case .field(.is, let values): self = EntryMark.areOfShape(values) ? .shape : .texts
        case .field(let field, _): self.init(of: field)
        }
    }
}
