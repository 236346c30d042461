import OCPP
import OCPPLog
import Synchronization

/// What a query rules out: made once for a search, then asked of segments, blocks and runs.
///
/// It never rules out what ``QueryMatcher`` would match. It remembers what it has decided of shapes and peers; a copy of it
/// can be asked on another thread.
struct QueryPlan: Sendable {
    private(set) var root = PlanNode.everything
    /// The hashes of the unique ids that are asked for (``UniqueIDFilter``).
    private(set) var uniqueIDs: [UInt64] = []
    /// Whether gram filters can decide anything of it.
    private(set) var asksGrams = false
    private(set) var shapeConditions: [NumberedCondition] = []
    private(set) var peerConditions: [NumberedCondition] = []
    private(set) var tags: [ValueCondition] = []
    private(set) var transactions: [ValueCondition] = []
    private(set) var ids: [IDCondition] = []
    private(set) var texts: [TextPlan] = []
    private(set) var latencies: [LatencyCondition] = []
    private(set) var boots: [BootCondition] = []
    private let sites: SiteDirectory
    private let names: NameTable
    private let shapes: ShapeTable

    /// - Parameter tables: those of the store, taken after the view that is searched.
    init(_ query: Query, sites: SiteDirectory, tables: StoreTables) {
        self.sites = sites
        names = tables.names.withLock { $0 }
        shapes = tables.shapes.withLock { $0 }
        root = node(query)
    }

    /// What a whole segment can hold, without a look at the disk.
    mutating func answer(_ segment: LoadedSegment) -> PlanAnswer {
        answer(root, WholeSegment(segment: segment))
    }

    /// What a block can hold.
    mutating func answer(_ segment: LoadedSegment, block: Int, _ filters: ReadFilters = ReadFilters()) -> PlanAnswer {
        answer(root, SealedBlockFacts(segment: segment, block: block, filters: filters))
    }

    /// What a run of hot rows can hold.
    mutating func answer(_ run: HotRun) -> PlanAnswer {
        answer(root, run)
    }

    mutating func answer(_ node: PlanNode, _ facts: some PlanFacts) -> PlanAnswer {
        switch node {
        case .everything: return .all
        case .open, .latency: return .some
        case .and(let parts):
            var joined = PlanAnswer.all
            for part in parts where joined != .none { joined = min(joined, answer(part, facts)) }
            return joined
        case .or(let parts):
            var joined = PlanAnswer.none
            for part in parts where joined != .all { joined = max(joined, answer(part, facts)) }
            return joined
        case .not(let part): return answer(part, facts).negated
        case .shape(let index): return facts.join(shapes: { shape in self.answer(shape: shape, index) })
        case .peer(let index): return facts.join(peers: { peer in self.answer(peer: peer, index) })
        case .boot(let index): return facts.join(peers: { peer in self.answer(peer: peer, boot: index) })
        case .tag(let index): return tags[index].tagAnswer(facts)
        case .transaction(let index): return transactions[index].transactionAnswer(facts)
        case .id(let index): return ids[index].answer(facts)
        case .text(let index):
            let text = texts[index]
            return max(facts.mayHold(text.grams) ? .some : .none, answerOutsideFrames(text, facts))
        }
    }

    /// Whether no action, name or error code of these entries can hold a text.
    private mutating func isOnlyInFrames(_ text: TextPlan, _ facts: some PlanFacts) -> Bool {
        answerOutsideFrames(text, facts) == .none
    }

    /// The text that is all that is asked for, when only payloads of these entries can hold it: then nothing else need be
    /// read where they do not.
    mutating func loneText(_ facts: some PlanFacts) -> Int? {
        guard case .text(let index) = root, isOnlyInFrames(texts[index], facts) else { return nil }
        return index
    }

    private mutating func answerOutsideFrames(_ text: TextPlan, _ facts: some PlanFacts) -> PlanAnswer {
        if shapeConditions[text.shape].isSoonDecided || peerConditions[text.peer].isSoonDecided { decide(text) }
        if shapeConditions[text.shape].matchesNothing, peerConditions[text.peer].matchesNothing,
            facts.areNumbered(below: names.count, shapes.count)
        {
            return .none
        }
        let shapes = facts.join(shapes: { shape in self.answer(shape: shape, text.shape) })
        return max(shapes, facts.join(peers: { peer in self.answer(peer: peer, text.peer) }))
    }

    private mutating func decide(_ text: TextPlan) {
        let (names, shapes) = (names, shapes)
        if shapeConditions[text.shape].isSoonDecided {
            shapeConditions[text.shape].decideAll { shapes.stub($0) }
        }
        if peerConditions[text.peer].isSoonDecided { peerConditions[text.peer].decideAll { names.stub($0) } }
    }

    mutating func answer(shape: Int32, _ index: Int) -> PlanAnswer {
        shapeConditions[index].answer(shape) { shapes.stub(shape) }
    }

    mutating func answer(peer: Int32, _ index: Int) -> PlanAnswer {
        peerConditions[index].answer(peer) { names.stub(peer) }
    }

    private func answer(peer: Int32, boot index: Int) -> PlanAnswer {
        // What has no number, or got one later than this search began, may be any station.
        guard peer > 0, Int(peer) < names.count else { return .some }
        return boots[index].answer(names.sites[Int(peer)], names.chargers[Int(peer)])
    }
}

extension ShapeTable {
    fileprivate func stub(_ number: Int32) -> Entry {
        shapes[Int(number)]?.stub ?? .stub(SiteID(""), ChargerID(""))
    }
}

extension NameTable {
    fileprivate func stub(_ number: Int32) -> Entry { .stub(sites[Int(number)], chargers[Int(number)]) }
}

extension QueryPlan {
    private mutating func node(_ query: Query) -> PlanNode {
        switch PlanSubject(query) {
        case .nothing: return decided(query) ? .everything : .not(.everything)
        case .shape: return shape(query)
        case .peer: return peer(query)
        case .other: break
        }
        switch query {
        case .everything: return .everything
        case .and(let parts): return .and(nodes(parts, Query.and))
        case .or(let parts): return .or(nodes(parts, Query.or))
        case .not(let query): return .not(node(query))
        case .text(let text): return self.text(text)
        case .field(.tag, let values):
            tags.append(ValueCondition(.tag, values, salt: GramFilter.salts.tag))
            asksGrams = true
            return .tag(tags.count - 1)
        case .field(.tx, let values):
            transactions.append(ValueCondition(.tx, values, salt: GramFilter.salts.transaction))
            asksGrams = true
            return .transaction(transactions.count - 1)
        case .field(.id, let values):
            ids.append(IDCondition(values, &uniqueIDs))
            return .id(ids.count - 1)
        case .field(.latency, let values): return latency(LatencyCondition(values))
        case .field(.is, let values): return marks(values)
        case .field(.vendor, let values), .field(.model, let values), .field(.firmware, let values):
            boots.append(BootCondition(values))
            return .boot(boots.count - 1)
        case .field: return .open
        }
    }

    /// Of several marks each is asked where it is decided with the least effort.
    private mutating func marks(_ values: [Query.Value]) -> PlanNode {
        let slow = values.filter(EntryMark.isSlowAlone)
        let entries = values.filter { if case .entries = $0 { true } else { false } }
        guard !slow.isEmpty || !entries.isEmpty else { return .open }
        // What is pinned is among the entries, and no entry says so itself.
        let others = values.filter {
            !EntryMark.isSlowAlone($0) && !entries.contains($0) && !EntryMark.isPinnedAlone($0)
        }
        var nodes: [PlanNode] = []
        if !entries.isEmpty {
            ids.append(IDCondition(entries, &uniqueIDs))
            nodes.append(.id(ids.count - 1))
        }
        if !slow.isEmpty { nodes.append(latency(LatencyCondition(slow: slow))) }
        if !others.isEmpty { nodes.append(node(.field(.is, others))) }
        return nodes.count == 1 ? nodes[0] : .or(nodes)
    }

    private mutating func latency(_ condition: LatencyCondition) -> PlanNode {
        latencies.append(condition)
        return .latency(latencies.count - 1)
    }

    /// What asks of one subject is decided together: that rules out more than each part alone.
    private mutating func nodes(_ parts: [Query], _ join: ([Query]) -> Query) -> [PlanNode] {
        let shapes = parts.filter { PlanSubject($0) == .shape }
        let peers = parts.filter { PlanSubject($0) == .peer }
        var nodes: [PlanNode] = []
        if !shapes.isEmpty { nodes.append(shape(join(shapes))) }
        if !peers.isEmpty { nodes.append(peer(join(peers))) }
        for part in parts where ![.shape, .peer].contains(PlanSubject(part)) { nodes.append(node(part)) }
        return nodes
    }

    /// A query that asks nothing: nested ANDs and ORs of nothing.
    private func decided(_ query: Query) -> Bool {
        QueryMatcher(query).matches(.stub(SiteID(""), ChargerID("")))
    }

    private mutating func shape(_ query: Query) -> PlanNode {
        shapeConditions.append(NumberedCondition(query, sites: sites, count: shapes.count))
        return .shape(shapeConditions.count - 1)
    }

    private mutating func peer(_ query: Query) -> PlanNode {
        peerConditions.append(NumberedCondition(query, sites: sites, count: names.count))
        return .peer(peerConditions.count - 1)
    }

    private mutating func text(_ text: Query.FreeText) -> PlanNode {
        // A stub of a shape has no site; a site without an id could have a name all the same.
        shapeConditions.append(NumberedCondition(.text(text), sites: SiteDirectory(), count: shapes.count))
        peerConditions.append(NumberedCondition(.text(text), sites: sites, count: names.count))
        texts.append(
            TextPlan(
                text: text, shape: shapeConditions.count - 1, peer: peerConditions.count - 1,
                grams: GramProbe(text: text.text)))
        asksGrams = asksGrams || !GramProbe(text: text.text).isEmpty
        return .text(texts.count - 1)
    }
}

/// A word or quoted text: it may stand in what a shape says, in names, or in payloads.
struct TextPlan: Sendable {
    let text: Query.FreeText
    /// Its conditions, by their places in the plan.
    let shape: Int
    let peer: Int
    let grams: GramProbe
}
