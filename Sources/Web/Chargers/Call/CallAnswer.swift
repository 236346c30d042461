import OCPP
import OCPPLog

/// What became of a CALL, as the page says it.
struct CallAnswer: Sendable, Hashable {
    var icon: String
    var word: String
    var tone: String
    /// What is to be known beside it.
    var sentence: String?
    /// What came back; nil where nothing did.
    var payload: String?
    var latency: String?
    /// The entry, or a search for it.
    var url: String
    var link: String

    /// So much of an answer is shown.
    private static let longest = 64 << 10

    init(_ sent: SentCall, charger: ChargerID, entry: EntryID?) {
        latency = sent.latency.map { Phrase.grouped(Int($0.wholeMicroseconds / 1_000)) + " ms" }
        switch sent.outcome {
        case .result(let bytes):
            let status = (try? JSONMembers(of: bytes))?["status"]?.text
            let isTaken = status == nil || status == "Accepted"
            (icon, tone) = isTaken ? ("✓", "ok") : ("⊘", "warning")
            word = "Answered" + (status.map { ": \(ShownText.of($0, limit: 60))" } ?? "")
            payload = ShownText.of(PayloadLayout.text(bytes), limit: Self.longest)
        case .error(let code, let description, let details):
            (icon, tone) = ("✕", "error")
            word = "Answered with an error: \(ShownText.of(code.rawValue, limit: 60))"
            sentence = description.isEmpty ? nil : ShownText.of(description, limit: 400)
            payload = details.isEmpty ? nil : ShownText.of(PayloadLayout.text(details), limit: Self.longest)
        case .waiting:
            (icon, word, tone) = ("⚠", "No answer yet", "warning")
            sentence =
                "The station has not answered in time. Load this page again to see whether it has: an answer that still comes is recorded."
        case .unanswered(let reason):
            (icon, word, tone) = ("⚠", "No answer", "warning")
            sentence =
                reason == "timeout"
                ? "The time for an answer is over." : "No answer will come: \(ShownText.of(reason, limit: 60))."
        }
        if let entry {
            (url, link) = (Link.entry(entry), "Its entry in the log")
        } else {
            let id = sent.uniqueID.map { [Query.literal(.id, $0.rawValue)] } ?? []
            let query = Query.and([Query.charger(charger)] + id)
            (url, link) = (Link.logs(("q", query.description)), "Look for it in the log")
            if sent.outcome != .waiting, sentence == nil {
                sentence =
                    "It has no entry: at its log level it is not recorded. This page shows the answer for ten minutes."
            }
        }
    }
}

extension SentCall {
    /// What became of the CALL that an entry is of; nil where it is of something else.
    init?(_ entry: Entry) {
        guard entry.source == .csms, entry.kind == .exchange || entry.kind == .unanswered else { return nil }
        let outcome: CallOutcome
        if let response = entry.response, let error = response.error {
            outcome = .error(code: error.code, description: error.text, details: Array(response.payloadBytes))
        } else if let response = entry.response {
            outcome = .result(Array(response.payloadBytes))
        } else {
            outcome = .unanswered(reason: entry.reason ?? "timeout")
        }
        self.init(uniqueID: entry.uniqueID, outcome: outcome, latency: entry.latency.map { .microseconds($0) })
    }
}
