import OCPPLog

/// The message log of a central system as a table in HTML, as a browser saves it: a CALL and its answer in one row, or one frame.
///
///     <tr><td>Heartbeat</td><td>[2,&quot;1&quot;,&quot;Heartbeat&quot;,{}]</td><td>[3,…]</td><td>11/24/2026 10:00:00 AM</td></tr>
///
/// The first row (`<th>`) names the columns; where it does not, the cells are known by what is in them. Times and directions are as
/// in `CSVTable`.
enum HTMLTable: FileFormat {
    static let name = "html-table"
    static let title = "a table of messages in HTML"
    static let sample = """
        <table class="log">
        <tr><th>Date</th><th>Charge Point</th><th>Request</th><th>Response</th></tr>
        <tr><td>24.11.2026 10:00:00</td><td>CP-7</td><td>[2,&quot;1&quot;,&quot;Heartbeat&quot;,{}]</td>
          <td>[3,&quot;1&quot;,{&quot;currentTime&quot;:&quot;2026-11-24T09:00:00Z&quot;}]</td></tr>
        </table>
        """

    static func confidence(_ head: ArraySlice<UInt8>, isWhole: Bool) -> Double {
        let text = HeadText(head)
        guard text.has("<tr") || text.has("<TR"), text.has("<td") || text.has("<TD") else { return 0 }
        // EVerest's own pages have a reader of their own.
        guard !text.has("ChargePoint&gt;CentralSystem"), !text.has("CentralSystem&gt;ChargePoint") else { return 0 }
        let hasFrames = text.has("[2,") || text.has("[3,") || text.has("[2 ,")
        return hasFrames ? 0.7 : 0.1
    }

    static func reader(_ options: ImportOptions) -> any EntryReader { RecordLogReader<HTMLRows>(options) }
}
