import Insights
import OCPPLog

/// Rules for terminals.
struct RuleSheet {
    private let paint: Paint

    init(_ paint: Paint) {
        self.paint = paint
    }

    /// Every rule in a line.
    func list(json: Bool) -> String {
        let abouts = FindingRules.all.map { $0.about }
        guard !json else { return abouts.map { FindingJSON.object(of: $0).json + "\n" }.joined() }
        let columns: [TextTable.Column] = [.init("rule"), .init("severity"), .init("what it finds")]
        return TextTable(columns: columns, paint: paint).text(abouts.map { [$0.code, $0.severity.mark, $0.title] })
    }

    /// One rule in full.
    func text(_ about: RuleAbout, json: Bool) -> String {
        guard !json else { return FindingJSON.object(of: about).json }
        var lines = [
            paint.bold("\(about.code): \(about.title)"), "", about.meaning, "", paint.bold("What to check next"),
        ]
        lines += about.checks.map { "  - \($0)" }
        if let specification = about.specification { lines += ["", paint.dim(specification)] }
        lines += ["", "ocpplogs search 'finding:\(about.code)'"]
        return lines.joined(separator: "\n")
    }
}
