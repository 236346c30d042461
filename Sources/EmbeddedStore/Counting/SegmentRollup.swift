import OCPPLog

/// How many entries of a segment there are by time and shape, by time, site and tone, and by charging station and tone.
///
/// It names nothing itself: shapes and peers are those of ``SegmentFacts``, in the same order.
struct SegmentRollup: Hashable, Sendable {
    /// Counts by slot and key: column by column, the cells of one slot behind those of the one before.
    struct Table: Hashable, Sendable {
        /// Where the cells of each slot end.
        var ends: [Int32] = []
        /// Rising within a slot.
        var keys: [Int32] = []
        var counts: [Int32] = []

        /// Where the cells of a slot are.
        func cells(_ slot: Int) -> Range<Int> {
            Int(slot == 0 ? 0 : ends[slot - 1])..<Int(ends[slot])
        }
    }

    /// The tables that a count reads.
    struct Tables: OptionSet, Sendable {
        let rawValue: UInt8
        static let shapes = Tables(rawValue: 1)
        static let sites = Tables(rawValue: 2)
        static let all: Tables = [.shapes, .sites]
    }

    /// So many tones there are: the key of a site or peer with a tone is its number times this, and the code of the tone.
    static let tones = 4

    /// Nil when entries are so scattered that counts by time would be as many as they are; then there are no slots.
    var unit: TimeSlots?
    /// The slots in which there are entries, rising.
    var slots: [Int64] = []
    /// By the place of a shape in ``SegmentFacts/shapes``; nil where those are not listed.
    var shapes: Table? = Table()
    /// By the place of a site in ``firstPeers`` and tone; nil where peers are not listed.
    var sites: Table? = Table()
    /// For each site its first place in ``SegmentFacts/peers``.
    var firstPeers: [Int32] = []
    /// For each place in ``SegmentFacts/peers`` a count of each tone.
    var peerTones: [Int32] = []
}

extension ResultMark.Tone {
    /// What stands for it on disks.
    var code: Int {
        switch self {
        case .ok: 0
        case .note: 1
        case .warning: 2
        case .error: 3
        }
    }

    static let byCode: [ResultMark.Tone] = [.ok, .note, .warning, .error]
}
