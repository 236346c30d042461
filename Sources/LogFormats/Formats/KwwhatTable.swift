import OCPPLog

/// CSV as kwwhat reads it: one frame a row.
///
///     timestamp,id,action,msg
///     2026-11-24T10:00:00.000Z,CP-7,Heartbeat,"[2, ""1"", ""Heartbeat"", {}]"
///
/// `timestamp` is UTC, `id` the charging station, `msg` the whole frame; `action` is empty for an answer. Who sent a frame follows
/// from the action.
enum KwwhatTable: FileFormat {
    static let name = "kwwhat"
    static let title = "kwwhat (CSV of timestamp, id, action, msg)"
    static let sample = """
        timestamp,id,action,msg
        2026-11-24T10:00:00.000Z,CP-7,Heartbeat,"[2, ""1"", ""Heartbeat"", {}]"
        2026-11-24T10:00:00.120Z,CP-7,,"[3, ""1"", {""currentTime"": ""2026-11-24T10:00:00Z""}]"
        """

    static func confidence(_ head: ArraySlice<UInt8>, isWhole: Bool) -> Double {
        CSVHead.names(head, isWhole: isWhole) == ["timestamp", "id", "action", "msg"] ? 1 : 0
    }

    static func reader(_ options: ImportOptions) -> any EntryReader { RecordLogReader<CSVRows<Names>>(options) }

    enum Names: ColumnNames {
        static func role(_ name: String) -> ColumnRole? {
            switch name {
            case "timestamp": .time
            case "id": .charger
            case "action": .action
            case "msg": .frame
            default: nil
            }
        }
    }
}
