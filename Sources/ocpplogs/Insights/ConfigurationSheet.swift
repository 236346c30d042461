import Insights
import OCPP
import OCPPLog

/// The settings of a charging station for terminals: a table of them, then their changes, the newest first.
struct ConfigurationSheet {
    /// A longer value is cut; JSON has all of it.
    private static let longest = 72

    let zone: ShownZone
    let paint: Paint

    /// - Parameter key: a part of the names that are shown; empty: all.
    func text(_ configuration: StationConfiguration, of charger: String, key: String) -> String {
        let settings = configuration.settings.filter { $0.name.contains(key) }
        let changes = configuration.changes.filter { $0.name.contains(key) }
        let read = configuration.lastRead.map { ", last read \(zone.full($0.time))" } ?? ""
        let cut = configuration.isCut ? "; there are more than are kept" : ""
        let heading =
            paint.bold(VisibleText.of(charger)) + ", \(Amount.of(settings.count, "setting", "settings"))\(read)\(cut)\n"
        return heading + table(settings) + "\n" + history(changes, of: key.isEmpty ? configuration.changeCount : nil)
    }

    private func table(_ settings: [Setting]) -> String {
        guard !settings.isEmpty else { return "" }
        let columns = TextTable(
            columns: [.init("setting"), .init("value"), .init("access"), .init("read"), .init("changed")], paint: paint)
        return "\n"
            + columns.text(
                settings.map { setting in
                    [
                        Self.cut(setting.name.description), Self.value(setting), setting.access.map(Self.words) ?? "",
                        setting.read.map { zone.dayAndMinute($0.time) } ?? "never",
                        setting.changed.map { zone.dayAndMinute($0.time) } ?? "",
                    ]
                })
    }

    private func history(_ changes: [SettingChange], of total: Int?) -> String {
        guard !changes.isEmpty else { return "no change was seen\n" }
        let count = Amount.of(total ?? changes.count, "change", "changes")
        let which = (total ?? 0) > changes.count ? "the newest \(Amount.grouped(changes.count)) of \(count)" : count
        let columns = TextTable(
            columns: [.init("when"), .init("setting"), .init("from"), .init("to"), .init("by"), .init("result")],
            paint: paint)
        return "\(which)\n"
            + columns.text(
                changes.map { change in
                    [
                        zone.dayAndMinute(change.time), Self.cut(change.name.description),
                        change.from.map(Self.cut) ?? "not known", change.to.map(Self.cut) ?? "no value",
                        Self.words(change.origin), change.result.map { Self.cut($0.word) } ?? "found when read",
                    ]
                })
    }

    /// The value, what may be in force in its place, and its unit; why there is none.
    private static func value(_ setting: Setting) -> String {
        var text =
            setting.value.map { $0.isEmpty ? "(empty)" : cut($0) }
            ?? setting.refusal.map { $0 == "unknownKey" ? "(unknown to the station)" : "(not told: \(cut($0)))" }
            ?? "(no value)"
        if let unit = setting.unit, setting.value != nil { text += " \(cut(unit))" }
        if let awaited = setting.awaited {
            text +=
                " → \(cut(awaited)) \(setting.waitsForBoot ? "(from the next boot on)" : "(perhaps: no answer came)")"
        }
        return text
    }

    private static func words(_ access: Setting.Access) -> String {
        switch access {
        case .readOnly: "read only"
        case .readWrite: "read, write"
        case .writeOnly: "write only"
        }
    }

    private static func words(_ origin: SettingChange.Origin) -> String {
        switch origin {
        case .csms: "CSMS"
        case .station: "at the station"
        case .notAsSet: "not as it was set"
        }
    }

    private static func cut(_ text: String) -> String {
        let shown = VisibleText.of(text)
        return shown.count > longest ? "\(shown.prefix(longest - 1))…" : shown
    }
}
