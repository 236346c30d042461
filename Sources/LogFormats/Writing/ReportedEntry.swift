import OCPP
import OCPPLog

/// An entry in the words of a report. Nothing in it is escaped: each format does that its own way.
struct ReportedEntry {
    let entry: Entry
    /// How it ended.
    let mark: ResultMark

    init(_ entry: Entry) {
        self.entry = entry
        mark = ResultMark(of: entry)
    }

    /// `2026-11-23`, UTC.
    var day: String { String(moment.prefix { $0 != "T" }) }

    /// `10:41:07.412`, UTC.
    var clock: String { String(moment.drop { $0 != "T" }.dropFirst().dropLast()) }

    private var moment: String { entry.datetime.text(fractionDigits: 3) }

    /// The identity of the station; some have none.
    var station: String {
        entry.chargerID.rawValue.isEmpty ? "(no identity)" : entry.chargerID.rawValue
    }

    /// The connector, and in 2.x the EVSE before it; 0 is the whole station.
    var connector: String? {
        switch (entry.evseID, entry.connectorID) {
        case (let evse?, let connector?): "\(evse).\(connector)"
        case (let evse?, nil): "EVSE \(evse)"
        case (nil, let connector?): "\(connector)"
        case (nil, nil): nil
        }
    }

    /// Where the request went; a connection and a gap are nobody's message.
    var direction: (arrow: String, words: String)? {
        switch entry.kind {
        case .connection, .gap: nil
        case .exchange, .unanswered, .orphan, .send, .malformed:
            entry.source == .cp ? ("→", "to CSMS") : ("←", "to station")
        }
    }

    /// The action, else what the entry is.
    var subject: String {
        if let action = entry.action { return action.rawValue }
        return switch entry.kind {
        case .exchange, .unanswered: "request"
        case .orphan: "answer without request"
        case .send: "message without answer"
        case .malformed: "broken frame"
        case .connection: "connection"
        case .gap: "gap"
        }
    }

    /// `31 ms`; nil where there is no answer.
    var latency: String? {
        entry.latency.map { $0 >= 0 && $0 < 1_000 ? "<1 ms" : "\($0 / 1_000) ms" }
    }

    /// What neither the action nor the mark says: the state, the codes, and why it is no plain exchange.
    var remarks: [String] {
        var remarks: [String] = []
        if let status = entry.reportedStatus, status != mark.word { remarks.append(status) }
        let codes = entry.errorCodes.filter { $0 != mark.word }
        if !codes.isEmpty { remarks.append(codes.joined(separator: ", ")) }
        if let text = entry.response?.error?.text, !text.isEmpty { remarks.append(text) }
        if let detail = entry.detail, !detail.isEmpty { remarks.append(detail) }
        if let missing = entry.missing {
            remarks.append(Counted.text(missing, "frame is missing", "frames are missing"))
        }
        return remarks
    }

    /// What was asked; nil where nothing was.
    var request: ReportedBody? { ReportedBody(entry.request, .request, of: entry) }

    /// What was answered; nil where nothing was.
    var response: ReportedBody? { ReportedBody(entry.response, .response, of: entry) }
}
