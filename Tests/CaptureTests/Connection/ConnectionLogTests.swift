import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Capture

/// What a connection's life and messages become, told as conversations.
struct ConnectionLogTests {
    private static let facts = ConnectionFacts(
        id: ConnectionID(rawValue: 7), charger: ChargerID("CP1"), remoteAddress: "192.0.2.7:51000",
        offered: ["ocpp1.6", "ocpp2.0.1"], upstream: nil)

    private static func opened(
        _ subprotocol: String? = "ocpp1.6", facts: ConnectionFacts = facts
    ) -> (ConnectionLog, [Recordable]) {
        var log = ConnectionLog(facts, callTimeout: .seconds(30))
        let recordables = log.opened(.init(subprotocol: subprotocol, isCompressed: false), at: .start)
        return (log, recordables)
    }

    @Test func anExchangeBecomesAnEntryOfTheAgreedVersion() throws {
        var (log, _) = Self.opened("ocpp2.0.1")
        let asked = log.received(.text(#"[2,"1","Heartbeat",{}]"#, from: .cp), at: .at(1))
        guard case .opened = try #require(asked.first) else {
            Issue.record("the CALL is not open: \(asked)")
            return
        }
        let answered = log.received(.text(#"[3,"1",{"currentTime":"x"}]"#, from: .csms), at: .at(1.25))
        let entry = try #require(answered.entries.first)
        #expect(entry.kind == .exchange)
        #expect(entry.version == .v201)
        #expect(entry.chargerID == ChargerID("CP1"))
        #expect(entry.connectionID == ConnectionID(rawValue: 7))
        #expect(entry.latency == 250_000)
    }

    @Test func anOpenCallExpiresAndOneThatIsOpenAtTheEndIsUnansweredBeforeTheConnectionIsClosed() {
        var (log, _) = Self.opened()
        #expect(log.nextDeadline == nil)
        _ = log.received(.text(#"[2,"1","Heartbeat",{}]"#, from: .cp), at: .at(1))
        #expect(log.nextDeadline == .at(31))
        #expect(log.expire(at: .at(30)).isEmpty)
        #expect(log.expire(at: .at(31)).entries.map(\.reason) == ["timeout"])
        _ = log.received(.text(#"[2,"2","Heartbeat",{}]"#, from: .cp), at: .at(40))
        let ended = log.closed(.init(cause: .charger, code: 1001, reason: "going away"), at: .at(65.5))
        #expect(ended.entries.map(\.kind) == [.unanswered, .connection])
        #expect(
            ended.entries.last?.detail
                == "closed by the charging station with code 1001: going away; open for 1 min 5 s; 2 messages from the charging station, 0 to it"
        )
        #expect(log.nextDeadline == nil)
    }

    @Test func aMessageThatIsTooLargeKeepsItsTrueLength() {
        var (log, _) = Self.opened()
        let problem = FrameProblem(.tooLarge, at: 3, "too large")
        let message = CapturedMessage(source: .csms, bytes: [91, 50, 44], length: 5_000_000, problem: problem)
        let entry = log.received(message, at: .at(1)).entries.first
        #expect(entry?.kind == .malformed)
        #expect(entry?.reason == "too_large")
        #expect(entry?.source == .csms)
        #expect(entry?.request?.length == 5_000_000)
        #expect(entry?.request?.bytes == [91, 50, 44])
    }

    @Test func aTextThatIsNotUTF8IsKeptAsMalformed() {
        var (log, _) = Self.opened()
        let message = CapturedMessage(source: .cp, bytes: [0x5B, 0x22, 0xFF], length: 3, problem: nil)
        #expect(log.received(message, at: .at(1)).entries.map(\.reason) == ["not_utf8"])
    }

    @Test func aConnectionIsOpenedAndClosedOnce() {
        var (log, opened) = Self.opened()
        #expect(opened.entries.map(\.reason) == ["opened"])
        #expect(log.opened(.init(subprotocol: nil, isCompressed: false), at: .at(1)).isEmpty)
        #expect(log.refused(status: 500, reason: "", by: .upstream, at: .at(1)).isEmpty)
        #expect(log.closed(.init(cause: .charger, reason: ""), at: .at(2)).entries.count == 1)
        #expect(log.closed(.init(cause: .charger, reason: ""), at: .at(3)).isEmpty)
    }

    @Test func aReconnectLoopIsAnEntryOfItsOwnBehindTheOneOfTheConnectionAndIsFoundByItsReason() throws {
        var log = ConnectionLog(Self.facts, callTimeout: .seconds(30))
        let loop = ReconnectLoop(connections: 5, within: .seconds(61), last: nil)
        let entries = log.opened(
            .init(subprotocol: "ocpp1.6", isCompressed: false), .init(loop: loop), at: .start
        ).entries
        #expect(entries.map(\.kind) == [.connection, .connection])
        #expect(entries.map(\.reason) == ["opened", "reconnect_loop"])
        #expect(entries[1].detail == "5 connections within 1 min 1 s")
        #expect(entries[1].version == .v16)
        let matcher = QueryMatcher(try QueryParser.parse("kind:connection reason:reconnect_loop"))
        #expect(entries.map(matcher.matches) == [false, true])
    }

    @Test func aConnectionThatWasRefusedIsNeitherOpenedNorClosed() {
        var log = ConnectionLog(Self.facts, callTimeout: .seconds(30))
        let refused = log.refused(status: 401, reason: "Unauthorized", by: .upstream, at: .start)
        #expect(refused.entries.map(\.reason) == ["refused"])
        #expect(log.closed(.init(cause: .upstream, reason: ""), at: .at(1)).isEmpty)
    }

    @Test(
        arguments: [
            ("ocpp1.6", ["ocpp1.6"], OCPPVersion.v16), ("ocpp2.1", ["ocpp1.6", "ocpp2.1"], .v21),
            (nil, ["ocpp2.0.1"], .v201), (nil, ["ocpp1.6", "ocpp2.0.1"], .unknown), (nil, [], .unknown),
            (nil, ["soap"], .unknown), ("soap", ["ocpp1.6"], .unknown),
        ] as [(String?, [String], OCPPVersion)])
    func theVersionIsThatOfTheAgreedSubprotocolElseThatOfTheOnlyOneOffered(
        agreed: String?, offered: [String], version: OCPPVersion
    ) {
        let agreement = ConnectionAgreement(subprotocol: agreed, isCompressed: false)
        #expect(agreement.version(offered: offered) == version)
    }

    @Test func theSentencesOfAConnection() {
        var facts = Self.facts
        func opened(_ subprotocol: String?, compressed: Bool = false) -> String? {
            let agreement = ConnectionAgreement(subprotocol: subprotocol, isCompressed: compressed)
            return ConnectionEntries(facts: facts).opened(agreement, at: .start).detail
        }
        #expect(
            opened("ocpp1.6")
                == "opened from 192.0.2.7:51000 without TLS; subprotocol ocpp1.6, offered ocpp1.6, ocpp2.0.1")
        facts.tlsVersion = "TLS 1.3"
        facts.certificateName = "CP1"
        facts.offered = ["ocpp1.6"]
        facts.upstream = "wss://csms.example.com"
        #expect(
            opened("ocpp1.6", compressed: true)
                == "opened from 192.0.2.7:51000 over TLS 1.3 with the certificate of CP1; subprotocol ocpp1.6; messages are compressed; forwarded to wss://csms.example.com"
        )
        facts.remoteAddress = nil
        facts.certificateName = nil
        facts.offered = []
        facts.upstream = nil
        #expect(opened(nil) == "opened over TLS 1.3; no subprotocol agreed, none offered")
        facts.headers = "Host: x"
        let again = ConnectionEntries(facts: facts)
            .opened(.init(subprotocol: nil, isCompressed: false), otherSince: .start, at: .at(1)).detail
        #expect(
            again
                == "opened over TLS 1.3; no subprotocol agreed, none offered; another connection of this charging station is open, since 2026-11-23T10:00:00.000Z; headers Host: x"
        )
        facts.headers = ""
        facts.offered = [String(repeating: "x", count: 5_000)]
        #expect((opened(nil) ?? "").count < 400)
        facts.offered = ["ocpp1.6"]
        let refused = ConnectionEntries(facts: facts)
            .refused(status: 404, reason: "Not Found", by: .upstream, at: .start)
        #expect(
            refused.detail == "refused by the upstream with HTTP status 404: Not Found; over TLS 1.3; offered ocpp1.6")
        #expect(refused.source == .cp)
        let ended = ConnectionEntries(facts: facts)
            .closed(
                .init(cause: .upstream, reason: ""), version: .v16, openedAt: .start,
                .init(fromCharger: 1, toCharger: 2), at: .at(0.5))
        #expect(
            ended.detail
                == "ended by the upstream without a close frame; open for 0.500 s; 1 message from the charging station, 2 to it"
        )
    }

    @Test(arguments: [
        (-3.0, "0.000 s"), (0, "0.000 s"), (1.0421, "1.042 s"), (59, "59 s"), (61, "1 min 1 s"), (3_723, "1 h 2 min"),
        (200_000, "2 d 7 h"),
    ])
    func durationsAreToldInTheirTwoLargestUnits(seconds: Double, words: String) {
        #expect(Duration.seconds(seconds).inWords == words)
    }
}

extension ConnectionLog {
    mutating func opened(
        _ agreement: ConnectionAgreement, _ circumstances: ConnectionCircumstances = ConnectionCircumstances(),
        at now: Timestamp
    ) -> [Recordable] {
        collecting { $0.opened(agreement, circumstances, at: now, into: &$1) }
    }

    mutating func refused(status: Int, reason: String, by cause: ConnectionEnd.Cause, at now: Timestamp) -> [Recordable]
    {
        collecting { $0.refused(status: status, reason: reason, by: cause, at: now, into: &$1) }
    }

    mutating func received(_ message: CapturedMessage, at now: Timestamp) -> [Recordable] {
        collecting { $0.received(message, at: now, into: &$1) }
    }

    mutating func expire(at now: Timestamp) -> [Recordable] {
        collecting { $0.expire(at: now, into: &$1) }
    }

    mutating func closed(_ end: ConnectionEnd, at now: Timestamp) -> [Recordable] {
        collecting { $0.closed(end, at: now, into: &$1) }
    }

    private mutating func collecting(_ happen: (inout ConnectionLog, inout [Recordable]) -> Void) -> [Recordable] {
        var recordables: [Recordable] = []
        happen(&self, &recordables)
        return recordables
    }
}

extension CapturedMessage {
    static func text(_ text: String, from source: Source) -> CapturedMessage {
        let bytes = Array(text.utf8)
        return CapturedMessage(source: source, bytes: bytes, length: bytes.count)
    }
}

extension [Recordable] {
    /// The entries that are complete.
    var entries: [Entry] {
        compactMap { recordable in
            guard case .completed(let entry, _) = recordable else { return nil }
            return entry
        }
    }
}
