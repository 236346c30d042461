import OCPP
import OCPPLog

/// Our own form and that of the description page: JSON objects, one a line or in an array, with `charger_id`, `datetime`,
/// `source`, `action`, `request`, `response` and the other fields of an entry.
enum EightFieldsJSON: FileFormat {
    static let name = "ndjson"
    static let title = "OCPP Logs, entries as JSON (an object a line, or an array)"
    static let sample = """
        {"action":"Heartbeat","request":{},"charger_id":"CP-7","response":{"currentTime":"2026-11-24T10:00:00Z"},\
        "datetime":"2026-11-24T10:00:00.012Z","source":"cp"}
        """

    static func confidence(_ head: ArraySlice<UInt8>, isWhole: Bool) -> Double {
        guard let first = head.first(where: { $0 > 0x20 }),
            first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        else { return 0 }
        let names: [StaticString] = ["\"charger_id\"", "\"datetime\"", "\"source\"", "\"action\""]
        let found = names.count { ByteSearch.contains($0, in: head) }
        // JSON objects of whatever kind are tried last: each is then rejected with its reason.
        if found < 2, !beginsWithObject(head) { return 0 }
        return found < 2 ? 0.2 : 0.5 + 0.12 * Double(found)
    }

    private static func beginsWithObject(_ head: ArraySlice<UInt8>) -> Bool {
        head.first { $0 > 0x20 && $0 != UInt8(ascii: "[") } == UInt8(ascii: "{")
    }

    static func reader(_ options: ImportOptions) -> any EntryReader {
        RecordReader(.json, options)
    }
}

/// The same as a table: the first row names the columns; commas, semicolons or tabs separate.
enum EightFieldsCSV: FileFormat {
    static let name = "csv"
    static let title = "OCPP Logs, entries as a table (CSV)"
    static let sample = """
        action,connector_id,request,site_id,charger_id,response,datetime,source
        Heartbeat,,{},north,CP-7,"{""currentTime"":""2026-11-24T10:00:00Z""}",2026-11-24T10:00:00.012Z,cp
        """

    static func confidence(_ head: ArraySlice<UInt8>, isWhole: Bool) -> Double {
        let line = ArraySlice(head.prefix { $0 != 0x0A }.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 })
        guard line.count < head.count || isWhole else { return 0 }
        let names: [StaticString] = ["charger_id", "datetime", "source"]
        let found = names.count { ByteSearch.contains($0, in: line) }
        let isJSON = line.first == UInt8(ascii: "{") || line.first == UInt8(ascii: "[")
        return found == names.count && !isJSON ? 0.95 : 0
    }

    static func reader(_ options: ImportOptions) -> any EntryReader {
        RecordReader(.csv, options)
    }
}
