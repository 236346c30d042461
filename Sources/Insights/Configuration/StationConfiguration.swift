import OCPP
public import OCPPLog

/// The settings of one charging station as they were last read, and the history of their changes. It is shown the entries of the
/// station, oldest first; those of other actions say nothing to it.
public struct StationConfiguration: Sendable {
    /// So many settings are kept; names of further ones are passed over.
    public static let mostSettings = 2_000
    /// So many changes are kept, the newest.
    public static let mostChanges = 500
    /// The messages that are looked at.
    static let actions: [Action] = [
        .getConfiguration, .changeConfiguration, .getVariables, .setVariables, .notifyReport, .bootNotification,
    ]

    /// Whether there were more settings than are kept.
    public private(set) var isCut = false
    /// So many changes there were.
    public private(set) var changeCount = 0
    /// Messages that told values.
    public private(set) var reads = 0
    /// The last of them.
    public private(set) var lastRead: Setting.Stamp?
    /// Answers and reports that were too long to be kept whole, so that they are not among ``reads``.
    public private(set) var unreadable = 0

    private var known: [String: Setting] = [:]
    private var history: [SettingChange] = []
    private var parts = SettingReports()

    /// Nothing is known yet.
    public init() {}

    /// The settings by name.
    public var settings: [Setting] {
        known.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map(\.value)
    }

    /// The newest first.
    public var changes: [SettingChange] { history.suffix(Self.mostChanges).reversed() }

    /// The last report that came in parts; nil where none did.
    public var report: SettingReport? { parts.reports.last.map(SettingReport.init) }

    /// Shows the next entry.
    public mutating func read(_ entry: Entry) {
        guard let action = entry.action, Self.actions.contains(action) else { return }
        let read = ReadEntry(entry)
        switch action {
        case .getConfiguration: readKeys(read)
        case .getVariables: readResults(read)
        case .notifyReport: readReport(read)
        case .changeConfiguration: readChange(read)
        case .setVariables: readChanges(read)
        default: boot(read)
        }
    }

    private mutating func readKeys(_ read: ReadEntry) {
        guard beginsReading(read, entryFrame: read.entry.response, read.isAnswered) else { return }
        let stamp = Setting.Stamp(read.entry)
        for object in read.response.objects("configurationKey") {
            guard let key = object.text("key") else { continue }
            let access = object.flag("readonly").map { $0 ? Setting.Access.readOnly : .readWrite }
            told(SettingName(key: key), Self.value("value", in: object), stamp) { $0.access = access ?? $0.access }
        }
        for key in read.response.texts("unknownKey") { refused(SettingName(key: key), "unknownKey", stamp) }
    }

    private mutating func readResults(_ read: ReadEntry) {
        guard beginsReading(read, entryFrame: read.entry.response, read.isAnswered) else { return }
        let stamp = Setting.Stamp(read.entry)
        for object in read.response.objects("getVariableResult") {
            let name = SettingName(object, attribute: object.text("attributeType"))
            let status = object.text("attributeStatus") ?? ""
            if status == "Accepted" {
                told(name, Self.value("attributeValue", in: object), stamp)
            } else {
                refused(name, status, stamp)
            }
        }
    }

    private mutating func readReport(_ read: ReadEntry) {
        guard beginsReading(read, entryFrame: read.entry.request, read.isFromStation) else { return }
        let stamp = Setting.Stamp(read.entry)
        parts.read(read.request, stamp)
        for object in read.request.objects("reportData") {
            let unit = object.object("variableCharacteristics").text("unit").map { Setting.cut($0, 40) }
            for attribute in object.objects("variableAttribute") {
                // Where nothing is said, it can be read and written (OCPP 2.0.1 Part 2, VariableAttributeType).
                let mutability = attribute.text("mutability") ?? Setting.Access.readWrite.rawValue
                let isConstant = attribute.flag("constant") == true
                let access = isConstant ? .readOnly : Setting.Access(rawValue: mutability)
                let name = SettingName(object, attribute: attribute.text("type"))
                told(name, Self.value("value", in: attribute), stamp) { setting in
                    setting.access = access
                    setting.unit = unit ?? setting.unit
                }
            }
        }
    }

    private mutating func readChange(_ read: ReadEntry) {
        guard let key = read.request.text("key") else { return }
        let status = read.response.text("status")
        set(SettingName(key: key), Self.value("value", in: read.request), read, status)
    }

    private mutating func readChanges(_ read: ReadEntry) {
        let wanted = read.request.objects("setVariableData").map { object in
            (SettingName(object, attribute: object.text("attributeType")), Self.value("attributeValue", in: object))
        }
        guard read.isAnswered else {
            for (name, value) in wanted { set(name, value, read, nil) }
            return
        }
        let values = Dictionary(wanted.map { ($0.0.identity, $0.1) }) { $1 }
        for object in read.response.objects("setVariableResult") {
            let name = SettingName(object, attribute: object.text("attributeType"))
            guard let value = values[name.identity] else { continue }
            set(name, value, read, object.text("attributeStatus"))
        }
    }

    /// What waited for a boot is in force now.
    private mutating func boot(_ read: ReadEntry) {
        guard read.isFromStation else { return }
        for (identity, setting) in known where setting.waitsForBoot {
            known[identity]?.value = setting.awaited
            known[identity]?.awaited = nil
            known[identity]?.waitsForBoot = false
            known[identity]?.isAsSet = true
        }
    }

    /// - Returns: whether a message tells values and was kept whole.
    private mutating func beginsReading(_ read: ReadEntry, entryFrame frame: RecordedFrame?, _ tells: Bool) -> Bool {
        guard tells, let frame else { return false }
        guard frame.payload != nil else {
            unreadable += 1
            return false
        }
        reads += 1
        lastRead = Setting.Stamp(read.entry)
        return true
    }

    /// The station told a value, or that there is none.
    private mutating func told(
        _ name: SettingName, _ value: String?, _ stamp: Setting.Stamp, _ describe: (inout Setting) -> Void = { _ in }
    ) {
        let identity = name.identity
        guard var setting = take(name, identity) else { return }
        if setting.isTold, value != setting.value, value != setting.awaited || value == nil {
            add(
                SettingChange(
                    name: name, from: setting.value, to: value, stamp: stamp,
                    origin: setting.isAsSet ? .notAsSet : .station))
            setting.changed = stamp
        }
        // What waits for a boot may still be read as it was; what was not answered was not taken then.
        if value == setting.awaited || !setting.waitsForBoot {
            setting.awaited = nil
            setting.waitsForBoot = false
        }
        (setting.name, setting.value, setting.refusal) = (name, value, nil)
        (setting.read, setting.isAsSet) = (stamp, false)
        describe(&setting)
        known[identity] = setting
    }

    /// The station told why there is no value.
    private mutating func refused(_ name: SettingName, _ reason: String, _ stamp: Setting.Stamp) {
        let identity = name.identity
        guard var setting = take(name, identity) else { return }
        (setting.value, setting.refusal) = (nil, Setting.cut(reason, 100))
        (setting.read, setting.isAsSet) = (stamp, false)
        known[identity] = setting
    }

    /// The CSMS wanted a value.
    private mutating func set(_ name: SettingName, _ value: String?, _ read: ReadEntry, _ status: String?) {
        let result: SettingChange.Result
        if let error = read.entry.response?.error {
            result = .error(Setting.cut(error.code.rawValue, 100))
        } else if read.isAnswered {
            result = .status(Setting.cut(status ?? "", 100))
        } else {
            result = .unanswered
        }
        let identity = name.identity
        let stamp = Setting.Stamp(read.entry)
        add(
            SettingChange(
                name: name, from: known[identity]?.value, to: value, stamp: stamp, origin: .csms, result: result))
        guard result.isTaken || result == .unanswered, var setting = take(name, identity) else { return }
        setting.name = name
        if result.isAccepted {
            (setting.value, setting.awaited, setting.refusal) = (value, nil, nil)
            (setting.isAsSet, setting.waitsForBoot) = (true, false)
        } else {
            (setting.awaited, setting.waitsForBoot) = (value, result.needsBoot)
        }
        if result.isTaken { setting.changed = stamp }
        known[identity] = setting
    }

    /// What is known of a setting; nil where there is no room for another.
    private mutating func take(_ name: SettingName, _ identity: String) -> Setting? {
        if let setting = known[identity] { return setting }
        guard known.count < Self.mostSettings else {
            isCut = true
            return nil
        }
        return Setting(name)
    }

    private mutating func add(_ change: SettingChange) {
        changeCount += 1
        history.append(change)
        if history.count > 2 * Self.mostChanges { history.removeFirst(Self.mostChanges) }
    }

    /// A value is a text; some stations send numbers and flags.
    private static func value(_ name: String, in object: Members) -> String? {
        (object.word(name) ?? object.flag(name).map { "\($0)" }).map { Setting.cut($0, Setting.longestValue) }
    }
}
