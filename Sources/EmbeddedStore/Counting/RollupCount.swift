import OCPP
import OCPPLog

/// Counts segments by what is kept of them beside their blocks, as far as that is exact.
struct RollupCount {
    private let request: CountRequest
    private(set) var counts: Counts
    /// By number of a shape or peer: whether its entries match; nil until one is asked for.
    private var shapeMatches: [Bool?]
    private var peerMatches: [Bool?]

    init(_ request: CountRequest) {
        self.request = request
        counts = Counts(request)
        shapeMatches = Array(repeating: nil, count: request.shapes.count)
        peerMatches = Array(repeating: nil, count: request.names.count)
    }

    /// Counts what can be counted so.
    /// - Parameter isAll: whether all of the segment matches, whatever the query.
    /// - Parameter rollup: reads what is stored, with these tables; nil when there is nothing of use.
    /// - Returns: the subjects that are left for a look at the rows.
    mutating func count(
        _ segment: LoadedSegment, isAll: Bool, rollup: (SegmentRollup.Tables) throws -> SegmentRollup?
    ) throws -> Subjects {
        let facts = segment.facts
        let asked = isAll ? [] : request.asked
        var left = request.subjects
        if left.contains(.tag), !segment.contents.contains(.tags) { left.remove(.tag) }
        let transactions: SegmentFacts.Contents = [.numericTransactions, .otherTransactions]
        if segment.contents.isDisjoint(with: transactions) { left.remove(.transaction) }
        switch request.stretches.place(segment.oldest.microseconds, segment.newest.microseconds) {
        case .nowhere: return []
        case .one(let stretch):
            if left.contains(.shape), asked.isSubset(of: .shape), let shapes = numbers(facts.shapes) {
                for (place, shape) in shapes.enumerated() where asked.isEmpty || matches(shape: shape) {
                    counts.add(Int(facts.shapeCounts[place]), shape: shape, stretch: stretch)
                }
                left.remove(.shape)
            }
            guard !left.isDisjoint(with: request.countsTones ? .shape : .peer), asked.isSubset(of: .peer),
                let peers = numbers(facts.peers), let rollup = try rollup([])
            else { return left }
            addPeers(peers, rollup, stretch, all: asked.isEmpty, left)
            left.subtract(request.countsTones ? .shape : .peer)
        case .several:
            let subject: Subjects = request.countsTones ? .shape : .site
            let bySite = left.contains(subject) && asked.isSubset(of: .site) && numbers(facts.peers) != nil
            // There are fewer sites than shapes.
            let byShape =
                left.contains(.shape) && asked.isSubset(of: .shape) && numbers(facts.shapes) != nil
                && !(request.countsTones && bySite)
            var tables: SegmentRollup.Tables = []
            if byShape { tables.insert(.shapes) }
            if bySite { tables.insert(.sites) }
            guard !tables.isEmpty, let rollup = try rollup(tables), let unit = rollup.unit,
                let places = places(rollup.slots, unit)
            else { return left }
            if byShape, let table = rollup.shapes, let shapes = facts.shapes {
                addShapes(shapes, table, places, all: asked.isEmpty)
                left.remove(.shape)
            }
            if bySite, let table = rollup.sites, let peers = facts.peers {
                addSites(rollup.firstPeers.map { peers[Int($0)] }, table, places, all: asked.isEmpty)
                left.remove(subject)
            }
        }
        return left
    }

    /// Numbers that are all known.
    private func numbers(_ numbers: [Int32]?) -> [Int32]? {
        guard let numbers, numbers.allSatisfy({ $0 > 0 }) else { return nil }
        return numbers
    }

    /// The stretch that each slot lies in; nil when one is cut by a boundary.
    private func places(_ slots: [Int64], _ unit: TimeSlots) -> [Int?]? {
        var places: [Int?] = []
        places.reserveCapacity(slots.count)
        for slot in slots {
            switch request.stretches.place(slot, unit) {
            case .nowhere: places.append(nil)
            case .one(let stretch): places.append(stretch)
            case .several: return nil
            }
        }
        return places
    }

    private mutating func addShapes(
        _ shapes: [Int32], _ table: SegmentRollup.Table, _ places: [Int?], all: Bool
    ) {
        for (slot, place) in places.enumerated() {
            guard let stretch = place else { continue }
            for cell in table.cells(slot) {
                let shape = shapes[Int(table.keys[cell])]
                guard all || matches(shape: shape) else { continue }
                counts.add(Int(table.counts[cell]), shape: shape, stretch: stretch)
            }
        }
    }

    private mutating func addPeers(
        _ peers: [Int32], _ rollup: SegmentRollup, _ stretch: Int, all: Bool, _ left: Subjects
    ) {
        for (place, peer) in peers.enumerated() where all || matches(peer: peer) {
            var sum = 0
            for code in 0..<SegmentRollup.tones {
                let count = Int(rollup.peerTones[place * SegmentRollup.tones + code])
                sum += count
                if request.countsTones { counts.add(count, ResultMark.Tone.byCode[code], stretch: stretch) }
            }
            if left.contains(.charger) { counts.add(sum, chargerOf: peer) }
            if left.contains(.site) { counts.add(sum, siteOf: peer) }
        }
    }

    /// - Parameter peers: one of each site.
    private mutating func addSites(_ peers: [Int32], _ table: SegmentRollup.Table, _ places: [Int?], all: Bool) {
        for (slot, place) in places.enumerated() {
            guard let stretch = place else { continue }
            for cell in table.cells(slot) {
                let key = Int(table.keys[cell])
                let peer = peers[key / SegmentRollup.tones]
                guard all || matches(peer: peer) else { continue }
                if request.countsTones {
                    let tone = ResultMark.Tone.byCode[key % SegmentRollup.tones]
                    counts.add(Int(table.counts[cell]), tone, stretch: stretch)
                } else {
                    counts.add(Int(table.counts[cell]), siteOf: peer)
                }
            }
        }
    }

    private mutating func matches(shape: Int32) -> Bool {
        if let known = shapeMatches[Int(shape)] { return known }
        let matches = request.shapes.shapes[Int(shape)].map { request.matcher.matches($0.stub) } ?? false
        shapeMatches[Int(shape)] = matches
        return matches
    }

    private mutating func matches(peer: Int32) -> Bool {
        if let known = peerMatches[Int(peer)] { return known }
        let stub = Entry.stub(request.names.sites[Int(peer)], request.names.chargers[Int(peer)])
        let matches = request.matcher.matches(stub)
        peerMatches[Int(peer)] = matches
        return matches
    }
}
