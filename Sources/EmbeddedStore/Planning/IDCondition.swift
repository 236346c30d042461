import OCPPLog

/// A condition on the id of an entry or the unique id of its frame.
struct IDCondition: Sendable {
    enum Value: Sendable, Hashable {
        /// Every entry has an id.
        case any
        /// A whole text: the id of an entry, if it can be one, or a unique id by its place in the plan's list.
        case text(String, EntryID?, probe: Int)
        case pattern
        /// Entries by their own ids, many at once.
        case listed(EntryIDs)
    }

    private(set) var values: [Value] = []
    /// Decides on entries of which only id and unique id are set.
    let matcher: QueryMatcher

    /// - Parameter probes: the hashes of unique ids that the whole plan asks for; those of this condition are added.
    init(_ values: [Query.Value], _ probes: inout [UInt64]) {
        matcher = QueryMatcher(.field(.id, values))
        for value in values {
            switch value {
            case .any: self.values.append(.any)
            case .glob(let glob) where glob.isLiteral:
                let text = CaseFolding.fold(glob.description)
                probes.append(UniqueIDFilter.hash(of: text))
                self.values.append(.text(text, Self.entryID(text), probe: probes.count - 1))
            case .glob, .range, .comparison: self.values.append(.pattern)
            case .entries(let ids): self.values.append(.listed(ids))
            case .number, .quantity, .times: break
            }
        }
    }

    func answer(_ facts: some PlanFacts) -> PlanAnswer {
        var answer = PlanAnswer.none
        for value in values {
            switch value {
            case .any: return .all
            case .pattern: answer = .some
            case .listed(let ids): if facts.mayHold(anyOf: ids) { answer = .some }
            case .text(_, let id, let probe):
                if let id, facts.mayHold(id) { answer = .some }
                if facts.contents.contains(.uniqueIDs), facts.mayHoldUniqueID(probe) { answer = .some }
            }
        }
        return answer
    }

    /// The texts that may be unique ids of some entries.
    func uniqueIDs(_ facts: some PlanFacts) -> [String] {
        values.compactMap { value in
            guard case .text(let text, _, let probe) = value, facts.mayHoldUniqueID(probe) else { return nil }
            return text
        }
    }

    /// Whether a text may be the id of one of some entries itself.
    func mayHoldEntryID(_ facts: some PlanFacts) -> Bool {
        values.contains { value in
            switch value {
            case .text(_, let id?, _): facts.mayHold(id)
            case .listed(let ids): facts.mayHold(anyOf: ids)
            case .any, .text, .pattern: false
            }
        }
    }

    /// Whether an entry is asked for by its own id.
    func names(_ entry: EntryID) -> Bool {
        values.contains { value in
            switch value {
            case .text(_, let id, _): id == entry
            case .listed(let ids): ids.contains(entry)
            case .any, .pattern: false
            }
        }
    }

    /// Whether only a unique id decides it: then nothing but those must be read.
    func asksUniqueIDsOnly(_ facts: some PlanFacts) -> Bool {
        !values.contains(.any) && !values.contains(.pattern) && !mayHoldEntryID(facts)
    }

    /// The id that is printed so; unlike ``EntryID`` itself it takes numbers below 1 as well.
    private static func entryID(_ text: String) -> EntryID? {
        guard let hyphen = text.firstIndex(of: "-"), let origin = UInt32(text[..<hyphen], radix: 16),
            let sequence = Int64(text[text.index(after: hyphen)...])
        else { return nil }
        let id = EntryID(origin: origin, sequence: sequence)
        return id.description == text ? id : nil
    }
}
