import OCPPLog

/// The message log of a central system, exported as CSV: one frame a row, or a CALL and its answer in one row.
///
///     Action;Direction;Request;Response;Date
///     Heartbeat;Charger-CMS;"[2,""1"",""Heartbeat"",{}]";"[3,""1"",{…}]";11/24/2026 3:14:29 PM
///
/// The first row names the columns (`UsualNames`); where it does not, the cells are known by what is in them. Commas, semicolons
/// and tabs separate. The time of a row with an answer is that of its CALL. Who sent a frame follows from the action, unless a
/// column says `cp` or `csms`. Request and response may be payloads alone; then the table needs an action and a charging station.
enum CSVTable: FileFormat {
    static let name = "csv-table"
    static let title = "a table of messages in CSV"
    static let sample = """
        Date;Charge Point;Action;Request;Response
        11/24/2026 10:00:00 AM;CP-7;Heartbeat;"[2,""1"",""Heartbeat"",{}]";"[3,""1"",{""currentTime"":""2026-11-24T10:00:00Z""}]"
        11/24/2026 10:00:05 AM;CP-7;Reset;"[2,""a;b"",""Reset"",{""type"":""Soft""}]";
        """

    static func confidence(_ head: ArraySlice<UInt8>, isWhole: Bool) -> Double {
        guard let first = head.first(where: { $0 > 0x20 }), first != UInt8(ascii: "{"), first != UInt8(ascii: "<")
        else { return 0 }
        let names = CSVHead.names(head, isWhole: isWhole)
        // The eight-field form has a reader of its own.
        guard !["chargerid", "datetime", "source"].allSatisfy(names.contains) else { return 0 }
        let roles = Set(names.compactMap(UsualNames.role))
        let text = HeadText(head)
        let hasFrames = text.has("\"[2,") || text.has("\"[3,") || text.has("\"[2 ,") || text.has("\t[2,")
        guard names.count > 1, hasFrames || roles.isSuperset(of: [.action, .request]) else { return 0 }
        if roles.contains(.frame) || roles.contains(.request) { return hasFrames ? 0.8 : 0.6 }
        return hasFrames && text.has("\"[2,\"\"") ? 0.5 : 0
    }

    static func reader(_ options: ImportOptions) -> any EntryReader { RecordLogReader<CSVRows<UsualNames>>(options) }
}
