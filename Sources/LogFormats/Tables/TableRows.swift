import OCPP
import OCPPLog

/// Reads the rows of a table of messages: one message a row, or a CALL and its answer.
struct TableRows<Names: ColumnNames> {
    private var columns: TableColumns?
    private var builder: EntryBuilder

    init(_ options: ImportOptions) {
        builder = EntryBuilder(options)
    }

    /// Appends what a row holds; the first one may name the columns.
    mutating func read(_ cells: [ArraySlice<UInt8>], line: Int, into findings: inout [Finding]) {
        let row = cells.map(Self.trimmed)
        guard !row.allSatisfy(Self.isRule) else { return }
        guard let columns else {
            let named = TableColumns(row, Names.self)
            columns = named ?? TableColumns()
            if named == nil { read(row, TableColumns(), line, into: &findings) }
            return
        }
        read(row, columns, line, into: &findings)
    }

    private mutating func read(
        _ row: [ArraySlice<UInt8>], _ columns: TableColumns, _ line: Int, into findings: inout [Finding]
    ) {
        let time = columns.cell(.time, of: row).flatMap(StatedTime.read) ?? Self.time(in: row, columns)
        let sender = columns.text(.direction, of: row).map(StatedSender.named) ?? .unknown
        func frame(_ bytes: [UInt8], _ sender: LoggedSender) -> LoggedFrame {
            LoggedFrame(
                bytes: bytes, line: line, time: time, sender: sender, charger: columns.text(.charger, of: row),
                version: columns.text(.version, of: row).map(Self.version))
        }
        if let message = columns.cell(.frame, of: row) {
            findings.append(
                .frame(
                    frame(
                        FrameText.start(in: message).map {
                            FrameText.frame(at: $0, in: message)
                        } ?? Array(message), sender)))
            return
        }
        let (request, response) = Self.pair(row, columns)
        if request == nil, response == nil {
            findings.append(payloads(row, columns, time, sender, line))
            return
        }
        if let request {
            var call = frame(request, sender)
            if response == nil { call.remark = columns.text(.response, of: row).map { "in place of an answer: \($0)" } }
            findings.append(.frame(call))
        }
        if let response {
            var answer = frame(response, sender.other)
            answer.isTimeOfCall = true
            findings.append(.frame(answer))
        }
    }

    /// The frames of a row that holds a CALL and its answer.
    private static func pair(
        _ row: [ArraySlice<UInt8>], _ columns: TableColumns
    ) -> (request: [UInt8]?, response: [UInt8]?) {
        if columns.has(.request) || columns.has(.response) {
            return (
                columns.cell(.request, of: row).flatMap(frame), columns.cell(.response, of: row).flatMap(frame)
            )
        }
        var pair: (request: [UInt8]?, response: [UInt8]?)
        for cell in row {
            switch FrameText.type(at: cell.startIndex, in: cell) {
            case 2, 6: if pair.request == nil { pair.request = frame(cell) }
            case 3, 4, 5: if pair.response == nil { pair.response = frame(cell) }
            default: break
            }
        }
        return pair
    }

    private static func frame(_ cell: ArraySlice<UInt8>) -> [UInt8]? {
        FrameText.start(in: cell).map { FrameText.frame(at: $0, in: cell) }
    }

    /// A row whose request and response are payloads without the frames around them.
    private mutating func payloads(
        _ row: [ArraySlice<UInt8>], _ columns: TableColumns, _ time: LoggedTime?, _ sender: LoggedSender, _ line: Int
    ) -> Finding {
        guard let action = columns.text(.action, of: row), let request = columns.cell(.request, of: row),
            request.first == UInt8(ascii: "{")
        else { return .passedOver(.noFrame, line: line) }
        let response = columns.cell(.response, of: row).flatMap { $0.first == UInt8(ascii: "{") ? Array($0) : nil }
        let exchange = PayloadExchange(
            action: action, request: Array(request), response: response, charger: columns.text(.charger, of: row),
            site: columns.text(.site, of: row), time: time, source: sender.stated)
        return exchange.finding(&builder, line: line)
    }

    /// Where no column is named so, the first cell that is a time.
    private static func time(in row: [ArraySlice<UInt8>], _ columns: TableColumns) -> LoggedTime? {
        guard !columns.has(.time) else { return nil }
        for cell in row where (8...40).contains(cell.count) {
            // A number may be anything.
            if cell.contains(UInt8(ascii: ":")), let time = StatedTime.read(cell) { return time }
        }
        return nil
    }

    private static func version(_ word: String) -> OCPPVersion {
        OCPPVersion(rawValue: word) ?? OCPPVersion(subprotocol: word)
    }

    /// Without blanks, and the backquotes of Markdown.
    private static func trimmed(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        func isMark(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == UInt8(ascii: "`") }
        guard let last = cell.lastIndex(where: { !isMark($0) }) else { return cell.suffix(0) }
        return cell[...last].drop(while: isMark)
    }

    /// `---` and `:--:`, as Markdown has below its first row; and nothing at all.
    private static func isRule(_ cell: ArraySlice<UInt8>) -> Bool {
        cell.allSatisfy { [UInt8(ascii: "-"), UInt8(ascii: ":"), 0x20].contains($0) }
    }
}

extension LoggedSender {
    /// The side that is stated outright.
    var stated: Source? {
        switch self {
        case .cp: .cp
        case .csms: .csms
        case .receivedByWriter, .sentByWriter, .unknown: nil
        }
    }

    /// The one that answers.
    var other: LoggedSender {
        switch self {
        case .cp: .csms
        case .csms: .cp
        case .receivedByWriter: .sentByWriter
        case .sentByWriter: .receivedByWriter
        case .unknown: .unknown
        }
    }
}
