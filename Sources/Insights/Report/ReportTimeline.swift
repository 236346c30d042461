import OCPP

/// What the report says of the station's time: availability, faults, states, and when nothing is known of it.
struct ReportTimeline {
    /// So many rows of a table are shown, the newest.
    static let most = 300

    let timeline: Timeline
    /// Writes a moment.
    let time: (Timestamp) -> String

    func write(to html: inout HTMLPage) {
        html.element("h2", "Timeline")
        if timeline.connectors.isEmpty {
            html.element("p", "No connector reported a state.")
        } else {
            availability(&html)
            faults(&html)
            states(&html)
        }
        absences(&html)
        if timeline.omitted > 0 {
            html.element("p", "\(timeline.omitted) more are not told: there were too many.", kind: "muted")
        }
    }

    private func availability(_ html: inout HTMLPage) {
        html.table(
            "How much of the time each connector could be used",
            [
                "Connector", "Available", "While connected", "Ready", "In use", "Out of order", "Not connected",
                "Not logged", "Unknown",
            ],
            timeline.connectors.map { connector in
                let own = connector.availability
                return [connector.key.description, share(own.share), share(own.shareConnected)]
                    + [own.ready, own.inUse, own.outOfOrder, own.notConnected, own.notLogged, own.unknown].map(span)
            })
        html.element("p", "Available: \(Availability.formula)", kind: "muted")
    }

    private func faults(_ html: inout HTMLPage) {
        guard !timeline.faults.isEmpty else { return html.element("p", "No fault was reported.") }
        let shown = timeline.faults.suffix(Self.most)
        html.table(
            "Faults" + part(shown.count, of: timeline.faults.count),
            ["From", "Length", "Connector", "State", "Error", "Meaning", "Entry"],
            shown.map { fault in
                [
                    time(fault.state.from), span(fault.state.length) + (fault.isOpen ? ", not over" : ""),
                    fault.connector.description, fault.state.status, error(fault.state), fault.state.meaning ?? "",
                    "\(fault.state.entryID)",
                ]
            }, kinds: { _ in "warning" })
    }

    private func states(_ html: inout HTMLPage) {
        let all = timeline.connectors.flatMap { connector in connector.states.map { (connector.key, $0) } }
            .sorted { ($0.1.from, $0.0) < ($1.1.from, $1.0) }
        let more = timeline.connectors.reduce(0) { $0 + $1.more }
        let shown = all.suffix(Self.most)
        html.table(
            "States, in the order of time" + part(shown.count, of: all.count + more),
            ["From", "Length", "Connector", "State", "Error"],
            shown.map { key, state in
                [time(state.from), span(state.length), key.description, state.status, error(state)]
            })
    }

    private func absences(_ html: inout HTMLPage) {
        guard !timeline.absences.isEmpty else { return }
        let shown = timeline.absences.suffix(Self.most)
        html.table(
            "When nothing is known" + part(shown.count, of: timeline.absences.count),
            ["From", "To", "Length", "What", "Why"],
            shown.map { absence in
                [
                    time(absence.from), time(absence.to), span(absence.length),
                    absence.kind.rawValue.replacing("_", with: " "), absence.detail,
                ]
            })
    }

    private func error(_ state: Timeline.State) -> String {
        [state.errorCode, state.vendorErrorCode].compactMap(\.self).joined(separator: ", ")
    }

    private func part(_ shown: Int, of all: Int) -> String {
        shown < all ? ", the newest \(shown) of \(all)" : ""
    }

    private func share(_ share: Double?) -> String {
        share.map { "\(Said.trimmed(($0 * 1_000).rounded() / 10)) %" } ?? "not known"
    }

    private func span(_ microseconds: Int64) -> String {
        microseconds == 0 ? "-" : Said.span(.microseconds(microseconds))
    }
}
