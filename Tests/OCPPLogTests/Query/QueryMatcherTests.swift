import OCPP
import OCPPLog
import Testing

/// Which entries a query finds.
struct QueryMatcherTests {
    private static let sites = SiteDirectory([Site(id: SiteID("depot-7"), name: "Depot Süd")])

    /// A fault that a station reported.
    private static let fault = Entry.talked(
        #"""
        [2,"1f2e","StatusNotification",{"connectorId":1,"status":"Faulted","errorCode":"GroundFailure",
        "vendorErrorCode":"CX002","info":"Überspannung L1 \"x\" café 7 kW"}]
        """#, #"[3,"1f2e",{}]"#, charger: "DE-MUC-07", site: "depot-7")

    @Test(arguments: [
        "", "action:StatusNotification", "action:statusnotification", "action:Status*", "action:Boot*,*notification",
        "action:*", "charger:de-muc-*", "station:DE-MUC-07", "site:depot-7", "site:\"depot süd\"", "site:DEPOT*",
        "site_id:*", "connector:1", "connector:0,1", "connector_id:*", "status:Faulted", "error:GroundFailure",
        "error:cx002", "error_code:*", "source:cp", "kind:exchange", "id:1F2E", "id:3f09a2c1-1842", "unique_id:*",
        "version:1.6", "level:info", "result:ok", "outcome:*", "-evse:*", "-tag:*", "-tx:*", "-status:Available",
        "-result:rejected,unanswered", "charger:X OR status:Faulted", "NOT (charger:X OR charger:Y)",
    ])
    func aFieldFindsTheFault(_ query: String) throws {
        #expect(try matches(query, Self.fault))
    }

    @Test(arguments: [
        "action:Status", "action:\"Status*\"", "action:\"\"", "charger:de-muc", "site:depot", "connector:0,2", "evse:1",
        "evse:*",
        "status:Available", "-status:Faulted", "error:NoError", "source:csms", "kind:gap", "id:1842", "version:2.*",
        "level:debug", "result:accepted", "tag:*", "tag:\"\"", "charger:X status:Faulted",
        "-(charger:X OR status:Faulted)", "connector:1 AND connector:2",
    ])
    func aFieldDoesNotFindTheFault(_ query: String) throws {
        #expect(try !matches(query, Self.fault))
    }

    @Test(arguments: [
        "notification", "MUC", "depot-7", "süd", "groundfailure", "cx00", "überspannung", "ÜBERSPANNUNG",
        "\"L1 \\\\\\\"x\"",
        "CAFÉ", "l1", "7", "kw", "\"\"", "\":\"", "\"{\"", "-heartbeat", "faulted überspannung", "heartbeat OR faulted",
    ])
    func aWordFindsTheFault(_ query: String) throws {
        #expect(try matches(query, Self.fault))
    }

    @Test(arguments: [
        // The unique id is not among the payload, nor is the array around it.
        "1f2e", "[2", "[3",
        // Fewer than three characters: a whole token.
        "st", "c", "fa", "ü",
        // Bytes as they are: no escapes are resolved.
        "\"L1 \\\"x\"",
        // A star in a word is a star.
        "status*",
        "heartbeat", "statusnotifications", "-faulted", "faulted heartbeat",
    ])
    func aWordDoesNotFindTheFault(_ query: String) throws {
        #expect(try !matches(query, Self.fault))
    }

    @Test(arguments: [
        (#"[3,"1",{"status":"Accepted"}]"#, ["accepted", "ok"]),
        (#"[3,"1",{"status":"Rejected"}]"#, ["rejected"]),
        (#"[3,"1",{"status":"Scheduled"}]"#, ["ok"]),
        (#"[3,"1",{}]"#, ["ok"]),
        (#"[4,"1","NotSupported","no lock",{}]"#, ["NotSupported"]),
        (
            #"[4,"1","OccurenceConstraintViolation","",{}]"#,
            ["OccurrenceConstraintViolation", "occurenceConstraintViolation"]
        ),
        (#"[4,"1","FormatViolation","",{}]"#, ["FormationViolation", "FormatViolation"]),
        (nil, ["unanswered"]),
    ])
    func theResultOfAnExchange(_ answer: String?, _ results: [String]) throws {
        let entry = Entry.talked(#"[2,"1","UnlockConnector",{"connectorId":2}]"#, answer, from: .csms)
        let asked = [
            "accepted", "ok", "rejected", "unanswered", "NotSupported", "OccurrenceConstraintViolation",
            "occurenceConstraintViolation", "FormationViolation", "FormatViolation",
        ]
        #expect(try Set(asked.filter { try matches("result:\($0)", entry) }) == Set(results))
    }

    @Test func anErrorIsFoundByItsCodeItsTextAndItsDetails() throws {
        let entry = Entry.talked(
            #"[2,"1","Reset",{}]"#, #"[4,"1","OccurenceConstraintViolation","lock is jammed",{"why":"frost"}]"#,
            from: .csms)
        for query in [
            "error:OccurrenceConstraintViolation", "error:Occure*", "occurence", "jammed", "frost", "error:*",
        ] {
            #expect(try matches(query, entry), "\(query)")
        }
    }

    @Test func theStatusIsTheReportedOneOrTheAnswered() throws {
        let entry = Entry.talked(
            #"[2,"1","FirmwareStatusNotification",{"status":"Installed"}]"#, #"[3,"1",{"status":"Accepted"}]"#)
        for query in ["status:Installed", "status:Accepted", "status:Installed AND status:Accepted"] {
            #expect(try matches(query, entry), "\(query)")
        }
    }

    @Test func transactionsAndTagsAreFound() throws {
        let entry = Entry.talked(
            #"[2,"1","StartTransaction",{"connectorId":1,"idTag":"04:A2:9F"}]"#,
            #"[3,"1",{"transactionId":42,"idTagInfo":{"status":"Blocked"}}]"#)
        for query in ["tag:04:a2:9f", "id_tag:04*", "tx:42", "transaction_id:4*", "status:blocked", "result:rejected"] {
            #expect(try matches(query, entry), "\(query)")
        }
    }

    @Test func aMalformedFrameIsFoundByAllOfItsBytes() throws {
        let entry = Entry.talked(#"[2,"u77","Heartbeat",{"broken":"#)
        for query in [
            "kind:malformed", "broken", "\"u77\"", "action:\"\" OR action:Heartbeat", "-level:*", "-result:*",
        ] {
            #expect(try matches(query, entry), "\(query)")
        }
    }

    @Test func anEntryWithoutActionHasTheEmptyOne() throws {
        let entry = Entry(
            kind: .connection, datetime: Timestamp(microseconds: 0), chargerID: ChargerID("CP-7"),
            connectionID: ConnectionID(rawValue: 1), source: .cp, version: .v16)
        #expect(try matches("action:\"\"", entry))
        #expect(try matches("-action:*", entry))
        #expect(try !matches("action:*", entry))
        #expect(try matches("kind:connection cp-7 -frame", entry))
    }

    @Test func lettersBeyondASCIIFindASCIIAndTheOtherWayRound() throws {
        let entry = Entry.talked(#"[2,"1","DataTransfer",{"data":"5 \#u{212A}elvin, ſtop"}]"#, #"[3,"1",{}]"#)
        for query in ["kelvin", "KELVIN", "stop", "\u{212A}elvin", "datatranſfer"] {
            #expect(try matches(query, entry), "\(query)")
        }
    }

    private func matches(_ query: String, _ entry: Entry?) throws -> Bool {
        let entry = try #require(entry)
        return QueryMatcher(try QueryParser.parse(query), sites: Self.sites).matches(entry)
    }
}
