import Insights
import OCPP
import OCPPLog

/// All facts of a transaction under plain names; what it does not have is left out.
enum TransactionFacts {
    static func of(_ one: Transaction, sites: SiteDirectory) -> [EntryPage.Fact] {
        [
            fact("Start\(zone(one.start))", one.start.map(moment) ?? "not seen"),
            fact("Stop\(zone(one.stop))", one.stop.map(moment) ?? (one.end == .running ? "it runs" : "not told")),
            fact("Duration", one.duration.map { Phrase.span($0) }, isCode: false),
            fact("Energy", one.energy.map { "\(Phrase.kilo($0)) kWh" }),
            fact("Peak power", one.curve.peakPower.map { "\(Phrase.kilo($0, 2)) kW" }),
            fact("Average power", average(one)),
            fact("Meter", meter(one)),
            fact("Id tag", one.idTag),
            fact("Stop reason", reason(one), isCode: false),
            fact("Transaction", one.id.isEmpty ? nil : one.id),
            fact("Site", sites.name(of: one.station.site), isCode: false),
            fact("OCPP version", one.version.rawValue),
        ].compactMap(\.self)
    }

    /// Behind the name of a fact: ` (UTC)`.
    private static func zone(_ moment: Transaction.Moment?) -> String {
        moment.map { " (\(PageZone.shown.offset(at: $0.time)))" } ?? ""
    }

    private static func fact(_ name: String, _ value: String?, isCode: Bool = true) -> EntryPage.Fact? {
        value.map { EntryPage.Fact(name: name, value: ShownText.of($0, limit: 300), isCode: isCode) }
    }

    /// By the station's clock; when it was here, where that is another time.
    private static func moment(_ moment: Transaction.Moment) -> String {
        let delay = moment.arrived.since(moment.time)
        let late = abs(delay.components.seconds) > 60
        let word = delay < .zero ? "earlier" : "later"
        return PageZone.shown.seconds(moment.time)
            + (late
                ? ", here \(Phrase.span(delay.wholeMicroseconds < 0 ? 0 - delay.wholeMicroseconds : delay.wholeMicroseconds)) \(word)"
                : "")
    }

    private static func average(_ one: Transaction) -> String? {
        guard let energy = one.energy, let duration = one.duration, duration >= .seconds(60) else { return nil }
        return "\(Phrase.kilo(energy * 3_600 / Double(duration.components.seconds), 2)) kW"
    }

    private static func meter(_ one: Transaction) -> String? {
        guard one.meterStart != nil || one.meterStop != nil else { return nil }
        let ends = [one.meterStart, one.meterStop].map { $0.map { Phrase.kilo($0) } ?? "?" }
        return "\(ends[0]) to \(ends[1]) kWh"
    }

    /// The word, and what it means.
    private static func reason(_ one: Transaction) -> String? {
        guard let reason = one.stopReason else {
            return one.stop == nil ? nil : "none was told"
        }
        let meaning = Explanations.meanings(of: reason, kind: .reason).first?.meaning
        return meaning.map { "\(reason): \($0)" } ?? reason
    }
}
