/// Writes the frames this program sends itself, as controller or as simulator. Payloads are JSON text already.
public enum FrameWriter {
    /// `[2,"id","action",payload]`
    public static func call(_ uniqueID: UniqueID, _ action: Action, payload: String) -> [UInt8] {
        frame(.call, [JSONText.quoted(uniqueID.rawValue), JSONText.quoted(action.rawValue), payload])
    }

    /// `[3,"id",payload]`
    public static func callResult(_ uniqueID: UniqueID, payload: String) -> [UInt8] {
        frame(.callResult, [JSONText.quoted(uniqueID.rawValue), payload])
    }

    /// `[4,"id","code","text",{}]`
    public static func callError(_ uniqueID: UniqueID, _ code: ErrorCode, _ text: String) -> [UInt8] {
        frame(.callError, [uniqueID.rawValue, code.rawValue, text].map(JSONText.quoted) + ["{}"])
    }

    /// `[6,"id","action",payload]` of 2.1.
    public static func send(_ uniqueID: UniqueID, _ action: Action, payload: String) -> [UInt8] {
        frame(.send, [JSONText.quoted(uniqueID.rawValue), JSONText.quoted(action.rawValue), payload])
    }

    private static func frame(_ type: MessageType, _ elements: [String]) -> [UInt8] {
        Array("[\(type.rawValue),\(elements.joined(separator: ","))]".utf8)
    }
}
