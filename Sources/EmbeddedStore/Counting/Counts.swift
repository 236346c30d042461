import OCPP
import OCPPLog

/// What one task has counted so far.
///
/// Counts by number are those of the tables of a ``CountRequest``; what has no number there goes straight to the values.
struct Counts: Sendable {
    private(set) var tones: [ToneCounts]
    private(set) var shapes: [Int]
    private(set) var peers: [Int]
    private(set) var sites: [Int]
    private(set) var tallies: [FacetTally]
    /// What decides the values of each.
    private let subjects: [Subjects]
    /// By condition; of those that shapes decide, what has no number.
    private var conditions: [Int]
    /// Entries that could not be looked at.
    private(set) var unreadable = 0
    private let countsTones: Bool
    /// By number of the shape; nil until one is asked for.
    private var toneOfShape: [ResultMark.Tone?]
    private let request: CountRequest

    init(_ request: CountRequest) {
        self.request = request
        countsTones = request.countsTones
        tones = Array(repeating: ToneCounts(), count: request.countsTones ? request.stretches.count : 0)
        shapes = Array(repeating: 0, count: request.shapes.count)
        peers = Array(repeating: 0, count: request.names.count)
        sites = Array(repeating: 0, count: request.names.siteNames.count)
        tallies = request.fields.map { FacetTally($0, sites: request.selection.sites) }
        subjects = request.fields.map { Subjects(of: $0) }
        conditions = Array(repeating: 0, count: request.conditions.count)
        toneOfShape = Array(repeating: nil, count: request.shapes.count)
    }

    /// Adds entries of one shape.
    mutating func add(_ count: Int, shape: Int32, stretch: Int) {
        guard countsTones else {
            shapes[Int(shape)] += count
            return
        }
        tones[stretch][tone(ofShape: shape)] += count
    }

    /// Adds entries of one tone.
    mutating func add(_ count: Int, _ tone: ResultMark.Tone, stretch: Int) {
        tones[stretch][tone] += count
    }

    /// Adds entries of one peer to the charging stations.
    mutating func add(_ count: Int, chargerOf peer: Int32) {
        peers[Int(peer)] += count
    }

    /// Adds entries of one peer to the sites.
    mutating func add(_ count: Int, siteOf peer: Int32) {
        let site = Int(request.names.siteNumbers[Int(peer)])
        guard site > 0, site < sites.count else {
            return add(count, .site, like: .stub(request.names.sites[Int(peer)], ChargerID("")))
        }
        sites[site] += count
    }

    /// Adds entries to the values of those fields, and to those conditions, that a subject decides.
    /// - Parameter stub: has what the subject says.
    mutating func add(_ count: Int, _ subject: Subjects, like stub: Entry) {
        if subject == request.conditionSubject {
            for (index, matcher) in request.conditions.enumerated() where matcher.matches(stub) {
                conditions[index] += count
            }
        }
        for index in tallies.indices where subjects[index] == subject {
            tallies[index].add(stub, count: count)
        }
    }

    /// Adds entries to a condition that they match.
    mutating func add(_ count: Int, condition: Int) {
        conditions[condition] += count
    }

    /// Notes entries that could not be looked at.
    mutating func miss(_ entries: Int) {
        unreadable += entries
    }

    mutating func add(_ other: Counts) {
        unreadable += other.unreadable
        for index in tones.indices { tones[index] += other.tones[index] }
        for index in shapes.indices { shapes[index] += other.shapes[index] }
        for index in peers.indices { peers[index] += other.peers[index] }
        for index in sites.indices { sites[index] += other.sites[index] }
        for index in tallies.indices { tallies[index].add(other.tallies[index]) }
        for index in conditions.indices { conditions[index] += other.conditions[index] }
    }

    /// The tone of all entries with a shape.
    mutating func tone(ofShape shape: Int32) -> ResultMark.Tone {
        if let tone = toneOfShape[Int(shape)] { return tone }
        let tone = request.shapes.shapes[Int(shape)].map { ResultMark(of: $0.stub).tone } ?? .ok
        toneOfShape[Int(shape)] = tone
        return tone
    }

    /// How many entries match each of the conditions.
    func matching() -> [Int] {
        var whole = self
        whole.addShapes()
        return whole.conditions
    }

    /// Adds what was counted by number of the shape.
    private mutating func addShapes() {
        for (number, count) in shapes.enumerated() where count > 0 {
            if let stub = request.shapes.shapes[number]?.stub { add(count, .shape, like: stub) }
        }
    }

    /// The values of the fields.
    func facets(limit: Int) -> [Facet] {
        var whole = self
        whole.addShapes()
        for (number, count) in peers.enumerated() where count > 0 {
            whole.add(count, .charger, like: .stub(request.names.sites[number], request.names.chargers[number]))
        }
        for (number, count) in sites.enumerated() where count > 0 {
            whole.add(count, .site, like: .stub(request.names.siteNames[number], ChargerID("")))
        }
        return whole.tallies.map { $0.facet(limit: limit) }
    }
}
