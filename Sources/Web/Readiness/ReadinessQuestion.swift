import Insights
import OCPP
import OCPPLog

/// What the page of readiness was asked for.
struct ReadinessQuestion: Sendable {
    /// The name of a profile; empty: the first.
    var profile: String
    /// A station, or many with `*`; empty: all.
    var charger: String
    /// A site by its id; empty: all.
    var site: String
    var time: TimeChoice

    static let parameters = ["profile", "charger", "site", "since", "from", "to"]

    init(_ parameters: QueryString, now: Timestamp) throws(WebProblem) {
        profile = parameters["profile"] ?? ""
        charger = parameters["charger"] ?? ""
        site = parameters["site"] ?? ""
        guard charger.utf8.count <= 512, site.utf8.count <= 512 else {
            throw .badParameter("charger", "Stations and sites have at most 512 bytes.")
        }
        time = try TimeChoice(parameters, now: now)
        // All of a large log would take long; who wants it says so.
        if time == .always, parameters["since"] == nil { time = TimeChoice(.week, now: now) }
    }

    /// The profile that is asked for.
    /// - Throws: when there is none of this name.
    func chosen(from profiles: [ReadinessProfile]) throws(WebProblem) -> ReadinessProfile? {
        guard !profile.isEmpty else { return profiles.first }
        guard let chosen = profiles.first(where: { $0.name == profile }) else {
            let known = profiles.map(\.name).joined(separator: ", ")
            throw .badParameter("profile", "\"profile\" is one of \(known).")
        }
        return chosen
    }

    /// Whether one station is named.
    var isOfOne: Bool { !charger.isEmpty && Glob(charger).isLiteral }

    var isFiltered: Bool { !charger.isEmpty || !site.isEmpty }

    /// The entries that are looked at.
    func search(_ sites: SiteDirectory) -> Search {
        var terms: [Query] = []
        if !charger.isEmpty { terms.append(.field(.charger, [.glob(Glob(charger))])) }
        if !site.isEmpty { terms.append(.literal(.site, site)) }
        return Search(AnalysisQuestion.all(terms), from: time.from, to: time.to, sites: sites)
    }

    /// The address of the same question about one station.
    func url(of station: Station) -> String {
        address("/readiness", charger: Glob(literal: station.charger.rawValue).description, site: station.site.rawValue)
    }

    /// The result of one station as a file.
    func reportURL(of station: Station) -> String {
        address(
            "/readiness/report", charger: Glob(literal: station.charger.rawValue).description,
            site: station.site.rawValue)
    }

    /// The result of one station from the API.
    func jsonURL(of station: Station) -> String {
        var terms: [Query] = [.charger(station.charger)]
        if !station.site.rawValue.isEmpty { terms.append(.literal(.site, station.site.rawValue)) }
        let query = AnalysisQuestion.all(terms)
        return Link.to(
            "/api/v1/readiness",
            [
                ("profile", profile.isEmpty ? nil : profile), ("q", query.description),
                ("from", time.from?.description), ("to", time.to?.description),
            ])
    }

    /// The address of the same question in another time.
    func url(since: TimeChoice.Recent?) -> String {
        var other = self
        other.time = .always
        other.time.recent = since
        return other.address("/readiness", charger: charger, site: site)
    }

    /// The address of all stations in the same time.
    var unfilteredURL: String { address("/readiness", charger: "", site: "") }

    private func address(_ path: String, charger: String, site: String) -> String {
        Link.to(
            path,
            [
                ("profile", profile.isEmpty ? nil : profile), ("charger", charger.isEmpty ? nil : charger),
                ("site", site.isEmpty ? nil : site),
                ("since", time.recent?.rawValue ?? (time == .always ? "" : nil)),
                ("from", time.isRange ? time.from?.description : nil),
                ("to", time.isRange ? time.to?.description : nil),
            ])
    }
}
