import Insights
import OCPP

/// One value of a table as a page shows it.
struct AnalysisCellView: Sendable {
    /// The value; a dash where there is none.
    var text: String
    /// The entries that prove it; nil where it proves nothing.
    var url: String?
    /// The name of its column.
    var label = ""
    var isNumber = false
    var isMissing = false
    /// The class of its colour in the heat map; nil: none.
    var heat: String?

    init(_ text: String) {
        self.text = text
    }

    init(_ cell: AnalysisCell, _ column: AnalysisColumn, label: String, step: Int?, times: MomentColumn) {
        self.label = label
        isNumber = column.unit != .text && column.unit != .moment
        heat = step.map { "heat-\($0)" }
        url = cell.proof.map(Self.url)
        switch cell.value {
        case .nothing:
            text = "–"
            isMissing = true
            url = nil
        case .text(let said):
            text = said.isEmpty ? "–" : ShownText.of(said, limit: 120)
            isMissing = said.isEmpty
        case .count(let count):
            text = Phrase.grouped(count)
            if count == 0 { url = nil }
        case .number(let number):
            text = Self.figure(number, column.unit)
            if column.name == "difference", number > 0 { text = "+\(text)" }
        case .moment(let moment): text = times.text(moment)
        }
    }

    /// With a tenth, but for bytes and where nobody asks for tenths: `0.4`, `412`, `53,640`.
    private static func figure(_ number: Double, _ unit: AnalysisColumn.Unit) -> String {
        let most: Double =
            switch unit {
            case .bytes: 0
            case .milliseconds: 100
            default: 1_000
            }
        guard number.magnitude >= most, number.magnitude < 1e12 else { return Phrase.fixed(number, 1) }
        return Phrase.grouped(Int(number.rounded()))
    }

    /// The log, with the entries that prove something.
    static func url(_ proof: AnalysisProof) -> String {
        Link.logs(
            ("q", proof.query.isEmpty ? nil : proof.query), ("from", proof.from?.description),
            ("to", proof.to?.description))
    }
}
