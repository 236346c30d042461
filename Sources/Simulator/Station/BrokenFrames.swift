/// Frames as faulty firmware sends them.
enum BrokenFrames {
    /// So many ways there are.
    static let ways = 5

    /// One of the ways to get it wrong.
    static func frame(_ way: Int) -> [UInt8] {
        let frames = [
            #"[2,"x1","MeterValues",{"connectorId":1,"meterValue":[{"timestamp":"2026-"#,
            #"[2, "x2", "StatusNotification", {"connectorId"=>1, "errorCode"=>"NoError", "status"=>"Available"}]"#,
            #"[3,"x3",{"configurationKey":[]"#,
            #"[2,"x4","BootNotification","chargePointModel":"a","chargePointVendor":"b"]"#,
            #"Pong: [2,"x6","Heartbeat",{}]"#,
        ]
        return Array(frames[way % frames.count].utf8)
    }

    /// An answer to nothing: a frame that can be read.
    static let strayAnswer = Array(#"[3,"no-such-request",{"status":"Accepted"}]"#.utf8)
}
