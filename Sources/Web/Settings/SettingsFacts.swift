import OCPP
import OCPPLog

/// What the page of settings says besides levels: how long entries are kept, how large the log is, how the parts are doing.
struct SettingsFacts: Sendable, Hashable {
    /// A line of a list.
    struct Fact: Sendable, Hashable {
        var name: String
        var text: String
    }

    /// How long the entries of a site are kept.
    struct Kept: Sendable, Hashable {
        var site: String
        var info: String
        var debug: String
    }

    /// A part of the program.
    struct Part: Sendable, Hashable {
        var tone: String
        var icon: String
        var title: String
        var detail: String
        var since: String?
    }

    var kept: [Kept] = []
    /// Said where not every site with a retention of its own is among them.
    var moreKept: String?
    var sizes: [Fact] = []
    var parts: [Part] = []

    /// - Parameter sought: a part of the name or id of the sites whose retention is shown; empty: all.
    init(_ settings: WebSettings, sought: String) {
        if let times = settings.retention {
            kept = [Self.kept("All sites", times.days)]
            let own = times.sites.filter {
                SettingsPage.matches($0.key.rawValue, settings.sites.name(of: $0.key), sought)
            }.sorted { $0.key.rawValue < $1.key.rawValue }
            if own.count > SettingsPage.most {
                moreKept =
                    "\(Phrase.grouped(own.count - SettingsPage.most)) more sites have a retention of their own: look for one above."
            }
            kept += own.prefix(SettingsPage.most).map {
                Self.kept(ShownText.of(settings.sites.name(of: $0.key), limit: 100), $0.value)
            }
        }
        sizes = Self.sizes(settings)
        parts = HealthReport(of: settings.health).checks.map { check in
            Part(
                tone: check.status == .ok ? "ok" : check.status == .degraded ? "warning" : "error",
                icon: check.status == .ok ? "✓" : check.status == .degraded ? "!" : "✕",
                title: EntrySentence.capital(VisibleText.of(check.title)),
                detail: EntrySentence.capital(VisibleText.of(check.detail)) + ".",
                since: check.since.map { "\(Phrase.stamp($0))" })
        }
    }

    private static func kept(_ site: String, _ days: Retention.Days) -> Kept {
        func words(_ days: Int?) -> String { days.map { Phrase.tally($0, "day") } ?? "for ever" }
        return Kept(site: site, info: words(days.info), debug: words(days.debug))
    }

    private static func sizes(_ settings: WebSettings) -> [Fact] {
        let metrics = settings.metrics.flatMap { $0.metrics() }
        func figure(_ name: String) -> Double? {
            guard case .number(let number)? = metrics.first(where: { $0.name == name })?.samples.first?.value else {
                return nil
            }
            return number
        }
        var facts: [Fact] = []
        if let size = figure("ocpplogs_store_bytes") {
            let most = settings.retention?.cap.map { " of \(Phrase.size(Double($0))) at most" } ?? ""
            facts.append(Fact(name: "Size on disk", text: Phrase.size(size) + most))
        }
        if let free = figure("ocpplogs_store_disk_free_bytes"), let all = figure("ocpplogs_store_disk_size_bytes") {
            facts.append(Fact(name: "Room on the disk", text: "\(Phrase.size(free)) free of \(Phrase.size(all))"))
        }
        if let sealed = figure("ocpplogs_store_sealed_entries"), let hot = figure("ocpplogs_store_hot_entries") {
            facts.append(Fact(name: "Entries", text: Phrase.grouped(Int(sealed + hot))))
        }
        return facts
    }
}

extension Phrase {
    /// Bytes in units of a thousand: `4.2 GB`.
    static func size(_ bytes: Double) -> String {
        guard bytes >= 1_000 else { return "\(Int(bytes)) B" }
        var size = bytes / 1_000
        var units = ["kB", "MB", "GB", "TB"][...]
        while size >= 999.95, units.count > 1 {
            size /= 1_000
            units = units.dropFirst()
        }
        return "\(fixed(size, 1)) \(units.first ?? "")"
    }
}
