import OCPP

/// Moments below one another: their head says how far the clock is ahead of UTC. Where it is put forward or back between them each
/// says so itself.
struct MomentColumn: Sendable {
    let zone: PageZone
    /// Nil where they differ.
    private let offset: String?

    init(_ moments: some Sequence<Timestamp>, zone: PageZone = .shown) {
        self.zone = zone
        let offsets = zone.isUTC ? ["UTC"] : Set(moments.map { zone.offset(at: $0) })
        offset = offsets.count == 1 ? offsets.first : nil
    }

    /// Behind the name of the column: `UTC+01:00`; the name of the zone where the moments differ.
    var head: String { offset ?? zone.name }

    /// Whether each moment says its offset.
    var isMixed: Bool { offset == nil }

    /// What stands behind a moment: nothing where the head says it.
    func ending(_ moment: Timestamp) -> String { isMixed ? " \(zone.digits(at: moment))" : "" }

    /// A moment to the second.
    func text(_ moment: Timestamp) -> String { zone.seconds(moment) + ending(moment) }
}
