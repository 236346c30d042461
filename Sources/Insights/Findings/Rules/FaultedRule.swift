import OCPP
import OCPPLog

/// A connector or the whole station reports that it is out of order.
struct FaultedRule: FindingRule {
    static let about = RuleAbout(
        "faulted", .error, "A connector is out of order",
        meaning: """
            The station reports the state Faulted (2.x also the variable Problem): nobody can charge there until it is gone. \
            It is told once; the same state with the same codes again is not.
            """,
        checks: [
            "Read the codes: `ocpplogs explain CODE` says what is likely and what to look at.",
            "A code of the maker: look it up in the station's manual.",
            "See whether it goes away by itself; if not, try a Reset before somebody drives there.",
        ],
        specification: "OCPP 1.6 §4.9, §7.6, §7.7", concern: .actions([.statusNotification, .notifyEvent]))

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.entry.source == .cp else { return }
        if read.action == .notifyEvent { return lookAtEvents(read, &report) }
        guard read.entry.reportedStatus == "Faulted" else { return }
        let before = read.connector.flatMap { memory.connectors[$0] }
        guard before?.status != "Faulted" || before?.errorCodes != Self.codes(of: read.entry) else { return }
        let place = read.connector?.words ?? "the station"
        let codes = Self.codes(of: read.entry).filter { !ErrorWords.isNothing($0) }
        var sentence = "\(place) is out of order"
        sentence += codes.isEmpty ? " and does not say why" : ": \(ErrorWords.told(codes))"
        if let info = read.request.text("info"), !ErrorWords.isNothing(info) {
            sentence += ", with the note \(Said.quoted(info))"
        }
        let pointer = read.request.has("status") ? "/request/status" : nil
        report.add(
            Finding(
                Self.about, in: read.entry, sentence, at: pointer ?? "/request/connectorStatus",
                related: before.map { [$0.entryID] } ?? []))
    }

    /// The codes of a status, without those of an answer that is an error.
    static func codes(of entry: Entry) -> [String] {
        entry.response?.error == nil ? entry.errorCodes : Array(entry.errorCodes.dropFirst())
    }

    /// 2.x: the variable Problem of the station, an EVSE or a connector becomes true.
    private func lookAtEvents(_ read: ReadEntry, _ report: inout FindingReport) {
        for (index, event) in read.request.objects("eventData").enumerated() {
            guard event.object("variable").text("name") == "Problem", event.flag("cleared") != true,
                event.word("actualValue")?.lowercased() == "true" || event.flag("actualValue") == true
            else { continue }
            let component = event.object("component")
            let evse = component.object("evse")
            let connector =
                evse.isEmpty ? nil : ConnectorKey(evse: evse.integer("id"), connector: evse.integer("connectorId"))
            let code = event.text("techCode").map { [$0] } ?? []
            var sentence = connector?.words ?? component.text("name").map { "the component \(Said.quoted($0))" } ?? "it"
            sentence += code.isEmpty ? " reports a problem and no code" : " reports a problem: \(ErrorWords.told(code))"
            if let info = event.text("techInfo"), !ErrorWords.isNothing(info) {
                sentence += ", with the note \(Said.quoted(info))"
            }
            report.add(
                Finding(
                    Self.about, in: read.entry, sentence, at: "/request/eventData/\(index)/actualValue",
                    connector: connector))
        }
    }
}
