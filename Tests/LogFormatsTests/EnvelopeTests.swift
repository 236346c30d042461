import Foundation
import LogFormats
import OCPP
import OCPPLog
import TestSupport
import Testing

/// Envelopes of OCPP-S.
struct EnvelopeTests {
    private static let options = ImportOptions(unclearZone: LogZone(offsetMinutes: 0))

    private func envelope(
        _ body: String, header: String = "<o:chargeBoxIdentity>CP-7</o:chargeBoxIdentity><a:MessageID>17</a:MessageID>"
    ) -> String {
        "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" xmlns:a=\"http://www.w3.org/2005/08/addressing\" "
            + "xmlns:o=\"urn://Ocpp/Cs/2012/06/\"><s:Header>\(header)</s:Header><s:Body>\(body)</s:Body></s:Envelope>"
    }

    private func answer(_ body: String) -> String {
        envelope(body, header: "<a:RelatesTo>17</a:RelatesTo>")
    }

    private var conversation: String {
        """
        2026-11-24 09:10:45,446 INFO REQ_IN
            Payload: \(envelope("<o:statusNotificationRequest>\n<o:connectorId>2</o:connectorId><o:status>Faulted</o:status>"
                + "<o:errorCode>GroundFailure</o:errorCode></o:statusNotificationRequest>"))
        2026-11-24 09:10:45,470 INFO RESP_OUT
            Payload: \(answer("<o:statusNotificationResponse/>"))
        """
    }

    @Test func anAnswerFindsItsRequestAndTheFieldsAreFilled() throws {
        let reading = Reading(conversation, Self.options)
        let entry = try #require(reading.entries.first)
        #expect(reading.entries.count == 1 && reading.rejects.isEmpty && reading.fault == nil)
        #expect(entry.kind == .exchange && entry.action == .statusNotification && entry.source == .cp)
        #expect(entry.chargerID == ChargerID("CP-7") && entry.version == .v15SOAP && entry.latency == 24_000)
        #expect(entry.connectorID == 2 && entry.reportedStatus == "Faulted" && entry.errorCode == "GroundFailure")
        #expect(entry.request?.payload == nil && entry.request?.text.hasPrefix("<s:Envelope") == true)
        #expect(conversation.contains(try #require(entry.request?.text)))
    }

    @Test func aFaultIsAnErrorWithItsInnermostCode() throws {
        let fault = answer(
            "<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>o:SecurityError</s:Value></s:Subcode></s:Code>"
                + "<s:Reason><s:Text xml:lang=\"en\">no &lt;way&gt;</s:Text></s:Reason></s:Fault>")
        let entry = try #require(Reading(envelope("<o:heartbeatRequest/>") + fault, Self.options).entries.first)
        #expect(entry.outcome == .callError("SecurityError") && entry.response?.error?.text == "no <way>")
    }

    @Test func secretsAreMaskedAndTheEnvelopeKeepsItsShape() throws {
        for value in ["hunter2hunter2", "ftp://joe:hunter2@host/x"] {
            let text = envelope(
                "<o:changeConfigurationRequest><o:key>AuthorizationKey</o:key><o:value>\(value)</o:value>"
                    + "</o:changeConfigurationRequest>")
            let entry = try #require(Reading(text, Self.options).entries.first)
            let kept = try #require(entry.request?.text)
            #expect(!kept.contains("hunter2") && kept.hasSuffix("</s:Body></s:Envelope>"))
            #expect(entry.masked == ["request.value"])
        }
        // Where structure says too little, more goes.
        let hidden = envelope("<!-- AuthorizationKey hunter2 --><o:heartbeatRequest/>")
        let entry = try #require(Reading(hidden, Self.options).entries.first)
        #expect(entry.request?.text.contains("hunter2") == false)
    }

    @Test(arguments: [true, false])
    func whatIsExportedComesBack(frames: Bool) throws {
        let text = conversation + answer("<s:Fault><s:Code><s:Value>s:Receiver</s:Value></s:Code></s:Fault>")
        let entries = Reading(text, Self.options).entries
        var bytes: [UInt8] = []
        for entry in entries {
            EntryJSON.append(entry, frames: frames, to: &bytes)
            bytes.append(0x0A)
        }
        let again = Reading(bytes)
        #expect(!entries.isEmpty && again.rejects.isEmpty && again.entries == entries)
    }

    @Test func aTableKeepsTheEnvelopes() throws {
        let entries = Reading(conversation, Self.options).entries
        var writer = CSVWriter()
        var bytes: [UInt8] = []
        writer.begin(&bytes)
        for entry in entries { writer.append(entry, to: &bytes) }
        let again = Reading(bytes)
        #expect(again.rejects.isEmpty && again.entries.map(\.request?.text) == entries.map(\.request?.text))
        #expect(again.entries.first?.reportedStatus == "Faulted")
    }

    @Test func damagedEnvelopesAreKeptAndTheNextOneIsRead() {
        let text = "<s:Envelope xmlns:o=\"urn://Ocpp/Cs/2012/06/\"><s:Header>\n" + envelope("<o:heartbeatRequest/>")
        let entries = Reading(text, Self.options).entries
        #expect(Set(entries.map(\.kind)) == [.malformed, .unanswered])
    }

    @Test func noDocumentTypeIsReadAndDeepNestingEnds() {
        let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\">]>" + envelope("<o:heartbeatRequest>&a;&a;</o:heartbeatRequest>")
        #expect(throws: FrameProblem.self) { try SOAPEnvelope(Array(bomb.utf8).span) }
        let deep = envelope(String(repeating: "<o:a>", count: 100_000))
        #expect(throws: FrameProblem.self) { try SOAPEnvelope(Array(deep.utf8).span) }
    }

    @Test func anyPiecesGiveTheSame() {
        let whole = Reading(conversation, Self.options)
        for length in [1, 7, 64] {
            #expect(Reading(Array(conversation.utf8), Self.options, pieces: { _ in length }) == whole)
        }
    }

    @Test func whateverIsChangedNothingTraps() {
        let text = Array(conversation.utf8)
        var random = SeededNumbers(17)
        for _ in 0..<300 {
            var bytes = text
            for _ in 0..<(1 + random.below(8)) {
                let place = random.below(bytes.count)
                switch random.below(3) {
                case 0: bytes[place] = UInt8(random.below(256))
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.below(40)))
                default: bytes.insert(contentsOf: text[..<random.below(200)], at: place)
                }
            }
            for entry in Reading(bytes, Self.options).entries where entry.kind != .malformed {
                #expect(entry.request != nil || entry.response != nil)
            }
        }
    }

    @Test(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
    func everyCollectedEnvelopeComesOut() throws {
        let listed = try SharedTraces.frames("soap-messages")
        for file in Set(listed.map(\.sourceFile)).sorted() {
            let expected = listed.filter { $0.sourceFile == file }
            let bytes = [UInt8](try Data(contentsOf: SharedTraces.folder.appending(path: "traces/\(file)")))
            let entries = Reading(bytes, Self.options).entries
            var kept = entries.flatMap { [$0.request, $0.response] }.compactMap { $0?.text }
            let all = kept.count
            for envelope in expected {
                // The XML declaration before it is none of the envelope.
                let text = envelope.text.replacing(/^<\?xml[^>]*\?>/, with: "")
                    .trimmingCharacters(in: .whitespacesAndNewlines)
                let place = try #require(kept.firstIndex(of: text), "\(file): \(text.prefix(200))")
                kept.remove(at: place)
                guard let source = envelope.source else { continue }
                let entry = try #require(entries.first { $0.request?.text == text || $0.response?.text == text })
                let isAnswer = entry.kind == .exchange && entry.response?.text == text
                #expect((isAnswer ? entry.source.other : entry.source) == source)
                if !envelope.charger.isEmpty { #expect(entry.chargerID.rawValue == envelope.charger) }
            }
            print("\(file): \(expected.count) envelopes listed, \(all) found")
            #expect(all == expected.count && entries.allSatisfy { $0.kind != .malformed && $0.version.isSOAP })
        }
    }
}

/// Numbers that are the same in every run.
struct SeededNumbers {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed
    }

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return bound == 0 ? 0 : Int(state >> 33) % bound
    }
}
