import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// One line an action, from real-looking payloads.
struct SummaryTests {
    @Test(arguments: [
        (
            "BootNotification",
            #"{"chargePointVendor":"Vestel","chargePointModel":"EVC04","firmwareVersion":"3.2.1"}"#,
            #"{"status":"Accepted","interval":300}"#, "Vestel EVC04 · firmware 3.2.1 · heartbeat every 5 min"
        ),
        ("StatusNotification", #"{"connectorId":1,"status":"Charging","errorCode":"NoError"}"#, "{}", "Charging"),
        (
            "StatusNotification",
            #"{"status":"Faulted","errorCode":"GroundFailure","vendorErrorCode":"CX002","info":"RCD"}"#, "{}",
            "Faulted · GroundFailure (CX002) · RCD"
        ),
        (
            "StatusNotification", #"{"status":"Faulted","errorCode":"NoError","vendorErrorCode":"7"}"#, "{}",
            "Faulted · 7"
        ),
        ("Heartbeat", "{}", #"{"currentTime":"2026-11-23T10:00:00Z"}"#, "clock 2026-11-23T10:00:00Z"),
        ("Heartbeat", "{}", "{}", ""),
        ("Authorize", #"{"idTag":"04A2"}"#, #"{"idTagInfo":{"status":"Accepted"}}"#, "tag 04A2"),
        (
            "StartTransaction", #"{"connectorId":1,"idTag":"04A2","meterStart":12345}"#, #"{"transactionId":42}"#,
            "tag 04A2 · meter 12.345 kWh · transaction 42"
        ),
        (
            "StopTransaction", #"{"transactionId":42,"meterStop":32100,"reason":"EVDisconnected"}"#, "{}",
            "EVDisconnected · meter 32.1 kWh · transaction 42"
        ),
        ("RemoteStartTransaction", #"{"idTag":"04A2","connectorId":1}"#, "{}", "tag 04A2"),
        ("RemoteStopTransaction", #"{"transactionId":-1}"#, "{}", "transaction -1"),
        (
            "SetChargingProfile",
            #"{"csChargingProfiles":{"chargingProfilePurpose":"TxProfile","stackLevel":0,"transactionId":42,"chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":6.0},{"startPeriod":60,"limit":1.6e1}]}}}"#,
            "{}", "TxProfile · 6–16 A · 2 periods · stack level 0 · transaction 42"
        ),
        ("ClearChargingProfile", "{}", "{}", "all profiles"),
        ("ClearChargingProfile", #"{"chargingProfilePurpose":"TxProfile"}"#, "{}", "TxProfile"),
        (
            "GetCompositeSchedule", #"{"connectorId":1,"duration":86400}"#,
            #"{"status":"Accepted","chargingSchedule":{"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":11000}]}}"#,
            "for 24 h · 11000 W"
        ),
        ("ChangeConfiguration", #"{"key":"HeartbeatInterval","value":"60"}"#, "{}", "HeartbeatInterval = 60"),
        ("ChangeConfiguration", #"{"key":"HeartbeatInterval","value":""}"#, "{}", "HeartbeatInterval"),
        (
            "GetConfiguration", #"{"key":["a","b","c","d","e"]}"#,
            #"{"configurationKey":[{"key":"a"}],"unknownKey":["b","c"]}"#, "a, b, c and 2 more · 1 value · 2 unknown"
        ),
        ("GetConfiguration", "{}", "{}", "all keys"),
        ("ChangeAvailability", #"{"connectorId":0,"type":"Inoperative"}"#, "{}", "Inoperative"),
        ("Reset", #"{"type":"Hard"}"#, "{}", "Hard"),
        ("TriggerMessage", #"{"requestedMessage":"MeterValues"}"#, "{}", "MeterValues"),
        ("DataTransfer", #"{"vendorId":"com.x","messageId":"m","data":"d"}"#, "{}", "com.x · m · d"),
        (
            "UpdateFirmware", #"{"location":"https://x/f.bin","retrieveDate":"2026-11-23T10:00:00Z"}"#, "{}",
            "https://x/f.bin · at 2026-11-23T10:00:00Z"
        ),
        ("FirmwareStatusNotification", #"{"status":"Downloading"}"#, "{}", "Downloading"),
        ("GetDiagnostics", #"{"location":"ftp://x"}"#, #"{"fileName":"d.zip"}"#, "ftp://x · file d.zip"),
        (
            "ReserveNow", #"{"reservationId":3,"idTag":"04A2","expiryDate":"2026"}"#, "{}",
            "reservation 3 · tag 04A2 · until 2026"
        ),
        (
            "SendLocalList",
            #"{"listVersion":3,"updateType":"Full","localAuthorizationList":[{"idTag":"a"},{"idTag":"b"}]}"#,
            "{}", "Full · version 3 · 2 entries"
        ),
        (
            "SecurityEventNotification", #"{"type":"TamperDetectionActivated","techInfo":"lid"}"#, "{}",
            "TamperDetectionActivated · lid"
        ),
        ("UnlockConnector", #"{"connectorId":1}"#, #"{"status":"Unlocked"}"#, "Unlocked"),
    ])
    func anActionOf16SaysWhatMatters(_ action: String, _ request: String, _ response: String, _ expected: String) {
        #expect(Summary.text(of: Talk.entry(action, request, response)) == expected)
    }

    @Test(arguments: [
        (
            "BootNotification",
            #"{"reason":"PowerUp","chargingStation":{"vendorName":"W","model":"P","firmwareVersion":"6.1"}}"#,
            #"{"status":"Pending","interval":30}"#, "W P · firmware 6.1 · PowerUp · heartbeat every 30 s"
        ),
        ("StatusNotification", #"{"connectorStatus":"Occupied","evseId":1,"connectorId":1}"#, "{}", "Occupied"),
        (
            "TransactionEvent",
            #"{"eventType":"Ended","triggerReason":"EVDeparted","transactionInfo":{"transactionId":"8d","chargingState":"Idle","stoppedReason":"Local"},"idToken":{"idToken":"T","type":"eMAID"},"meterValue":[{"sampledValue":[{"value":12.5,"measurand":"Energy.Active.Import.Register","unitOfMeasure":{"unit":"Wh","multiplier":3}}]}]}"#,
            "{}", "Ended · EVDeparted · Idle · Local · 12.5 kWh · tag T · transaction 8d"
        ),
        (
            "NotifyEvent",
            #"{"eventData":[{"actualValue":"true","techCode":"CX014","component":{"name":"Connector"},"variable":{"name":"Problem"}},{"actualValue":"1"}]}"#,
            "{}", "Connector.Problem = true · CX014 · and 1 more"
        ),
        (
            "SetVariables",
            #"{"setVariableData":[{"attributeValue":"30","component":{"name":"C"},"variable":{"name":"V"}}]}"#, "{}",
            "C.V = 30"
        ),
        (
            "RequestStartTransaction", #"{"remoteStartId":9,"idToken":{"idToken":"T","type":"Central"}}"#, "{}",
            "tag T · remote start 9"
        ),
        (
            "NotifyReport", #"{"requestId":5,"seqNo":2,"tbc":true,"reportData":[{},{}]}"#, "{}",
            "request 5 · part 3 · more follow · 2 variables"
        ),
        (
            "SetChargingProfile",
            #"{"evseId":1,"chargingProfile":{"chargingProfilePurpose":"TxDefaultProfile","chargingSchedule":[{"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":11000.5}]}]}}"#,
            "{}", "TxDefaultProfile · 11000.5 W"
        ),
    ])
    func anActionOf2xSaysWhatMatters(_ action: String, _ request: String, _ response: String, _ expected: String) {
        #expect(Summary.text(of: Talk.entry(action, request, response, version: .v201)) == expected)
    }

    @Test(arguments: [
        (#"[{"value":"32103"}]"#, "32.1 kWh"),
        (
            #"[{"value":"32.103","unit":"kWh"},{"value":"7200","measurand":"Power.Active.Import","unit":"W"}]"#,
            "32.1 kWh · 7.2 kW"
        ),
        (#"[{"value":"230","measurand":"Power.Active.Import","unit":"W"}]"#, "230 W"),
        (
            #"[{"value":"1","measurand":"Current.Import","phase":"L1","unit":"A"},{"value":"16.5","measurand":"Current.Import","phase":"L2","unit":"A"}]"#,
            "16.5 A"
        ),
        (
            #"[{"value":"2300","measurand":"Power.Active.Import","phase":"L1","unit":"W"},{"value":"2300","measurand":"Power.Active.Import","phase":"L2","unit":"W"}]"#,
            "4.6 kW"
        ),
        (#"[{"value":"54","measurand":"SoC","unit":"Percent"}]"#, "SoC 54 %"),
        (#"[{"value":"-0.001","measurand":"Power.Active.Import","unit":"W"}]"#, "0 W"),
        (#"[{"value":"abc"},{"value":"1","measurand":"RPM"}]"#, "2 values"),
        (#"[{"value":"AAAA","format":"SignedData"}]"#, "1 value"),
        (#"[{"value":"1e400"},{"value":"NaN"}]"#, "2 values"),
        (#"[{"value":1,"unitOfMeasure":{"multiplier":1e300}}]"#, "1000000000 kWh"),
    ])
    func meterValuesSayTheFiguresPeopleLookFor(_ samples: String, _ expected: String) {
        let payload = #"{"meterValue":[{"sampledValue":\#(samples)}]}"#
        #expect(Summary.text(of: Talk.entry("MeterValues", payload)) == expected)
    }

    @Test(arguments: [
        ("TeleportCar", #"{ "to" : "moon", "n": [1, 2] }"#, #"{"to":"moon","n":[1,2]}"#),
        ("TeleportCar", "{}", ""),
        ("Authorize", #"{"idtag":"misspelled"}"#, #"{"idtag":"misspelled"}"#),
        ("Authorize", "null", ""),
        (
            "TeleportCar", #"{"x":"\#(String(repeating: "y", count: 100))"}"#,
            #"{"x":"\#(String(repeating: "y", count: 74))…"#
        ),
    ])
    func whatHasNoFormatterShowsItsRequest(_ action: String, _ request: String, _ expected: String) {
        #expect(Summary.text(of: Talk.entry(action, request)) == expected)
    }

    @Test func otherKindsSayWhatHappened() {
        #expect(Summary.text(of: Talk.entry("Reset", #"{"type":"Soft"}"#, nil)) == "Soft · no answer came within 30 s")
        #expect(
            Summary.text(of: Talk.entry("Reset", #"{"type":"Soft"}"#, #""NotImplemented", "not here", {}"#))
                == "not here · Soft")
        #expect(Summary.text(of: Talk.malformed("hello \u{1B}[31m")).hasSuffix(" · hello ⟦U+001B⟧[31m"))
        var gap = Talk.entry(.gap)
        gap.missing = 12
        gap.detail = "12 frames are missing, at 10:00: the disk was slower than the traffic"
        #expect(Summary.text(of: gap) == "12 frames are missing, at 10:00: the disk was slower than the traffic")
        var connection = Talk.entry(.connection)
        connection.detail = "opened"
        #expect(Summary.text(of: connection) == "opened")
    }

    @Test func aSummaryIsNeverLongerThanALineBears() {
        let text = Summary.text(
            of: Talk.entry("DataTransfer", #"{"vendorId":"\#(String(repeating: "é", count: 5_000))"}"#))
        #expect(text.unicodeScalars.count == Summary.limit + 1 && text.hasSuffix("…"))
        let zalgo = String(repeating: "e" + String(repeating: "\u{301}", count: 1_000), count: 10)
        #expect(Summary.text(of: Talk.entry("DataTransfer", #"{"vendorId":"\#(zalgo)"}"#)).utf8.count < 400)
    }

    @Test(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
    func everyRecordedCallHasASummary() throws {
        var counted = 0
        for frame in try SharedTraces.frames("frames-real") where frame.isJSON {
            var talk = Correlator(
                connection: ConnectionID(rawValue: 1), charger: ChargerID("C"), version: frame.version)
            let open = talk.received(Array(frame.text.utf8), from: frame.source ?? .cp, at: .start)
            for case .completed(let entry, _) in open + talk.expire(at: .at(60)) {
                #expect(Summary.text(of: entry).unicodeScalars.count <= Summary.limit + 8)
                counted += 1
            }
        }
        #expect(counted > 500)
    }
}
