import OCPP
import OCPPLog

/// Gaps within the time of a drawing, as marks: a sign, words, and a link to the entries that tell of them.
struct GapMarks: Sendable, Hashable {
    /// So many are marked, the newest.
    static let most = 20

    /// The oldest first.
    var marks: [HistogramMark] = []
    /// Said of those that are not marked; nil where all are.
    var more: String?
    /// The entries of all of them.
    var allURL = ""

    init(_ counts: GapCounts?, from: Timestamp, to: Timestamp, _ question: LogsQuestion) {
        guard let counts else { return }
        let within = counts.gaps.filter { $0.from < to && ($0.to >= from) }
        var other = question
        other.text = counts.query.description
        other.order = .newestFirst
        allURL = other.url(time: TimeChoice(from: within.first?.from ?? from, to: to))
        marks = within.suffix(Self.most).map { gap in
            HistogramMark(
                moment: max(from, gap.from), sign: "▽", words: Self.words(gap, question.look.zone),
                url: other.url(
                    time: TimeChoice(from: gap.from, to: gap.lastFrom.advanced(by: .microseconds(1)))))
        }
        let left = within.count - marks.count
        if counts.isCut {
            more = left > 0 ? "and \(Phrase.grouped(left)) more, or even more" : "and perhaps more before them"
        } else if left > 0 {
            more = "and \(Phrase.grouped(left)) more"
        }
    }

    /// `12 frames not recorded 2026-11-23 10:41 – 10:43, CP-7`
    private static func words(_ gap: GapCounts.Gap, _ zone: PageZone) -> String {
        let (from, to) = (zone.words(gap.from), zone.words(gap.to))
        let end = from.prefix(10) == to.prefix(10) ? String(to.dropFirst(11)) : to
        let place =
            gap.stations.count == 1
            ? gap.stations.first.map { EntryWords.charger($0, limit: 60) } ?? ""
            : Phrase.tally(gap.stations.count, "charging station")
        return "\(gap.frames == 0 ? "Frames" : Phrase.tally(gap.frames, "frame")) not recorded "
            + "\(from)\(from == to ? "" : " – \(end)"), \(place)"
    }
}
