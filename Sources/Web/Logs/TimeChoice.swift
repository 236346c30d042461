import OCPP

/// The stretch of time that the page of the log shows: one of a few, or the one that stands in the address.
struct TimeChoice: Sendable, Hashable {
    /// A stretch that ends now.
    enum Recent: String, CaseIterable, Sendable {
        case hour = "1h"
        case day = "24h"
        case week = "7d"

        var label: String {
            switch self {
            case .hour: "Last hour"
            case .day: "Last 24 hours"
            case .week: "Last 7 days"
            }
        }

        var duration: Duration {
            switch self {
            case .hour: .seconds(3_600)
            case .day: .seconds(86_400)
            case .week: .seconds(7 * 86_400)
            }
        }
    }

    /// What the select of the form says when it keeps the `from` and `to` beside it.
    static let range = "range"

    var recent: Recent?
    /// The first moment, included.
    var from: Timestamp?
    /// The first moment that is too late.
    var to: Timestamp?
    /// The choice that was made as well and does not count, because `from` or `to` is given.
    var overruled: Recent?

    /// All of time.
    static let always = TimeChoice()

    private init() {}

    /// A stretch that ends now.
    init(_ recent: Recent, now: Timestamp) {
        self.recent = recent
        from = now.advanced(by: .zero - recent.duration)
    }

    /// A stretch with fixed ends; nil leaves one open.
    init(from: Timestamp?, to: Timestamp?) {
        self.from = from
        self.to = to
    }

    /// `from` and `to` decide where one of them is given; else `since` does. (The form sends all three, empty or not.)
    /// - Parameter zone: what times without a zone are read in; nil: in the one that the form names, else that of the page.
    init(_ parameters: QueryString, now: Timestamp, zone: PageZone? = nil) throws(WebProblem) {
        // Fields of the form are read in the zone that they were shown in, whatever zone is chosen beside them.
        let named = try PageZone.of(PageZone.written, parameters)
        let zone = zone ?? named ?? .shown
        from = try Self.moment("from", parameters, zone)
        to = try Self.moment("to", parameters, zone)
        guard let asked = try Self.recent(parameters["since"]) else { return }
        guard from == nil, to == nil else {
            overruled = asked
            return
        }
        recent = asked
        from = now.advanced(by: .zero - asked.duration)
    }

    private static func moment(
        _ name: String, _ parameters: QueryString, _ zone: PageZone
    ) throws(WebProblem) -> Timestamp? {
        if let moment = parameters[name].flatMap({ zone.moment(ofField: $0) }) { return moment }
        return try Parameters.moment(name, in: parameters)
    }

    private static func recent(_ text: String?) throws(WebProblem) -> Recent? {
        guard let text, !text.isEmpty, text != range else { return nil }
        guard let recent = Recent(rawValue: text) else {
            let known = Recent.allCases.map(\.rawValue).joined(separator: ", ")
            throw .badParameter("since", "\"since\" is one of \(known).")
        }
        return recent
    }

    /// Whether it is neither one of the choices nor all of time.
    var isRange: Bool { recent == nil && (from != nil || to != nil) }

    /// What the form offers, of times in the zone of the page.
    var options: [Option] { options(in: .shown) }

    /// What the form offers.
    func options(in zone: PageZone) -> [Option] {
        let offered =
            [Option(value: "", label: "Any time", isChosen: self == .always)]
            + Recent.allCases.map { Option(value: $0.rawValue, label: $0.label, isChosen: $0 == recent) }
        return isRange
            ? offered + [Option(value: Self.range, label: EntrySentence.capital(words(in: zone)), isChosen: true)]
            : offered
    }

    /// One choice of the form.
    struct Option: Sendable, Hashable {
        var value: String
        var label: String
        var isChosen: Bool
    }

    /// As it stands in a sentence: `in the last hour`, `from 2026-11-23 10:00 to 2026-11-23 11:00 UTC`.
    var words: String { words(in: .shown) }

    /// The same in a zone; its offset stands behind the last time.
    func words(in zone: PageZone) -> String {
        if let recent { return "in the \(recent.label.lowercased())" }
        func offset(_ moment: Timestamp) -> String { zone.offset(at: moment) }
        return switch (from, to) {
        case (let from?, let to?):
            "from \(zone.words(from))\(offset(from) == offset(to) ? "" : " \(offset(from))") "
                + "to \(zone.words(to)) \(offset(to))"
        case (let from?, nil): "since \(zone.words(from)) \(offset(from))"
        case (nil, let to?): "before \(zone.words(to)) \(offset(to))"
        case (nil, nil): "at any time"
        }
    }
}
