public import OCPP
public import OCPPLog

/// The report on one charging station for its maker: what was found, its timeline, transactions and messages, personal data masked.
///
/// Entries in the order of time go in; at the end it is one page of HTML that opens anywhere and prints.
public struct ChargerReport: Sendable {
    /// So many exchanges are shown whole, the newest.
    public static let mostExchanges = 2_000
    /// A longer frame is cut, in bytes.
    static let mostFrame = 16 << 10

    /// Entries that were read within the stretch of time.
    public private(set) var entries = 0

    private let charger: ChargerID
    private let from: Timestamp?
    private let isMasked: Bool
    private var findings: FindingSelection
    private var tally = FindingTally(keeping: 200)
    private var assembly = TransactionAssembly()
    private var transactions: [Transaction] = []
    private var timeline: TimelineBuilder?
    private var boots: [StationBoot] = []
    private var exchanges: [Entry] = []
    private var span: (first: Timestamp, last: Timestamp)?
    private var versions: [OCPPVersion] = []
    private var levels: [Level] = []

    /// - Parameters:
    ///   - charger: the station that it is about; entries of others are not looked at.
    ///   - from: the first moment, included; earlier entries are looked at and not shown. Nil: from the beginning.
    ///   - isMasked: whether id tags and other personal data get names that say nothing.
    public init(_ charger: ChargerID, from: Timestamp? = nil, isMasked: Bool = true) {
        self.charger = charger
        self.from = from
        self.isMasked = isMasked
        findings = FindingSelection(.everything, from: from)
    }

    /// What is to be read for it.
    public static func query(_ charger: ChargerID) -> Query {
        .charger(charger)
    }

    /// Shows the next entry.
    public mutating func read(_ entry: Entry) {
        guard entry.chargerID == charger else { return }
        for finding in findings.read(entry) { tally.add(finding) }
        assembly.read(entry)
        transactions += assembly.takeFinished()
        if timeline == nil { timeline = TimelineBuilder(charger, from: from ?? entry.datetime) }
        timeline?.read(entry)
        if from.map({ entry.datetime < $0 }) ?? false { return }
        entries += 1
        span = (span?.first ?? entry.datetime, entry.datetime)
        if !versions.contains(entry.version) { versions.append(entry.version) }
        if !levels.contains(entry.levelInForce) { levels.append(entry.levelInForce) }
        if let boot = StationBoot(entry) {
            if boots.count >= StationMemory.mostBoots { boots.removeFirst() }
            boots.append(boot)
        }
        exchanges.append(entry)
        if exchanges.count >= 2 * Self.mostExchanges { exchanges.removeFirst(exchanges.count - Self.mostExchanges) }
    }

    /// The page, in UTF-8.
    /// - Parameter made: now.
    public func page(made: Timestamp) -> [UInt8] {
        var copy = self
        copy.transactions += copy.assembly.finish()
        copy.transactions.removeAll { one in from.map { (one.stop?.arrived ?? $0) < $0 } ?? false }
        var writing = Writing(report: copy, made: made)
        return writing.page()
    }

    /// One page on its way.
    private struct Writing {
        let report: ChargerReport
        let made: Timestamp
        var mask = PersonalMask()
        var html = HTMLPage(title: "Report")

        init(report: ChargerReport, made: Timestamp) {
            self.report = report
            self.made = made
            html = HTMLPage(title: "Charging station \(report.charger.rawValue): report")
        }

        mutating func page() -> [UInt8] {
            // First, so that sentences know them.
            for tag in report.exchanges.compactMap(\.idTag) + report.transactions.compactMap(\.idTag) {
                _ = mask.tag(tag)
            }
            html.element("h1", "Charging station \(report.charger.rawValue)")
            head()
            rules()
            timeline()
            boots()
            transactions()
            exchanges()
            masking()
            html.end()
            return html.bytes
        }

        private mutating func head() {
            let boot = report.boots.last
            let said = [boot?.vendor, boot?.model].compactMap(\.self).joined(separator: " ")
            html.markup("<dl>")
            for (name, value) in [
                ("Maker and model", said), ("Firmware", boot?.firmware ?? ""),
                ("OCPP", report.versions.map(\.rawValue).joined(separator: ", ")),
                ("Recorded", report.span.map { "\(time($0.first)) to \(time($0.last)) (UTC)" } ?? "nothing"),
                ("Entries", "\(report.entries)"),
                ("Level", report.levels.map(\.rawValue).joined(separator: ", ")),
                ("Made on", time(made)),
            ] where !value.isEmpty {
                html.element("dt", name)
                html.element("dd", value)
            }
            html.markup("</dl>\n")
            if report.levels.contains(.info) {
                html.element(
                    "p",
                    "At the level info only the most important messages are recorded: what is missing here may have been sent.",
                    kind: "muted")
            }
        }

        private mutating func rules() {
            html.element("h2", "What was found")
            guard report.tally.count > 0 else { return html.element("p", "Nothing: no rule found anything wrong.") }
            let rows = report.tally.rows
            html.table(
                "By rule, the most serious first", ["Severity", "What", "Count", "First", "Last", "The last one"],
                rows.map { row in
                    [
                        row.severity.rawValue, FindingRules.about(row.code)?.title ?? row.code, "\(row.count)",
                        time(row.first), time(row.last.datetime), said(row.last.sentence),
                    ]
                }, kinds: { rows[$0].severity.rawValue })
            let newest = report.tally.newestFirst
            html.table(
                "One by one, the newest first"
                    + (newest.count < report.tally.count ? ", \(newest.count) of \(report.tally.count)" : ""),
                ["Severity", "Time", "Connector", "Finding", "Entry"],
                newest.map {
                    [
                        $0.severity.rawValue, time($0.datetime), $0.connector?.description ?? "", said($0.sentence),
                        "\($0.entryID)",
                    ]
                }, kinds: { newest[$0].severity.rawValue })
        }

        private mutating func timeline() {
            guard let timeline = report.timeline, let span = report.span else { return }
            // The last entry is part of it.
            let end = span.last.advanced(by: .microseconds(1))
            ReportTimeline(timeline: timeline.finished(at: end), time: Self.time).write(to: &html)
        }

        private mutating func boots() {
            guard !report.boots.isEmpty else { return }
            html.element("h2", "Boots")
            html.table(
                "The last \(report.boots.count)", ["Time", "Maker", "Model", "Firmware"],
                report.boots.reversed().map { [time($0.datetime), $0.vendor ?? "", $0.model ?? "", $0.firmware ?? ""] })
        }

        private mutating func transactions() {
            html.element("h2", "Transactions")
            let all = report.transactions.sorted { $1.began < $0.began }
            guard !all.isEmpty else { return html.element("p", "None was seen.") }
            var rows: [[String]] = []
            for one in all.prefix(500) {
                rows.append([
                    one.start.map { time($0.time) } ?? "not seen", one.stop.map { time($0.time) } ?? "-", one.id,
                    one.connector?.description ?? "", one.idTag.map { report.isMasked ? mask.tag($0) : $0 } ?? "",
                    one.energy.map { "\(Said.trimmed($0 / 1_000)) kWh" } ?? "", one.duration.map(Said.span) ?? "",
                    one.stopReason ?? "",
                    ([one.end.rawValue] + one.flags.sorted().map(\.rawValue)).joined(separator: ", ")
                        .replacing("_", with: " "),
                ])
            }
            html.table(
                "The newest first" + (all.count > rows.count ? ", \(rows.count) of \(all.count)" : ""),
                ["Start", "Stop", "Id", "Connector", "Tag", "Energy", "Duration", "Reason", "End"], rows,
                kinds: { all[$0].end == .ended && all[$0].flags.isEmpty ? "ok" : "warning" })
        }

        private mutating func exchanges() {
            html.element("h2", "Messages")
            let shown = Array(report.exchanges.suffix(ChargerReport.mostExchanges))
            let left = report.entries - shown.count
            html.element(
                "p",
                left > 0
                    ? "The newest \(shown.count) of \(report.entries), in the order of time." : "In the order of time.",
                kind: "muted")
            for entry in shown { exchange(entry) }
        }

        private mutating func exchange(_ entry: Entry) {
            let mark = ResultMark(of: entry)
            html.markup("<details><summary>")
            html.text(
                [
                    time(entry.datetime), entry.source == .cp ? "station →" : "← CSMS",
                    entry.action?.rawValue ?? entry.kind.rawValue, ConnectorKey(of: entry).map { "/\($0)" } ?? "",
                    "\(mark.icon) \(mark.word)", entry.detail ?? "",
                ].filter { !$0.isEmpty }.joined(separator: "  "))
            html.markup("</summary>\n")
            for (name, frame) in [("Request", entry.request), ("Response", entry.response)] {
                guard let frame else { continue }
                html.element("p", name, kind: "muted")
                html.markup("<pre>")
                html.text(text(of: frame), keepingLines: true)
                html.markup("</pre>\n")
            }
            html.markup("</details>\n")
        }

        private mutating func text(of frame: RecordedFrame) -> String {
            let whole: String? =
                report.isMasked ? mask.masked(frame.bytes) : String(decoding: frame.bytes, as: UTF8.self)
            guard let whole else {
                return "(\(frame.length) bytes that are no JSON: not shown, since they may hold personal data)"
            }
            guard whole.utf8.count > ChargerReport.mostFrame else { return whole }
            return String(decoding: whole.utf8.prefix(ChargerReport.mostFrame), as: UTF8.self)
                + " … (\(frame.length) bytes)"
        }

        private mutating func masking() {
            html.element("h2", "What was masked")
            html.element("p", "Passwords, keys and other secrets were masked when the messages were recorded.")
            guard report.isMasked else {
                return html.element("p", "Personal data was not masked: id tags stand here as they were sent.")
            }
            let counts = mask.masked.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
            html.element(
                "p",
                "Id tags and other personal data have names in their place, the same for the same value: tag-1, tag-2 …"
                    + (counts.isEmpty ? " There were none in the messages." : " Replaced in the messages: \(counts)."))
        }

        private func said(_ sentence: String) -> String {
            report.isMasked ? mask.masked(sentence: sentence) : sentence
        }

        private func time(_ moment: Timestamp) -> String { Self.time(moment) }

        private static func time(_ moment: Timestamp) -> String {
            String(moment.text(fractionDigits: 3).replacing("T", with: " ").dropLast())
        }
    }
}
