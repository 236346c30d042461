import OCPP
import OCPPLog

/// What a page says at its top while something is not as it should be: in two lines, above what one came for.
struct HealthNotice: Sendable, Hashable {
    var icon: String
    /// Whether nothing is recorded, which is worse than too little.
    var isFailing: Bool
    /// `Recording has stopped`.
    var title: String
    /// `since 12:03 UTC: the disk is full. Traffic is not affected.`
    var text: String

    private init(_ check: HealthCheck, now: Timestamp) {
        isFailing = check.status == .failing
        icon = isFailing ? "✕" : "!"
        title = EntrySentence.capital(VisibleText.of(check.title))
        let since = check.since.map { " since \(Self.words($0, now: now))" } ?? ""
        text = "\(since): \(VisibleText.of(check.detail))."
    }

    /// Entries of the page may be missing.
    init(unreadable entries: Int) {
        icon = "!"
        isFailing = false
        title = "Entries may be missing"
        text =
            ": what holds \(Phrase.count(entries, "entry", plural: "entries")) of this time is damaged and was passed over. "
            + "The command ocpplogs store verify says what is lost."
    }

    /// What is to be said; of several troubles the worst alone, since the others mostly follow from them.
    static func all(_ settings: WebSettings) -> [HealthNotice] {
        let report = HealthReport(of: settings.health)
        let now = settings.now()
        return report.troubles.filter { $0.status == report.status }.map { HealthNotice($0, now: now) }
    }

    /// The time; the date too where it is not today's.
    private static func words(_ time: Timestamp, now: Timestamp) -> String {
        let zone = PageZone.shown
        let (date, time, today) = (
            zone.parts(of: time, digits: 0).date,
            "\(zone.seconds(time).dropFirst(11).prefix(5)) \(zone.offset(at: time))",
            zone.parts(of: now, digits: 0).date
        )
        return date == today ? time : "\(date) \(time)"
    }
}
