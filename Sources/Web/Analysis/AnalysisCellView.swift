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

    init(_ cell: AnalysisCell, _ column: AnalysisColumn, label: String, step: Int?) {
        self.label = label
        isNumber = column.unit != .text && column.unit != .moment
        heat = step.map { "heat-\($0)" }
        url = cell.proof.map(Self.url)
        switch cell.value {
        case .nothing:
            text = "–"
            isMissing = true
            url = nil
        case .text(let said): text = ShownText.of(said, limit: 120)
        case .count(let count):
            text = Phrase.grouped(count)
            if count == 0 { url = nil }
        case .number(let number):
            let digits = column.unit == .bytes || column.unit == .milliseconds && number.magnitude >= 100 ? 0 : 1
            text = Phrase.fixed(number, digits)
            if column.name == "difference", number > 0 { text = "+\(text)" }
        case .moment(let moment): text = Phrase.moment(moment)
        }
    }

    /// The log, with the entries that prove something.
    static func url(_ proof: AnalysisProof) -> String {
        Link.logs(
            ("q", proof.query.isEmpty ? nil : proof.query), ("from", proof.from?.description),
            ("to", proof.to?.description))
    }
}
