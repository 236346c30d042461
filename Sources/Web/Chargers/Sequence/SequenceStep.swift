import OCPP
import OCPPLog

/// One entry of a sequence diagram: what was sent, which way, and what came back.
struct SequenceStep: Sendable, Hashable {
    /// How an entry stands between the two.
    enum Shape: String, Sendable {
        /// From the charging station.
        case cp
        /// From the CSMS.
        case csms
        /// Between the two: a connection, or messages that are missing.
        case between
    }

    /// What came back, or what is said in its place.
    struct Answer: Sendable, Hashable {
        var icon: String
        var word: String
        var tone: String
        /// With its unit; nil where nothing came back.
        var latency: String?
        /// Whether an arrow leads back.
        var isArrow: Bool
    }

    var url: String
    /// RFC 3339, for programs that read the page.
    var moment: String
    var date: String
    var clock: String
    /// How long nothing was sent before it; nil where that was short.
    var pause: String?
    /// A class of the style sheet.
    var shape: String
    /// For those who do not see the arrow; nil where there is none.
    var sender: String?
    var action: String
    var connector: String?
    var summary: String
    var finds: FindingMark?
    var answer: Answer?

    /// A shorter pause is not told, in microseconds.
    private static let shortest: Int64 = 10_000_000

    /// - Parameters:
    ///   - previous: the entry before it in the diagram.
    ///   - times: the column of times.
    init(_ entry: Entry, after previous: Entry?, times: MomentColumn) {
        let mark = ResultMark(of: entry)
        let parts = times.zone.parts(of: entry.datetime, digits: 3)
        url = Link.entry(entry.id)
        moment = entry.datetime.description
        date = parts.date
        clock = parts.clock + times.ending(entry.datetime)
        pause = Self.pause(previous, entry)
        let isBetween = entry.kind == .connection || entry.kind == .gap
        shape = (isBetween ? Shape.between : entry.source == .cp ? .cp : .csms).rawValue
        sender = isBetween ? nil : EntryWords.sender(of: entry)
        action = entry.action.map { ShownText.of($0.rawValue, limit: 64) } ?? EntryWords.kind(entry.kind)
        connector = EntryWords.connector(of: entry)
        summary = Summary.text(of: entry)
        finds = FindingMark(entry)
        answer = Answer(
            icon: mark.icon, word: ShownText.of(mark.word, limit: 60), tone: mark.tone.rawValue,
            latency: entry.latency.map { "\(EntryWords.latency($0)) ms" }, isArrow: entry.kind == .exchange)
    }

    private static func pause(_ previous: Entry?, _ entry: Entry) -> String? {
        guard let previous else { return nil }
        let end = previous.datetime.microseconds &+ (previous.latency ?? 0)
        let (pause, overflow) = entry.datetime.microseconds.subtractingReportingOverflow(end)
        return !overflow && pause >= shortest ? Phrase.span(pause) : nil
    }
}
