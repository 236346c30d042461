import LogFormats
import OCPP
import OCPPLog
import Testing

struct LineFormatTests {
    private static let heartbeat = #"[2,"17","Heartbeat",{}]"#

    /// A line, and what it says.
    struct Line: CustomTestStringConvertible, Sendable {
        var format: String
        var line: String
        var frame: String
        var testDescription: String { "\(format): \(line.prefix(60))" }

        init(_ format: String, _ line: String, _ frame: String) {
            (self.format, self.line, self.frame) = (format, line, frame)
        }
    }

    private static let lines: [Line] = [
        Line(
            "home-assistant", "2026-02-16 18:06:46.507 INFO (MainThread) [ocpp] CP-7: receive message " + heartbeat,
            "cp CP-7 2026-02-16T18:06:46.507000Z " + heartbeat),
        Line(
            "home-assistant", "2021-03-17 20:23:00 INFO (MainThread) [ocpp] : receive message " + heartbeat,
            "cp unnamed 2021-03-17T20:23:00.000000Z " + heartbeat),
        Line(
            "home-assistant", "2026-02-16 18:06:46 INFO (MainThread) [ocpp] 129.168.0.1:9000: send [3,\"17\",{}]",
            "csms 129.168.0.1:9000 2026-02-16T18:06:46.000000Z [3,\"17\",{}]"),
        Line(
            "home-assistant",
            "2026-02-16 18:06:46 DEBUG (MainThread) [websockets.server] < TEXT '\(heartbeat)' [23 bytes]",
            "cp unnamed 2026-02-16T18:06:46.000000Z " + heartbeat),
        Line(
            "home-assistant",
            #"2026-02-16 18:06:46 DEBUG (MainThread) [websockets.server] > TEXT '[3,"17",{"a":"\\"é"}]' [21 bytes]"#,
            #"csms unnamed 2026-02-16T18:06:46.000000Z [3,"17",{"a":"\"é"}]"#),
        Line(
            "home-assistant",
            #"2026-02-16 18:06:46 DEBUG (MainThread) [websockets.protocol] server < Frame(fin=True, opcode=<Opcode.TEXT: 1>, data=b'[3,"17",{"a":"\\"\xc3\xa9"}]', rsv1=False, rsv2=False)"#,
            #"cp unnamed 2026-02-16T18:06:46.000000Z [3,"17",{"a":"\"é"}]"#),
        Line(
            "home-assistant",
            "2026-02-16 18:06:46 ERROR (MainThread) [ocpp] Unable to parse message: '[3,\"17\",{]', it doesn't seem to be valid OCPP: x",
            "cp unnamed 2026-02-16T18:06:46.000000Z [3,\"17\",{]"),
        Line("mobilityhouse", "INFO:ocpp:CP-7: send " + heartbeat, "cp CP-7 1970-01-01T00:00:00.001000Z " + heartbeat),
        Line(
            "mobilityhouse", "DEBUG:websockets.client:> TEXT '\(heartbeat)' [23 bytes]",
            "cp unnamed 1970-01-01T00:00:00.001000Z " + heartbeat),
        Line(
            "mobilityhouse", "2026-02-24 07:15:04 [INFO] ocpp: CP-7: receive message " + heartbeat,
            "cp CP-7 2026-02-24T07:15:04.000000Z " + heartbeat),
        Line(
            "mobilityhouse", "2026-02-24 07:15:04,902 [INFO] CP-7: receive message " + heartbeat,
            "cp CP-7 2026-02-24T07:15:04.902000Z " + heartbeat),
        Line(
            "mobilityhouse", "2026-02-24 07:15:04,589 - ocpp - INFO - CP-7: send " + heartbeat,
            "cp CP-7 2026-02-24T07:15:04.589000Z " + heartbeat),
        Line(
            "mobilityhouse", "2026-02-24 07:15:04,589 - websockets.server - DEBUG - < TEXT '\(heartbeat)' [23 bytes]",
            "cp unnamed 2026-02-24T07:15:04.589000Z " + heartbeat),
        Line(
            "mobilityhouse", "[2026-02-24 07:15:04,334] INFO in chargepoint: CP-7: send " + heartbeat,
            "cp CP-7 2026-02-24T07:15:04.334000Z " + heartbeat),
        Line(
            "mobilityhouse", "2026-02-24 07:15:04,273 - {ocpp:456} - {INFO:OCPP Client} - CP-7: send " + heartbeat,
            "cp CP-7 2026-02-24T07:15:04.273000Z " + heartbeat),
        Line(
            "mobilityhouse", "CP-7: receive message Pong: " + heartbeat,
            "cp CP-7 1970-01-01T00:00:00.001000Z Pong: " + heartbeat),
        Line(
            "mobilityhouse", "send [2,\"1\",\"Reset\",{}]",
            "csms unnamed 1970-01-01T00:00:00.001000Z [2,\"1\",\"Reset\",{}]"),
        Line(
            "ocpp-go",
            #"time="2026-04-26T11:11:26+02:00" level=debug msg="received JSON message from CP-7: [2,\"17\",\"DataTransfer\",{\"data\":\"\\\"\"}]" logger=ocppj"#,
            #"cp CP-7 2026-04-26T09:11:26.000000Z [2,"17","DataTransfer",{"data":"\""}]"#),
        Line(
            "ocpp-go", "DEBU[0003] sent JSON message to server: " + heartbeat + "   logger=ocppj",
            "cp unnamed 1970-01-01T00:00:00.001000Z " + heartbeat),
        Line(
            "ocpp-go", "2026/04/26 11:11:26 received JSON message from server: [3,\"17\",{}]",
            "csms unnamed 2026-04-26T11:11:26.000000Z [3,\"17\",{}]"),
        Line("microocpp", "[AO] Send: " + heartbeat, "cp unnamed 1970-01-01T00:00:00.001000Z " + heartbeat),
        Line(
            "microocpp", "I (1234) main: [MO] Recv: [3,\"17\",{}]",
            "csms unnamed 1970-01-01T00:00:00.001000Z [3,\"17\",{}]"),
        Line(
            "microocpp", "11:52:55.587 -> [MO] Send: " + heartbeat,
            "cp unnamed 1970-01-01T11:52:55.587000Z " + heartbeat),
        Line(
            "alfen", "2026-12-31T14:53:18.082Z:COM:ocpp_rpc.c:681:-> " + heartbeat,
            "cp unnamed 2026-12-31T14:53:18.082000Z " + heartbeat),
        Line(
            "proxy", "[09:35:55,576] [target->client] [3,\"17\",{}]",
            "csms unnamed 1970-01-01T09:35:55.576000Z [3,\"17\",{}]"),
        Line(
            "proxy", "2026-12-19 09:35:55,576 - [client->target] " + heartbeat,
            "cp unnamed 2026-12-19T09:35:55.576000Z " + heartbeat),
        Line(
            "solidstudio", "2026-03-06 09:55:51 info: Responding with ➡️  [3,\"17\",{}]",
            "cp unnamed 2026-03-06T09:55:51.000000Z [3,\"17\",{}]"),
        Line(
            "kevit", "2026-03-26 00:00:00 - [TXT][CP-7] : MESSAGE : [2,\"1\",\"Reset\",{}]",
            "csms CP-7 2026-03-26T00:00:00.000000Z [2,\"1\",\"Reset\",{}]"),
        Line(
            "ocppclient", "[2026-08-22T02:50:56.554Z] %c[OCPPClient] << message received: [3,\"17\",{}] color: cyan;",
            "csms unnamed 2026-08-22T02:50:56.554000Z [3,\"17\",{}]"),
        Line(
            "sap-simulator",
            "debug: 11/25/2026, 12:34:21 PM CS-7 | OCPPRequestService.internalSendMessage: >> Command 'Heartbeat' sent request payload: "
                + heartbeat, "cp CS-7 2026-11-25T12:34:21.000000Z " + heartbeat),
        Line(
            "sap-simulator",
            "debug: 25.11.2026, 13:34:21 CS-7 | X.y: >> Command 'Heartbeat' sent request payload: " + heartbeat,
            "cp CS-7 2026-11-25T13:34:21.000000Z " + heartbeat),
        Line(
            "delta-acmax",
            "Feb 17 23:41:46.159 OpenWrt local7.info OpenWrt[2596]: [Info][OCPP16J]HeartbeatReq:pu8SendBuf="
                + heartbeat, "cp unnamed 2026-02-17T23:41:46.159000Z " + heartbeat),
        Line(
            "evcc", "[ocpp  ] TRACE 2026/04/26 11:11:26 recv CP-7: " + heartbeat,
            "cp CP-7 2026-04-26T11:11:26.000000Z " + heartbeat),
        Line(
            "frames", "[[2,\"17\",\"Heartbeat\",{}],[3,\"17\",{}]]",
            "cp unnamed 1970-01-01T00:00:00.001000Z " + heartbeat),
    ]

    @Test(arguments: lines) func aLineSaysWhoSentItWhenAndWhichStationItIs(_ line: Line) {
        let report = LineReport(line.line)
        #expect(report.frames.first == line.frame)
        #expect(report.account.format?.format == line.format)
        let asked = LineReport(line.line, format: line.format)
        #expect(asked.frames == report.frames)
    }

    @Test(arguments: [
        ("home-assistant", 2, 3), ("mobilityhouse", 3, 0), ("ocpp-go", 2, 1), ("microocpp", 2, 1), ("alfen", 2, 1),
        ("proxy", 3, 0),
        ("solidstudio", 2, 1), ("kevit", 2, 0), ("ocppclient", 2, 1), ("sap-simulator", 1, 1), ("delta-acmax", 1, 1),
        ("steve", 2, 0),
        ("evcc", 2, 0), ("frames", 2, 0),
    ]) func aSampleHoldsSoManyFramesAndOtherLines(_ name: String, _ frames: Int, _ others: Int) throws {
        let sample = try #require(ImportFormat.named(name)).sample
        let report = LineReport(sample)
        #expect(report.frames.count == frames)
        // The line of a library below that repeats a frame is none of those.
        let repeats = name == "home-assistant" ? 1 : 0
        #expect(report.account.passedOver.reduce(0) { $0 + $1.count } == others - repeats)
        #expect(report.entries.allSatisfy { $0.kind != .malformed })
    }

    private static let wrappers: [@Sendable (String) -> String] = [
        { "Okt 23 12:39:47 host prog[4674]: \($0)" }, { "2026-10-23T12:39:47+02:00 host prog[4674]: \($0)" },
        { "evcc  | \($0)" },
        { "\u{1B}[36m\($0)\u{1B}[0m" }, { "> \($0)" }, { "> > everest-demo-1   | \($0)" },
        { "> evcc  | Sep  3 12:39:47 host prog[1]: \u{1B}[1;35m\($0)\u{1B}[1;0m" },
    ]

    @Test(arguments: [
        "home-assistant", "mobilityhouse", "ocpp-go", "microocpp", "alfen", "proxy", "solidstudio", "kevit",
        "ocppclient",
        "sap-simulator", "delta-acmax", "steve", "evcc", "frames",
    ]) func whatIsAroundALogIsTakenOff(_ name: String) throws {
        let sample = try #require(ImportFormat.named(name)).sample
        let plain = LineReport(sample)
        for (number, wrap) in Self.wrappers.enumerated() {
            let wrapped = sample.split(separator: "\n").map { wrap(String($0)) }.joined(separator: "\n")
            let report = LineReport(wrapped)
            #expect(report.untimed.sorted() == plain.untimed.sorted(), "wrapper \(number)")
            #expect(report.account.format?.format == name, "wrapper \(number)")
        }
    }

    @Test func twoRecordsMayStandOnOneLine() {
        let report = LineReport(
            "[MO] Send: \(Self.heartbeat)11:52:55.587 > [MO] Recv: [3,\"17\",{}]\n"
                + "[ocpp  ] TRACE 2026/04/26 11:11:26 recv CP-7: \(Self.heartbeat)[ocpp  ] TRACE 2026/04/26 11:11:26 send CP-7: [3,\"17\",{}]"
        )
        #expect(
            report.untimed.sorted() == [
                "cp CP-7 " + Self.heartbeat, "cp CP-7 " + Self.heartbeat, "csms CP-7 [3,\"17\",{}]",
                "csms CP-7 [3,\"17\",{}]",
            ])
    }

    @Test func aFrameMayGoOverLines() {
        let report = LineReport(
            """
            2026-02-16 18:06:46 INFO (MainThread) [ocpp] CP-7: receive message [2,"17","MeterValues",
            {
            "meterValue":
            [
            {}
            ]
            }]
            2026-02-16 18:06:47 INFO (MainThread) [ocpp] CP-7: send [3,"17",{}]
            """)
        #expect(report.entries.map(\.kind) == [.exchange])
        #expect(report.entries.first?.request?.text == "[2,\"17\",\"MeterValues\",\n{\n\"meterValue\":\n[\n{}\n]\n}]")
    }

    @Test func aFrameThatIsNotClosedIsKeptAsItStands() {
        let report = LineReport(
            """
            2026-02-16 18:06:46 INFO (MainThread) [ocpp] CP-7: receive message [3,"17",{"configurationKey":[]
            2026-02-16 18:06:46 ERROR (MainThread) [ocpp] Unable to parse message: '[3,"17",{"configurationKey":[]', it doesn't seem
            Traceback (most recent call last):
            2026-02-16 18:06:47 INFO (MainThread) [ocpp] CP-7: receive message [2,"18","Heartbeat",{}]
            """)
        #expect(
            report.untimed == ["cp CP-7 [3,\"17\",{\"configurationKey\":[]", "cp CP-7 [2,\"18\",\"Heartbeat\",{}]"])
        #expect(report.entries.first?.kind == .malformed)
        #expect(report.passedOver("not_known") == 1)
    }

    @Test func aPartOfAFrameIsNone() {
        let report = LineReport(
            """
            2026-02-16 18:06:45 DEBUG (MainThread) [websockets.server] < GET /ocpp/CP-7?x=1 HTTP/1.1
            2026-02-16 18:06:45 DEBUG (MainThread) [websockets.server] > Sec-WebSocket-Protocol: ocpp2.0.1
            2026-02-16 18:06:46 DEBUG (MainThread) [websockets.server] < TEXT '[2,"17","Boot...: "5.5.10","imsi": ""}]' [318 bytes]
            2026-02-16 18:06:46 DEBUG (MainThread) [websockets.server] > TEXT '[3,"17",{}]' [11 bytes]
            """)
        #expect(report.untimed == ["csms CP-7 [3,\"17\",{}]"])
        #expect(report.entries.first?.version == .v201)
        #expect(report.passedOver("elided") == 1 && report.passedOver("no_frame") == 2)
    }

    @Test func aLogOfWordsAloneSaysSo() {
        let report = LineReport(
            """
            Sun Aug 6 08:32:00 2026 | Received SetChargingProfile(connectorId:0 profileId:8)
            [2026-04-29 05:26:18] Connector 3: OCPP Status Preparing
            Apr/30 20:02:13 UTC --  Recv BootNotification: QJsonObject({"currentTime":"2026-04-30T20:02:08Z"})
            """)
        #expect(report.entries.isEmpty && report.fault?.contains("no OCPP frames found in 3 lines") ?? false)
        #expect(report.passedOver("event_text") == 2 && report.passedOver("payload_only") == 1)
    }

    @Test func aProxySaysWhatItDidToAFrame() {
        let report = LineReport("[09:39:27,424] [client->target-BLOCKED] " + Self.heartbeat)
        #expect(report.entries.first?.detail?.contains("the proxy did not forward it") ?? false)
    }

    @Test func whoWritesALogIsSeenByLaterLines() {
        let report = LineReport("INFO:ocpp:CP-7: send [3,\"9\",{}]\nINFO:ocpp:CP-7: send " + Self.heartbeat)
        #expect(report.untimed == ["cp CP-7 [3,\"9\",{}]", "cp CP-7 " + Self.heartbeat])
    }

    @Test func aLogMayHaveLinesOfSeveralPrograms() {
        let report = LineReport(
            """
            INFO:ocpp:CP-7: receive message [2,"1","Heartbeat",{}]
            [ocpp  ] TRACE 2026/04/26 11:11:26 recv CP-8: [2,"2","Heartbeat",{}]
            something else
            2026-12-31T14:53:18.082Z:COM:ocpp_rpc.c:681:-> [2,"3","BootNotification",{"chargePointVendor":
            2026-12-31T14:53:18.082Z:COM:ocpp_rpc.c:681:"Alfen BV","chargePointModel":"x"}]
            2026-12-31T14:53:19.000Z:COM:ocpp_rpc.c:681:not a part of it
            evcc  | [ocpp  ] TRACE 2026/04/26 11:11:27 send CP-8: [3,"2",{}]
            """)
        #expect(report.untimed.count == 4 && report.fault == nil)
        #expect(report.untimed.contains { $0.hasSuffix(#""chargePointVendor":"Alfen BV","chargePointModel":"x"}]"#) })
        #expect(report.entries.contains { $0.chargerID == ChargerID("CP-8") && $0.kind == .exchange })
    }

    @Test func aNULByteMakesNoBinaryFileOfALog() {
        let report = LineReport(
            "CP-7: send [2,\"1\",\"Heartbeat\",{\"a\":\"\u{0}\"}]\nCP-7: send " + Self.heartbeat + "\n")
        #expect(report.fault == nil)
        #expect(report.entries.map(\.kind) == [.malformed, .unanswered])
    }

    @Test func framesMayBeElementsOfAList() {
        let report = LineReport(
            "// one.json\n[\n  [2,\"1\",\"Heartbeat\",{}],\n  [\n    3,\n    \"1\",\n    {}\n  ]\n]\n")
        #expect(report.entries.map(\.kind) == [.exchange])
        #expect(report.fault == nil)
    }

    @Test func anAlfenFrameGoesOnOverManyLinesInLinearTime() {
        let prefix = "2026-12-31T14:53:18.082Z:COM:ocpp_rpc.c:681:"
        let piece = String(repeating: "x", count: 80)
        let lines = Array(repeating: prefix + piece, count: 10_000).joined(separator: "\n")
        let report = LineReport(
            prefix + "-> [2,\"1\",\"DataTransfer\",{\"data\":\"\n" + lines + "\n" + prefix + "\"}]\n")
        #expect(report.entries.first?.request?.bytes.count ?? 0 > 800_000)
    }
}
