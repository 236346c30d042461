import OCPPLog

/// What is known of some entries – a segment, a block, a run of hot rows – without a look at them.
///
/// Each fact may say too much: what it rules out is surely not there.
protocol PlanFacts {
    var contents: SegmentFacts.Contents { get }
    /// The range of transaction ids that are numbers; nil where it is not known.
    var transactions: ClosedRange<Int64>? { get }
    /// Whether all that is asked for may occur in their texts and values.
    func mayHold(_ probe: GramProbe) -> Bool
    /// Whether a unique id may occur, by its place in the plan's list.
    func mayHoldUniqueID(_ probe: Int) -> Bool
    func mayHold(_ id: EntryID) -> Bool
    func mayHold(anyOf ids: EntryIDs) -> Bool
    /// Whether all shapes and peers have numbers that were given before the search began.
    func areNumbered(below names: Int, _ shapes: Int) -> Bool
    /// Joins the answers for all shapes; ``PlanAnswer/some`` where shapes are not known.
    func join(shapes answer: (Int32) -> PlanAnswer) -> PlanAnswer
    /// Joins the answers for all peers.
    func join(peers answer: (Int32) -> PlanAnswer) -> PlanAnswer
}

/// A whole segment.
struct WholeSegment: PlanFacts {
    let segment: LoadedSegment

    var contents: SegmentFacts.Contents { segment.contents }
    var transactions: ClosedRange<Int64>? { segment.transactions }
    func mayHold(_ probe: GramProbe) -> Bool { segment.union.mayHold(probe) }
    func mayHoldUniqueID(_ probe: Int) -> Bool { true }
    func mayHold(_ id: EntryID) -> Bool { segment.mayHold(id) }
    func mayHold(anyOf ids: EntryIDs) -> Bool { segment.mayHold(anyOf: ids) }
    func areNumbered(below names: Int, _ shapes: Int) -> Bool { segment.areNumbered(below: names, shapes) }

    func join(shapes answer: (Int32) -> PlanAnswer) -> PlanAnswer {
        guard let shapes = segment.facts.shapes else { return .some }
        return joinAll(shapes[...], answer)
    }

    func join(peers answer: (Int32) -> PlanAnswer) -> PlanAnswer {
        guard let peers = segment.facts.peers else { return .some }
        return joinAll(peers[...], answer)
    }
}

/// One block of a segment.
struct SealedBlockFacts: PlanFacts {
    let segment: LoadedSegment
    let block: Int
    let filters: ReadFilters

    var contents: SegmentFacts.Contents { segment.facts.contents[block] }

    var transactions: ClosedRange<Int64>? {
        let least = segment.facts.leastTransaction[block]
        let greatest = segment.facts.greatestTransaction[block]
        return least <= greatest ? least...greatest : nil
    }

    func mayHold(_ probe: GramProbe) -> Bool {
        filters.mayHold(probe, block: block) ?? segment.union.mayHold(probe)
    }

    func mayHoldUniqueID(_ probe: Int) -> Bool {
        guard let blocks = filters.uniqueIDs, probe < blocks.count else { return true }
        return blocks[probe] >> UInt32(block) & 1 == 1
    }

    func mayHold(_ id: EntryID) -> Bool { segment.mayHold(id) }
    func mayHold(anyOf ids: EntryIDs) -> Bool { segment.mayHold(anyOf: ids) }
    func areNumbered(below names: Int, _ shapes: Int) -> Bool { segment.areNumbered(below: names, shapes) }

    func join(shapes answer: (Int32) -> PlanAnswer) -> PlanAnswer {
        guard let shapes = segment.facts.shapes else { return .some }
        var joined: PlanAnswer?
        for (index, shape) in shapes.enumerated() where segment.facts.hasShape(index, block: block) {
            joined = joined?.joined(answer(shape)) ?? answer(shape)
            if joined == .some { break }
        }
        return joined ?? .some
    }

    func join(peers answer: (Int32) -> PlanAnswer) -> PlanAnswer {
        guard let peers = segment.facts.peers else { return .some }
        let range = Int(segment.facts.firstPeer[block])...Int(segment.facts.lastPeer[block])
        return joinAll(peers[range], answer)
    }
}

extension HotRun: PlanFacts {
    var contents: SegmentFacts.Contents { facts.contents }

    var transactions: ClosedRange<Int64>? {
        facts.leastTransaction <= facts.greatestTransaction ? facts.leastTransaction...facts.greatestTransaction : nil
    }

    func mayHold(_ probe: GramProbe) -> Bool { grams.mayHold(probe) }
    func mayHoldUniqueID(_ probe: Int) -> Bool { true }

    func mayHold(_ id: EntryID) -> Bool {
        facts.leastSequence <= id.sequence && id.sequence <= facts.greatestSequence
    }

    func mayHold(anyOf ids: EntryIDs) -> Bool {
        guard facts.leastSequence <= facts.greatestSequence else { return false }
        return ids.holdsAny(in: facts.leastSequence...facts.greatestSequence)
    }

    func areNumbered(below names: Int, _ shapes: Int) -> Bool { false }

    func join(shapes answer: (Int32) -> PlanAnswer) -> PlanAnswer {
        joinAll(facts.shapes[...], answer)
    }

    func join(peers answer: (Int32) -> PlanAnswer) -> PlanAnswer {
        joinAll(facts.peers[...], answer)
    }
}

/// Some numbers may have one answer, others another; no numbers at all say nothing.
private func joinAll(_ numbers: ArraySlice<Int32>, _ answer: (Int32) -> PlanAnswer) -> PlanAnswer {
    guard let first = numbers.first else { return .some }
    let joined = answer(first)
    guard joined != .some else { return .some }
    return numbers.dropFirst().allSatisfy { answer($0) == joined } ? joined : .some
}
