public import OCPP

/// Counts by looking at every entry.
extension MemoryStore: EntryCounting {
    /// Looks at every entry; it cannot fail.
    public func histogram(_ selection: Selection, boundaries: [Timestamp]) -> CountAnswer<[ToneCounts]> {
        let selected = entries(selection)
        let stretches = zip(boundaries, boundaries.dropFirst()).map { start, end in
            var counts = ToneCounts()
            for entry in selected where entry.datetime >= start && entry.datetime < end {
                counts[ResultMark(of: entry).tone] += 1
            }
            return counts
        }
        return CountAnswer(stretches)
    }

    /// Looks at every entry; it cannot fail.
    public func facets(_ selection: Selection, fields: [Field], limit: Int) -> CountAnswer<[Facet]> {
        let selected = entries(selection)
        let facets = fields.map { field in
            var tally = FacetTally(field, sites: selection.sites)
            for entry in selected { tally.add(entry) }
            return tally.facet(limit: limit)
        }
        return CountAnswer(facets)
    }

    /// Looks at every entry; it cannot fail.
    public func counts(_ selection: Selection, of queries: [Query]) -> CountAnswer<[Int]> {
        let selected = entries(selection)
        return CountAnswer(
            queries.map { query in
                let matcher = matcher(query, selection.sites)
                return selected.count { matcher.matches($0) }
            })
    }

    private func entries(_ selection: Selection) -> [Entry] {
        let matcher = matcher(selection.query, selection.sites)
        return entries.filter { selection.admits($0.datetime) && matcher.matches($0) }
    }
}
