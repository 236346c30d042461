import OCPP
import OCPPLog

/// One of the pages that a charging station has.
struct ChargerTab: Sendable, Hashable {
    /// Which pages there are.
    enum Name: String, CaseIterable, Sendable {
        case overview = "Overview"
        case sequence = "Sequence"
        case errors = "Errors"
        case configuration = "Configuration"
        case readiness = "Readiness"
        case call = "Send a call"
        case log = "Log"
    }

    var label: String
    var url: String
    var isCurrent: Bool

    /// All pages of a station in the same time; none of one without an identity.
    static func all(of charger: ChargerID, current: Name, from: Timestamp?, to: Timestamp?) -> [ChargerTab] {
        guard !charger.rawValue.isEmpty else { return [] }
        let range = [("from", from?.description), ("to", to?.description)]
        let station = Link.path(of: charger)
        return Name.allCases.map { name in
            let url =
                switch name {
                case .overview: Link.to(station, range)
                case .sequence: Link.to("\(station)/sequence", range)
                case .errors: Link.to("\(station)/errors", range)
                case .configuration: Link.to("\(station)/configuration", range)
                case .readiness:
                    Link.to("/readiness", [("charger", Glob(literal: charger.rawValue).description)] + range)
                case .call: Link.to("\(station)/call", [])
                case .log:
                    Link.to(
                        "/logs",
                        [("q", Query.charger(charger).description)] + range)
                }
            return ChargerTab(label: name.rawValue, url: url, isCurrent: name == current)
        }
    }
}
