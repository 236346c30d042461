import OCPP
import OCPPLog

/// The same log as a page: `<start time>.html`, and `incomplete-ocpp.html` while the session goes on, which becomes `ocpp.html`.
///
/// Each record is a row of a table; the frame in it goes over lines:
///
///     <tr class="ChargePoint"> <td>TIME</td> <td>ChargePoint&gt;CentralSystem</td> <td><b>ACTION</b></td><td><b></b></td>
///     <td><pre lang="json">FRAME</pre></td> </tr>
///
/// The time is UTC; the class says who sent the frame: `ChargePoint`, `CentralSystem`, or nobody, `SYS`. Of the frame only `<`
/// and `>` are encoded. A page that was cut off has no end.
enum LibocppHTML: FileFormat {
    static let name = "libocpp-html"
    static let title = "libocpp and EVerest (.html)"
    static let sample = """
        <html><head><title>EVerest OCPP log session</title></head><body><table class="log">
        <tr class="SYS"> <td>2026-11-24T09:10:44.001Z</td> <td>SYS&gt;</td> <td><b>Connected</b></td><td><b></b></td> \
        <td><pre lang="json"></pre></td> </tr>
        <tr class="ChargePoint"> <td>2026-11-24T09:10:45.446Z</td> <td>ChargePoint&gt;CentralSystem</td> \
        <td><b>DataTransfer</b></td><td><b></b></td> <td><pre lang="json">[
          2,
          "7e34",
          "DataTransfer",
          {
            "data": "&lt;a&gt;",
            "vendorId": "maker"
          }
        ]</pre></td> </tr>
        </table></body></html>
        """

    static func confidence(_ head: ArraySlice<UInt8>, isWhole: Bool) -> Double {
        let bytes = Array(head)
        let scanner = LineScanner(bytes, 0..<bytes.count)
        guard scanner.place(of: "<tr class=\"") != nil || scanner.place(of: "<table class=\"log\">") != nil else {
            return 0
        }
        if scanner.place(of: "<pre lang=\"json\">") != nil { return 1 }
        return scanner.place(of: "EVerest OCPP log") != nil ? 1 : 0
    }

    static func reader(_ options: ImportOptions) -> any EntryReader {
        TracedReader<LibocppRows>(LibocppHTML.self, options)
    }
}

/// Finds the frames in a page of libocpp.
struct LibocppRows: FrameSource {
    private static let begin: StaticString = "<tr class=\""
    private static let end: StaticString = "</pre>"

    private var source = SourceBytes()
    /// What lies before it was looked at and holds neither what is sought.
    private var looked = 0
    private var isInRow = false
    private var isTooLong = false

    mutating func append(_ bytes: [UInt8]) {
        looked -= source.start
        source.append(bytes)
    }

    mutating func finish() {
        source.isFinished = true
    }

    mutating func next() -> FoundFrame? {
        while true {
            let sought = isInRow ? Self.end : Self.begin
            guard let place = source.place(of: sought, from: max(looked, source.start)) else { return atEnd() }
            if isInRow {
                let row = row(source.start..<place)
                skip(to: place + sought.utf8CodeUnitCount)
                isInRow = false
                if let row { return row }
            } else {
                skip(to: place)
                isInRow = true
            }
        }
    }

    /// What is sought is not there.
    private mutating func atEnd() -> FoundFrame? {
        guard !source.isFinished else {
            let rest = source.rest
            defer { skip(to: source.bytes.count) }
            guard isInRow, !rest.isEmpty else { return nil }
            isInRow = false
            return row(rest)
        }
        // The beginning of what is sought may stand at the end.
        looked = max(source.start, source.bytes.count - 16)
        if !isInRow {
            source.skip(to: looked)
        } else if source.rest.count > RecordReader.longestRecord {
            let line = source.line
            skip(to: source.bytes.count)
            defer { isTooLong = true }
            return isTooLong ? nil : .reject(.tooLong, line: line)
        }
        return nil
    }

    private mutating func skip(to place: Int) {
        source.skip(to: place)
        looked = place
    }

    /// A row without its end.
    private mutating func row(_ range: Range<Int>) -> FoundFrame? {
        guard !isTooLong else {
            isTooLong = false
            return nil
        }
        var scanner = LineScanner(source.bytes, range)
        guard scanner.skip(Self.begin), let sender = scanner.take(until: "\"") else { return nil }
        _ = scanner.take(until: "<td>")
        let time = scanner.dateTime()
        guard !scanner.isText(sender, "SYS") else {
            return .noFrame(.sessionEvent, line: source.line, text: Array(source.bytes[range]))
        }
        guard let time, scanner.take(until: "<pre lang=\"json\">") != nil else {
            return .noFrame(.badRow, line: source.line, text: Array(source.bytes[range]))
        }
        let text = source.trimmed(scanner.position..<range.upperBound)
        guard !text.isEmpty else { return .noFrame(.emptyRecord, line: source.line, text: Array(source.bytes[range])) }
        let isStation = scanner.isText(sender, "ChargePoint")
        return .frame(
            LoggedFrame(
                bytes: Self.decoded(source.bytes[text]), line: source.line, time: time,
                sender: isStation ? .cp : scanner.isText(sender, "CentralSystem") ? .csms : .unknown))
    }

    private static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var position = text.startIndex
        while position < text.endIndex {
            let isEntity =
                text[position] == UInt8(ascii: "&") && position + 3 < text.endIndex
                && text[position + 2] == UInt8(ascii: "t") && text[position + 3] == UInt8(ascii: ";")
            switch isEntity ? text[position + 1] : 0 {
            case UInt8(ascii: "l"): bytes.append(UInt8(ascii: "<"))
            case UInt8(ascii: "g"): bytes.append(UInt8(ascii: ">"))
            default:
                bytes.append(text[position])
                position += 1
                continue
            }
            position += 4
        }
        return bytes
    }
}

extension LineFault {
    static let badRow = LineFault(code: "no_frame", reason: "the row has no time or no frame")
}
