import Foundation
import Insights
import OCPP
import OCPPLog
import TestSupport
import Testing

/// The malformed and unusual traffic that the index of the recorded logs lists: found by a rule, or known to be none of a rule's.
struct UnusualTrafficTests {
    /// One case of the index.
    private struct Case {
        /// How its line in the index begins.
        var name: String
        /// Logs that show it, each with what a rule finds in it.
        var found: [(file: String, code: String)] = []
        /// Frames that show it, where there is no log of it or not of all of it, each with what a rule finds in it.
        var frames: [(frame: String, code: String)] = []
        /// Why no rule tells of it, or of some of it.
        var why = ""
    }

    private static let cases = [
        Case(name: "leading comma in an array", found: [("lbbrhzn-ocpp-1078-1.log", "malformed-frame")]),
        Case(
            name: "truncated CALLRESULT",
            found: [("lbbrhzn-ocpp-176-1.log", "malformed-frame"), ("lbbrhzn-ocpp-442-1.log", "malformed-frame")]),
        Case(
            name: "empty value",
            frames: [(#"[2,"1","StopTransaction",{"transactionId":,"meterStop":1}]"#, "malformed-frame")]),
        Case(name: "missing `{` before the payload", found: [("microocpp-311-1.log", "malformed-frame")]),
        Case(name: "commas lost after numbers", found: [("steve-1916-1.log", "malformed-frame")]),
        Case(
            name: "NUL byte in a JSON string",
            frames: [("[2,\"1\",\"Authorize\",{\"idTag\":\"A\u{0}\"}]", "malformed-frame")]),
        Case(
            name: "Ruby inspect instead of JSON",
            frames: [(#"[2,"1","StatusNotification",{"connectorId"=>1}]"#, "malformed-frame")],
            why: "in the log the logger writes so, and the reader reads it; what a station sends so is no frame"),
        Case(
            name: "prefix garbage", frames: [(#"Pong: [2,"1","Heartbeat",{}]"#, "malformed-frame")]),
        Case(name: "frame cut by a pager", why: "the log was cut, not the message"),
        Case(name: "frame elided in the middle", why: "the log shows a part of the frame, as its reader says"),
        Case(
            name: "wrong types", found: [("evcc-10339-1.log", "malformed-frame")],
            frames: [
                (#"[3,"1",{"configurationKey":[{"key":"A","readonly":"true","value":"5"}]}]"#, "schema-violation"),
                (#"[3,"1",{"configurationKey":[{"key":"A","readonly":true,"value":5}]}]"#, "schema-violation"),
            ], why: "the frame in the log is cut behind them"),
        Case(
            name: "values outside the enum",
            frames: [
                (status(#""errorCode":"Error","status":"Available""#), "schema-violation"),
                (status(#""errorCode":"NoError","status":"Faultd""#), "schema-violation"),
                (sample(#""context":"CurrentMax""#), "schema-violation"),
            ], why: "the unit Celcius stands in the specification of 1.6 itself"),
        Case(
            name: "too long / empty fields", found: [("lbbrhzn-ocpp-1622-1.log", "schema-violation")],
            why: "1.6 allows an empty chargePointVendor"),
        Case(
            name: "Int64.max transactionId", found: [("evcc-20881-1.log", "profile-start-uninitialised")],
            frames: [
                (
                    #"[2,"1","StopTransaction",{"transactionId":9223372036854775807,"meterStop":1,"timestamp":"\#(time)"}]"#,
                    "transaction-id-invalid"
                )
            ]),
        Case(
            name: "CALLERROR with string errorDetails",
            found: [("steve-45-1.log", "call-error"), ("microocpp-150-1.log", "not-supported")],
            frames: [(#"[4,"1","ProtocolError","",{}]"#, "call-error")]),
        Case(
            name: "timestamps",
            found: [
                ("evcc-10399-1.log", "bad-timestamp"), ("monta-emulator-5-1.log", "schema-violation"),
                ("microocpp-311-1.log", "clock-drift"), ("ocpp-go-20-1.log", "clock-drift"),
                ("steve-136-1.log", "clock-drift"),
            ], why: "no time, +00:00, fractions and other zones are allowed; a clock that is 2 s ahead is right"),
        Case(name: "old messages replayed", found: [("evcc-30114-1.log", "offline-message")]),
        Case(name: "JSON white space variants", why: "JSON allows it; a blank before a comma too"),
        Case(name: "unknown action for the CSMS", found: [("actec-evcc-proxy-1.log", "not-supported")]),
        Case(name: "vendor DataTransfer", why: "what makers agree on is theirs"),
        Case(
            name: "websocket level",
            why: "no message came about; what this program sees of it is an entry of the connection"),
        Case(name: "charger id", why: "an identity may be any text"),
        Case(
            name: "answer without request",
            found: [
                ("filmar-client-ocpp-sim-1.log", "no-answer"), ("tarkanaktan-ocpp201-my_app-1.log", "orphan-answer"),
            ], why: "evcc-15869 ends with its request"),
        Case(name: "illegal response payload", found: [("filmar-client-ocpp-sim-1.log", "schema-violation")]),
        Case(name: "two records on one physical line", why: "the reader takes them apart"),
    ]

    private static let time = Timestamp.start.text(fractionDigits: 0)

    private static func status(_ members: String) -> String {
        "[2,\"1\",\"StatusNotification\",{\"connectorId\":1,\(members)}]"
    }

    private static func sample(_ member: String) -> String {
        "[2,\"1\",\"MeterValues\",{\"connectorId\":1,\"meterValue\":[{\"timestamp\":\"\(time)\","
            + "\"sampledValue\":[{\"value\":\"1\",\(member)}]}]}]"
    }

    @Test func eachFrameIsFoundAsWhatItIs() {
        for this in Self.cases {
            for (frame, code) in this.frames {
                var talk = Conversation()
                // What it may answer.
                talk.frame("[2,\"1\",\"GetConfiguration\",{}]", from: .csms)
                talk.frame(frame)
                talk.frame("[3,\"1\",{}]", from: .csms)
                #expect(talk.codes().contains(code), "\(this.name): \(talk.codes()) in \(frame)")
            }
        }
    }

    @Test func whatNoRuleSeesHasAReason() {
        let untold = Self.cases.filter { $0.found.isEmpty && $0.frames.isEmpty && $0.why.isEmpty }
        #expect(untold.map(\.name) == [])
    }

    @Test(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
    func everyCaseOfTheIndexIsFoundInItsLog() throws {
        for this in Self.cases {
            for (file, code) in this.found {
                var engine = FindingEngine()
                let entries = try ReviewedFindingsTests.entries(
                    of: ReviewedFindingsTests.traces.appending(path: file), nil)
                let codes = Set(entries.flatMap { engine.read($0) }.map(\.code))
                #expect(codes.contains(code), "\(this.name): \(codes.sorted()) in \(file)")
            }
        }
    }

    @Test(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
    func noCaseOfTheIndexIsLeftOut() throws {
        let index = try String(contentsOf: ReviewedFindingsTests.traces.appending(path: "INDEX.md"), encoding: .utf8)
        let section = try #require(index.range(of: "## Malformed or unusual traffic"))
        let lines = index[section.upperBound...].split(separator: "\n").prefix { !$0.hasPrefix("## ") }
        let rows = lines.filter { $0.hasPrefix("| ") && !$0.hasPrefix("| case") && !$0.hasPrefix("| ---") }
        #expect(rows.count > 20)
        for row in rows {
            let names = Self.cases.map(\.name).filter { row.dropFirst(2).hasPrefix($0) }
            #expect(names.count == 1, "\(names) for \(row)")
        }
        #expect(rows.count == Self.cases.count)
    }
}
