import Insights
import OCPP
import OCPPLog

/// What the page of transactions was asked for.
struct TransactionsQuestion: Sendable {
    /// A station, or many with `*`; empty: all.
    var charger: String
    /// A site by its id; empty: all.
    var site: String
    var end: Transaction.End?
    var time: TimeChoice

    static let parameters = ["charger", "site", "end", "since", "from", "to"]

    init(_ parameters: QueryString, now: Timestamp) throws(WebProblem) {
        charger = parameters["charger"] ?? ""
        site = parameters["site"] ?? ""
        guard charger.utf8.count <= 512, site.utf8.count <= 512 else {
            throw .badParameter("charger", "Stations and sites have at most 512 bytes.")
        }
        if let text = parameters["end"], !text.isEmpty {
            guard let end = Transaction.End(rawValue: text) else {
                let known = Transaction.End.allCases.map(\.rawValue).joined(separator: ", ")
                throw .badParameter("end", "\"end\" is one of \(known).")
            }
            self.end = end
        }
        time = try TimeChoice(parameters, now: now)
        // All of a large log would take long; who wants it says so.
        if time == .always, parameters["since"] == nil { time = TimeChoice(.week, now: now) }
    }

    /// What is asked of the log: of one station its meter values too, which tell the highest power.
    func list(limit: Int) -> TransactionList.Question {
        var terms: [Query] = []
        if !charger.isEmpty { terms.append(.field(.charger, [.glob(Glob(charger))])) }
        if !site.isEmpty { terms.append(.literal(.site, site)) }
        let query: Query = terms.count > 1 ? .and(terms) : terms.first ?? .everything
        return TransactionList.Question(
            query: query, from: time.from, to: time.to, end: end, limit: limit, readsMeters: readsMeters)
    }

    /// Whether one station is named.
    var readsMeters: Bool { !charger.isEmpty && Glob(charger).isLiteral }

    /// The address of the same question in another time.
    func url(since: TimeChoice.Recent?) -> String {
        Link.to(
            "/transactions",
            [
                ("charger", charger.isEmpty ? nil : charger), ("site", site.isEmpty ? nil : site),
                ("end", end?.rawValue), ("since", since?.rawValue ?? ""),
            ])
    }

    /// The address of all of them in the same time.
    var unfilteredURL: String {
        Link.to(
            "/transactions",
            [
                ("since", time.recent?.rawValue ?? (time == .always ? "" : nil)),
                ("from", time.isRange ? time.from?.description : nil),
                ("to", time.isRange ? time.to?.description : nil),
            ])
    }
}
