import Insights
import OCPP
import OCPPLog
import TestSupport

/// What charging stations and their CSMS say to each other, as entries: told like a story, paired by the real correlator.
struct Conversation {
    /// What was said so far, numbered in the order in which it would be recorded.
    private(set) var entries: [Entry] = []
    /// Seconds after ``Timestamp/start`` of what is said next; each message moves it on by one second.
    var now = 0.0
    /// Who speaks.
    var charger = "CP-1"
    var version = OCPPVersion.v16
    /// The level in force at the site.
    var level = Level.debug

    private var correlators: [String: Correlator] = [:]
    private var messages = 0

    /// The charging station asks, the CSMS answers; without an answer nothing comes.
    /// - Parameter late: seconds until the answer.
    mutating func charger(
        _ action: String, _ request: String = "{}", answer: String? = "{}", late: Double = 0.05, id: String? = nil
    ) {
        say(.cp, action, request, answer, late, id)
    }

    /// The CSMS asks, the charging station answers.
    mutating func csms(
        _ action: String, _ request: String = "{}", answer: String? = "{}", late: Double = 0.05, id: String? = nil
    ) {
        say(.csms, action, request, answer, late, id)
    }

    /// A frame as it is, from one side.
    mutating func frame(_ text: String, from source: Source = .cp) {
        receive(text, source, now)
        now += 1
    }

    /// The connection opens or closes, as its entry says it: `opened`, `closed`, `refused` …
    mutating func connection(_ reason: String, _ detail: String = "", code: String? = nil) {
        var entry = Entry(
            kind: .connection, datetime: .at(now), chargerID: ChargerID(charger),
            connectionID: ConnectionID(rawValue: 1), source: .cp, version: version)
        entry.reason = reason
        entry.detail = detail
        entry.errorCodes = code.map { [$0] } ?? []
        take([.completed(entry, closes: nil)])
        now += 1
    }

    /// What could not be recorded, as its entry says it.
    mutating func gap(_ detail: String) {
        var entry = Entry(
            kind: .gap, datetime: .at(now), chargerID: ChargerID(charger), connectionID: ConnectionID(rawValue: 1),
            source: .cp, version: version)
        (entry.detail, entry.missing) = (detail, 1)
        take([.completed(entry, closes: nil)])
        now += 1
    }

    /// Time goes by: what is not answered after 30 seconds is unanswered.
    mutating func wait(_ seconds: Double) {
        now += seconds
        var recordables: [Recordable] = []
        for name in correlators.keys.sorted() { correlators[name]?.expire(at: .at(now), into: &recordables) }
        take(recordables)
    }

    /// A time as stations write it: so many seconds after the beginning.
    static func time(_ seconds: Double) -> String { "\"\(Timestamp.at(seconds).text(fractionDigits: 3))\"" }

    /// The codes of what the rules find, in order.
    func codes(_ rules: [any FindingRule.Type] = FindingRules.all) -> [String] {
        findings(rules).map(\.code)
    }

    /// What the rules find.
    func findings(_ rules: [any FindingRule.Type] = FindingRules.all) -> [Finding] {
        var engine = FindingEngine(rules: rules)
        return entries.flatMap { engine.read($0) }
    }

    private mutating func say(
        _ source: Source, _ action: String, _ request: String, _ answer: String?, _ late: Double, _ id: String?
    ) {
        messages += 1
        let id = id ?? "\(messages)"
        let errorMark = "error "
        receive("[2,\"\(id)\",\"\(action)\",\(request)]", source, now)
        if let answer, answer.hasPrefix(errorMark) {
            receive("[4,\"\(id)\",\"\(answer.dropFirst(errorMark.count))\",\"\",{}]", source.other, now + late)
        } else if let answer {
            receive("[3,\"\(id)\",\(answer)]", source.other, now + late)
        }
        now += max(1, late)
    }

    private mutating func receive(_ text: String, _ source: Source, _ seconds: Double) {
        var correlator =
            correlators[charger]
            ?? Correlator(
                connection: ConnectionID(rawValue: 1), charger: ChargerID(charger), version: version)
        var recordables: [Recordable] = []
        correlator.received(Array(text.utf8), from: source, at: .at(seconds), into: &recordables)
        correlators[charger] = correlator
        take(recordables)
    }

    private mutating func take(_ recordables: [Recordable]) {
        for case .completed(var entry, _) in recordables {
            entry.id = EntryID(origin: 7, sequence: Int64(entries.count + 1))
            entry.levelInForce = level
            entries.append(entry)
        }
    }
}
