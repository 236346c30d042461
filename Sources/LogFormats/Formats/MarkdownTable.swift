import OCPPLog

/// The message log of a central system as a table in Markdown, as it is pasted into an issue: a CALL and its answer in one row.
///
///     Heartbeat | Charger-CMS | [2,"1","Heartbeat",{}] | [3,"1",{…}] | 11/24/2026 10:00:00 AM
///
/// The newest row often is the first. The first row may name the columns; where it does not, the cells are known by what is in
/// them. The time is local, and that of the CALL. Who sent a frame follows from the action: what a column says of the direction
/// is the same in all rows.
enum MarkdownTable: FileFormat {
    static let name = "markdown-table"
    static let title = "a table of messages in Markdown"
    static let sample = """
        | Action | Direction | Request | Response | Date |
        | -- | -- | -- | -- | -- |
        | Reset | Charger-CMS | [2,"2","Reset",{"type":"Soft"}] | [3,"2",{"status":"Accepted"}] | 11/24/2026 10:00:05 AM |
        | Heartbeat | Charger-CMS | [2,"1","Heartbeat",{}] | [3,"1",{"currentTime":"2026-11-24T10:00:00Z"}] | 11/24/2026 10:00:00 AM |
        """

    /// So many lines are looked at.
    private static let mostLines = 40

    static func confidence(_ head: ArraySlice<UInt8>, isWhole: Bool) -> Double {
        var (rows, lines) = (0, 0)
        for line in head.split(separator: 0x0A, maxSplits: mostLines).prefix(mostLines) where line.count < 32 << 10 {
            guard line.contains(where: { $0 > 0x20 }) else { continue }
            lines += 1
            let cells = MarkdownRows.cells(line)
            // One bar may as well be that of Docker Compose.
            guard cells.count > (line.first == UInt8(ascii: "|") ? 1 : 2) else { continue }
            let frames = cells.count {
                FrameText.type(at: $0.firstIndex { $0 > 0x20 && $0 != UInt8(ascii: "`") } ?? 0, in: $0[...]) != nil
            }
            if frames > 0 { rows += 1 }
        }
        guard rows > 0 else { return 0 }
        return rows * 3 >= lines ? min(1, Double(rows + 2) / Double(max(1, lines))) : 0
    }

    static func reader(_ options: ImportOptions) -> any EntryReader { RecordLogReader<MarkdownRows>(options) }
}
