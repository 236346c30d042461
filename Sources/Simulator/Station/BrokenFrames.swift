/// Frames as faulty firmware sends them.
enum BrokenFrames {
    /// One of six ways to get it wrong.
    static func frame(_ way: Int) -> [UInt8] {
        let frames = [
            #"[2,"x1","MeterValues",{"connectorId":1,"meterValue":[{"timestamp":"2026-"#,
            #"[2, "x2", "StatusNotification", {"connectorId"=>1, "errorCode"=>"NoError", "status"=>"Available"}]"#,
            #"[3,"x3",{"configurationKey":[]"#,
            #"[2,"x4","BootNotification","chargePointModel":"a","chargePointVendor":"b"]"#,
            #"[3,"no-such-request",{"status":"Accepted"}]"#,
            #"Pong: [2,"x6","Heartbeat",{}]"#,
        ]
        return Array(frames[way % frames.count].utf8)
    }
}
