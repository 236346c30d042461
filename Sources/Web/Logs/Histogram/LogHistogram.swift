import OCPP
import OCPPLog

/// The entries over time as the page shows them: a drawing, the same as a table, and links to other stretches.
struct LogHistogram: Sendable, Hashable {
    /// The drawing as markup, escaped.
    var drawing: String
    var caption: String
    var total: String
    var errors: String
    var warnings: String
    var others: String
    /// The pieces as rows of a table; those without entries are left out.
    var rows: Markup
    /// Whether there is one.
    var hasRows: Bool
    /// Changes of log levels and gaps within the time.
    var marks: [HistogramMark]
    /// Said where not every gap is among them.
    var moreGaps: String?
    var gapsURL: String
    /// Stretches around this one.
    var zooms: [Zoom]

    /// A stretch that is one click away.
    struct Zoom: Sendable, Hashable {
        var sign: String
        var label: String
        var url: String
    }

    init(_ counts: HistogramCounts, _ question: LogsQuestion, levels: [HistogramMark], gaps found: GapCounts?) {
        let zone = question.look.zone
        let gaps = GapMarks(found, from: counts.from, to: counts.to, question)
        marks = levels.filter { $0.moment >= counts.from && $0.moment < counts.to } + gaps.marks
        (moreGaps, gapsURL) = (gaps.more, gaps.allURL)
        let sum = counts.sum
        total = Phrase.tally(sum.total, "entry", plural: "entries")
        errors = Phrase.tally(sum.error, "error")
        warnings = Phrase.tally(sum.warning, "warning")
        others = Phrase.tally(sum.ok + sum.note, "other")
        caption = "Entries from \(zone.words(counts.from)) to \(zone.words(counts.to)) \(zone.offset(at: counts.to))"
        drawing = HistogramDrawing(counts, question, marks: marks).markup
        let pieces = counts.bars.filter { $0.counts.total > 0 }.map { ($0.from, Self.row($0, question)) }
        let lost = gaps.marks.map { ($0.moment, Self.row($0, zone)) }
        rows = Markup((pieces + lost).sorted { $0.0 < $1.0 }.map(\.1))
        hasRows = !rows.isEmpty
        zooms = Self.zooms(counts, question)
    }

    private static func row(_ bar: HistogramCounts.Bar, _ question: LogsQuestion) -> Markup {
        let zone = question.look.zone
        let url = question.url(time: TimeChoice(from: bar.from, to: bar.to))
        let time = "\(zone.words(bar.from)) – \(HistogramDrawing.end(bar, zone))"
        let counts = [bar.counts.error, bar.counts.warning, bar.counts.ok + bar.counts.note, bar.counts.total]
        let cells: [Markup] = counts.map { "<td class=\"number\">\(Phrase.grouped($0))</td>" }
        return """
            <tr><th scope="row"><a href="\(url)"><time datetime="\(bar.from.description)">\(time)</time></a></th>\
            \(Markup(cells))</tr>

            """
    }

    /// Frames that were not recorded: said in place of numbers.
    private static func row(_ mark: HistogramMark, _ zone: PageZone) -> Markup {
        """
        <tr><th scope="row"><a href="\(mark.url ?? "")"><time datetime="\(mark.moment.description)">\
        \(zone.words(mark.moment))</time></a></th><td class="text" colspan="4">\(mark.sign) \(mark.words)</td></tr>

        """
    }

    private static func zooms(_ counts: HistogramCounts, _ question: LogsQuestion) -> [Zoom] {
        let length = max(1_000_000, counts.to.microseconds - counts.from.microseconds)
        func stretch(_ before: Int64, _ after: Int64) -> String {
            question.url(
                time: TimeChoice(
                    from: counts.from.advanced(by: .microseconds(before)),
                    to: counts.to.advanced(by: .microseconds(after))))
        }
        return [
            Zoom(sign: "←", label: "Earlier", url: stretch(-length / 2, -length / 2)),
            Zoom(sign: "−", label: "Zoom out", url: stretch(-length / 2, length / 2)),
            Zoom(sign: "+", label: "Zoom in", url: stretch(length / 4, -length / 4)),
            Zoom(sign: "→", label: "Later", url: stretch(length / 2, length / 2)),
        ]
    }
}
