/// Something that reads what a stranger wrote: fed with any bytes, it neither traps nor breaks its rules.
///
/// The tests feed it with a seeded mutator, `scripts/fuzz` with libFuzzer.
struct FuzzTarget: Sendable {
    /// How its inputs are changed, beside byte by byte.
    enum Grammar: Sendable {
        case bytes, json
    }

    /// As `scripts/fuzz` knows it.
    let name: String
    let grammar: Grammar
    /// Inputs to begin with, of which some are made from frames of OCPP.
    let seeds: @Sendable (_ frames: [[UInt8]]) -> [[UInt8]]
    /// Feeds it once. The sentence says which rule was broken; nil when none was.
    let run: @Sendable (_ input: [UInt8]) -> String?

    static let all = [tap, inflater, frame, handshake, outgoingCalls, correlator, redactor, query, formats, findings]

    /// Frames to begin with where no recorded ones are at hand.
    static let madeUpFrames = [
        #"[2,"1","Heartbeat",{}]"#, #"[3,"1",{"currentTime":"2026-11-23T10:00:00Z"}]"#,
        #"[4,"1","NotImplemented","no such thing",{"why":null}]"#, #"[5,"1","FormatViolation","",{}]"#,
        #"[6,"1","NotifyPeriodicEventStream",{"id":1,"pending":0,"basetime":"2026-11-23T10:00:00Z","data":[]}]"#,
        #"[2,"a","BootNotification",{"chargePointVendor":"V\u00e9","chargePointModel":"M \ud83d\ude00"}]"#,
        #"[2,"b","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available","vendorErrorCode":""}]"#,
        #"[2,"c","MeterValues",{"connectorId":2,"transactionId":7,"meterValue":[{"timestamp":"2026-11-23T10:00:00Z","sampledValue":[{"value":"1.5e3","unit":"Wh"},{"value":"230"}]}]}]"#,
        #"[2,"d","StartTransaction",{"connectorId":1,"idTag":"04A2","meterStart":0,"timestamp":"2026-11-23T10:00:00+01:00"}]"#,
        #"[3,"d",{"transactionId":7,"idTagInfo":{"status":"Accepted"}}]"#,
        #"[2,"e","TransactionEvent",{"eventType":"Started","seqNo":0,"evse":{"id":1,"connectorId":1},"transactionInfo":{"transactionId":"t-1"},"idToken":{"idToken":"04A2","type":"ISO14443"}}]"#,
        #"[2,"f","ChangeConfiguration",{"key":"AuthorizationKey","value":"0123"}]"#,
        #"[2,"g","SetChargingProfile",{"evseId":1,"chargingProfile":{"id":-1,"stackLevel":0,"chargingSchedule":[{"id":1,"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":16.05}]}]}}]"#,
        #"[2,"h","DataTransfer",{"vendorId":"V","data":"{\"password\":\"x\",\"url\":\"ftp:\/\/u:p@h\"}"}]"#,
        " [ 2 , 17 , \"Heartbeat\" , null , [ ] ]\r\n", #"[[[]]]"#, #"{"a":[true,false,null]}"#, "\"\"",
    ].map { Array($0.utf8) }
}
