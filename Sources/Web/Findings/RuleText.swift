import Insights
import OCPP
import OCPPLog

/// What a rule says, as HTML: what stands between backticks is code, and leads to what the station has of it where it is something
/// to look for.
enum RuleText {
    static func markup(_ text: String, of charger: ChargerID) -> Markup {
        let pieces = text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { place, piece in
            let piece = String(piece)
            return place.isMultiple(of: 2) ? "\(piece)" : code(piece, of: charger)
        }
        return Markup(pieces)
    }

    private static func code(_ text: String, of charger: ChargerID) -> Markup {
        guard let wanted = query(text) else { return "<code>\(text)</code>" }
        let url = Link.logs(("q", Query.and([.charger(charger), wanted]).description))
        return "<a href=\"\(url)\"><code>\(text)</code></a>"
    }

    /// The findings of the rule that is named, or what a query of fields finds; nil for any other code.
    private static func query(_ text: String) -> Query? {
        if FindingRules.about(text) != nil { return .literal(.finding, text) }
        return text.contains(":") ? try? QueryParser.parse(text) : nil
    }
}
