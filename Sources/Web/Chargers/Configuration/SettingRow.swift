import Insights
import OCPP

/// A setting as a row.
struct SettingRow: Sendable, Hashable {
    var key: String
    /// What OCPP says that it is.
    var meaning: String?
    /// As it stands there; nil where ``missing`` says why there is none.
    var value: String?
    var missing: String?
    var unit: String?
    /// What is in force from the next boot on, or may be.
    var awaited: String?
    /// `from the next boot on`
    var awaitedWhen: String?
    var access: String?
    /// When it was last read, and the entry.
    var read: String?
    var readURL: String?
    /// When it was last changed, and the entry.
    var changed: String?
    var changedURL: String?

    /// - Parameter columns: those of the two times.
    init(_ setting: Setting, _ columns: (read: MomentColumn, changed: MomentColumn)) {
        key = ShownText.of(setting.name.description, limit: 400)
        meaning = SettingMeanings.meaning(of: setting.name)
        (value, missing) = SettingText.of(setting.value)
        if let refusal = setting.refusal {
            missing =
                refusal == "unknownKey"
                ? "the station does not know it" : "not told: \(ShownText.of(refusal, limit: 100))"
        } else if setting.value == nil, setting.read == nil {
            missing = "never read"
        }
        unit = value == nil ? nil : setting.unit.map { ShownText.of($0, limit: 40) }
        if setting.awaited != nil {
            let text = SettingText.of(setting.awaited)
            awaited = text.value ?? text.missing
            awaitedWhen =
                setting.waitsForBoot ? "from the next boot on" : "perhaps: no answer came to the change"
        }
        access = setting.access.map { access in
            switch access {
            case .readOnly: "read only"
            case .readWrite: "read, write"
            case .writeOnly: "write only"
            }
        }
        read = setting.read.map { columns.read.text($0.time) }
        readURL = setting.read.map { Link.entry($0.entryID) }
        changed = setting.changed.map { columns.changed.text($0.time) }
        changedURL = setting.changed.map { Link.entry($0.entryID) }
    }
}

/// A value as a page shows it, or words in its place.
enum SettingText {
    static func of(_ value: String?) -> (value: String?, missing: String?) {
        guard let value else { return (nil, "no value") }
        guard !value.isEmpty else { return (nil, "empty") }
        // The mask in its brackets is no value: it says how long the secret is.
        return Setting.isMasked(value)
            ? (nil, ShownText.of(String(value.dropFirst().prefix { $0 != ")" }), limit: 60))
            : (ShownText.of(value, limit: 1_000), nil)
    }
}

/// A change of a setting as a row.
struct SettingChangeRow: Sendable, Hashable {
    var time: String
    var url: String
    var key: String
    var from: String?
    var fromMissing: String?
    var to: String?
    var toMissing: String?
    var by: String
    var icon: String
    var result: String
    var tone: String

    init(_ change: SettingChange, _ times: MomentColumn) {
        time = times.text(change.time)
        url = Link.entry(change.stamp.entryID)
        key = ShownText.of(change.name.description, limit: 400)
        (from, fromMissing) = SettingText.of(change.from)
        if change.from == nil { fromMissing = "not known" }
        (to, toMissing) = SettingText.of(change.to)
        by =
            switch change.origin {
            case .csms: "CSMS"
            case .station: "changed at the station"
            case .notAsSet: "not as it was set"
            }
        let word = ShownText.of(change.result?.word ?? "found when read", limit: 100)
        (icon, result, tone) =
            switch change.result {
            case nil: ("◆", word, "note")
            case .unanswered: ("⚠", word, "warning")
            case .error: ("✕", word, "error")
            case let result? where result.isAccepted: ("✓", word, "ok")
            case let result? where result.needsBoot: ("↻", word, "warning")
            case .status: ("⊘", word.isEmpty ? "no status" : word, "warning")
            }
    }
}
