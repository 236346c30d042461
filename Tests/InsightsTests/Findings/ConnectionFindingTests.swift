import Insights
import OCPP
import OCPPLog
import TestSupport
import Testing

/// What connections and the log itself tell, in the sentences in which the recorder writes it.
struct ConnectionFindingTests {
    private static let traffic = "open for 2 min 5 s; 12 messages from the charging station, 13 to it"

    @Test func aRefusalIsFoundWithItsStatus() throws {
        var talk = Conversation()
        talk.connection(
            "refused", "refused with HTTP status 401: Unauthorized; from 127.0.0.1:5 without TLS; offered ocpp1.6")
        let finding = try #require(talk.findings().first)
        #expect(talk.codes() == ["connection-refused"])
        #expect(finding.sentence == "the connection was refused with HTTP status 401: Unauthorized")
        #expect(finding.severity == .error)
    }

    @Test func aHandshakeThatTheStationGaveUpIsAWarning() {
        var talk = Conversation()
        talk.connection("abandoned", "given up by the charging station; from 127.0.0.1:5 without TLS")
        #expect(talk.findings().map(\.severity) == [.warning])
    }

    @Test(arguments: [
        "ended by the charging station without a close frame: the line went dead",
        "closed by the upstream with code 1011",
        "closed by the charging station with code 1002: bad frame",
        "closed by this server with code 1001: no answer to a ping came",
    ])
    func anEndThatNoConnectionShouldHaveIsFound(_ end: String) {
        var talk = Conversation()
        talk.connection("closed", "\(end); \(Self.traffic)")
        #expect(talk.findings().map(\.sentence) == ["the connection was \(end), after it was open for 2 min 5 s"])
        #expect(talk.codes() == ["connection-lost"])
    }

    @Test(arguments: [
        "closed by the charging station with code 1000: bye", "closed by the charging station with code 1001",
        "closed by the charging station with code 1005", "closed by the upstream with code 1001: going away",
        "ended by this server without a close frame: this program was stopped",
        "closed by this server with code 1001: this program was stopped",
    ])
    func anEndAsItShouldBeIsNotFound(_ end: String) {
        var talk = Conversation()
        talk.connection("closed", "\(end); \(Self.traffic)")
        #expect(talk.codes().isEmpty)
    }

    @Test func aSecondConnectionOfOneStationIsFound() {
        var talk = Conversation()
        talk.connection(
            "opened",
            "opened from 127.0.0.1:5 without TLS; subprotocol ocpp1.6; another connection of this charging station is open, "
                + "since 2026-11-23T10:00:00.000Z")
        #expect(talk.codes() == ["connection-doubled"])
    }

    @Test func aConnectionWithoutASubprotocolIsFound() {
        var talk = Conversation()
        talk.connection("opened", "opened from 127.0.0.1:5 without TLS; no subprotocol agreed, none offered")
        #expect(
            talk.findings().map(\.sentence) == ["the connection was opened, and no subprotocol agreed, none offered"])
    }

    @Test func aConnectionThatOpensAsItShouldIsNotFound() {
        var talk = Conversation()
        talk.connection("opened", "opened from 127.0.0.1:5 without TLS; subprotocol ocpp1.6; messages are compressed")
        #expect(talk.codes().isEmpty)
    }

    @Test func aReconnectLoopIsFound() {
        var talk = Conversation()
        talk.connection("reconnect_loop", "5 connections within 1 min 0 s")
        #expect(talk.codes() == ["reconnect-loop"])
        #expect(talk.findings().map(\.sentence) == ["5 connections within 1 min 0 s"])
    }

    @Test func aGapIsFoundAndAnswersBehindItAreNoOrphans() {
        var talk = Conversation()
        talk.connection("opened", "opened from 127.0.0.1:5 without TLS; subprotocol ocpp1.6")
        talk.connection("closed", "gap")
        talk.frame("[3,\"x\",{}]")
        var entries = talk.entries
        entries[1].kind = .gap
        entries[1].missing = 3
        entries[1].detail = nil
        var engine = FindingEngine()
        let findings = entries.flatMap { engine.read($0) }
        #expect(findings.map(\.code) == ["log-gap"])
        #expect(findings.map(\.sentence) == ["3 messages are missing in the log"])
    }
}
