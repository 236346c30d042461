import Insights

/// What a page calls the tables of an analysis, and what each of them answers.
extension AnalysisPart {
    /// The value of `show` in the address.
    var address: String { self == .codes ? "errors" : rawValue }

    /// The part that an address names; nil where there is none.
    init?(address: String) {
        guard let part = Self.allCases.first(where: { $0.address == address }) else { return nil }
        self = part
    }

    /// Its name in the navigation.
    var label: String {
        switch self {
        case .overview: "Overview"
        case .codes: "Errors"
        case .actions: "Actions"
        case .volume: "Volume"
        case .reboots: "Reboots"
        case .clock: "Clocks"
        case .transactions: "Failed transactions"
        case .heatmap: "Error heat map"
        case .different: "What is different?"
        }
    }

    /// What it answers.
    var question: String {
        switch self {
        case .overview: "How is it going? Each figure is a count, with its share of another."
        case .codes: "Which error codes, and which charging stations and actions have them?"
        case .actions: "How did requests end, and how long did answers take?"
        case .volume: "What fills the log and the line?"
        case .reboots: "Which charging stations boot again and again?"
        case .clock: "Which clocks are wrong? Seconds are positive where the station is ahead."
        case .transactions: "Why did transactions fail?"
        case .heatmap: "Which charging station had errors when? The stronger the colour, the more."
        case .different: "What does a selection have more of than the rest, or less?"
        }
    }

    /// Why its table may have no rows, after the words "in the last 7 days".
    var nothing: String {
        switch self {
        case .overview, .volume: "There is no entry"
        case .codes: "No entry has an error code"
        case .actions: "No request was recorded"
        case .reboots: "No charging station booted"
        case .clock: "No message told the time of a charging station's clock"
        case .transactions: "No transaction failed"
        case .heatmap: "There is no error"
        case .different: "The selection and the rest do not differ more than chance explains"
        }
    }
}
