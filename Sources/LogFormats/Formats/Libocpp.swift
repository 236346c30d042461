import OCPP
import OCPPLog

/// The log of libocpp, which EVerest and others use in charging stations: `<start time>.log`, also with `_raw` before `.log`.
///
/// Each record is a line, a frame over any number of lines, and an empty line:
///
///     TIME: ChargePoint>CentralSystem ACTION
///     TIME: CentralSystem>ChargePoint  ACTIONResponse
///     TIME: SYS> TEXT
///
/// The time is UTC with milliseconds. The direction stands before the frame, the name of the charging station nowhere. Records
/// of `SYS` hold no frame. The frame is written anew with two blanks of indentation, in `_raw` files as it came.
enum Libocpp: FileFormat {
    static let name = "libocpp"
    static let title = "libocpp and EVerest (.log)"
    static let sample = """
        2026-11-24T09:10:44.001Z: SYS> Connected

        2026-11-24T09:10:45.446Z: ChargePoint>CentralSystem Heartbeat
        [
          2,
          "7e34",
          "Heartbeat",
          {}
        ]

        2026-11-24T09:10:45.470Z: CentralSystem>ChargePoint  HeartbeatResponse
        [
          3,
          "7e34",
          {
            "currentTime": "2026-11-24T09:10:45.460Z"
          }
        ]

        """

    static func confidence(_ head: ArraySlice<UInt8>, isWhole: Bool) -> Double {
        let bytes = Array(head)
        var source = SourceBytes()
        source.append(bytes)
        source.isFinished = true
        var (headers, lines) = (0, 0)
        while lines < 64, let line = source.nextLine() {
            let text = source.withoutBreak(line)
            source.skip(to: line.upperBound)
            guard !text.isEmpty else { continue }
            lines += 1
            if LibocppHeader(LineScanner(source.bytes, text)) != nil { headers += 1 } else if headers == 0 { break }
        }
        return headers == 0 ? 0 : headers == 1 ? 0.9 : 1
    }

    static func reader(_ options: ImportOptions) -> any EntryReader {
        TracedReader<LibocppRecords>(Libocpp.self, options)
    }
}

/// The first line of a record of libocpp.
struct LibocppHeader {
    var time: LoggedTime
    /// Nil for what libocpp itself says.
    var sender: LoggedSender?

    init?(_ line: LineScanner) {
        var line = line
        guard let time = line.dateTime(), line.skip(": ") else { return nil }
        if line.skip("ChargePoint>CentralSystem") {
            sender = .cp
        } else if line.skip("CentralSystem>ChargePoint") {
            sender = .csms
        } else if !line.skip("SYS>") {
            return nil
        }
        guard line.isAtEnd || line.next == 0x20 else { return nil }
        self.time = time
    }
}

/// Finds the frames in a log of libocpp.
struct LibocppRecords: FrameSource {
    private var source = SourceBytes()
    private var header: (header: LibocppHeader, line: Int, text: [UInt8])?
    private var body: [UInt8] = []
    private var isTooLong = false
    private var found = FoundQueue()

    mutating func append(_ bytes: [UInt8]) {
        source.append(bytes)
    }

    mutating func finish() {
        source.isFinished = true
    }

    mutating func next() -> FoundFrame? {
        while found.isEmpty, let line = source.nextLine() {
            let text = source.withoutBreak(line)
            if let header = LibocppHeader(LineScanner(source.bytes, text)) {
                endRecord()
                self.header = (header, source.line, Array(source.bytes[text]))
            } else if header == nil {
                if !text.isEmpty {
                    found.append(.noFrame(.noRecord, line: source.line, text: Array(source.bytes[text])))
                }
            } else if body.count + line.count <= RecordReader.longestRecord {
                if !text.isEmpty || !body.isEmpty { body += source.bytes[line] }
            } else {
                isTooLong = true
            }
            source.skip(to: line.upperBound)
        }
        // A line that has no end is not kept for ever.
        if found.isEmpty, source.rest.count > RecordReader.longestRecord {
            isTooLong = true
            source.skip(to: source.bytes.count)
        }
        if found.isEmpty, source.isFinished { endRecord() }
        return found.next()
    }

    private mutating func endRecord() {
        defer { (header, body, isTooLong) = (nil, [], false) }
        guard let (header, line, text) = header else { return }
        while let last = body.last, last <= 0x20 { body.removeLast() }
        if isTooLong {
            found.append(.reject(.tooLong, line: line))
        } else if let sender = header.sender, !body.isEmpty {
            found.append(.frame(LoggedFrame(bytes: body, line: line, time: header.time, sender: sender)))
        } else {
            found.append(.noFrame(header.sender == nil ? .sessionEvent : .emptyRecord, line: line, text: text))
        }
    }
}

extension LineFault {
    static let noRecord = LineFault(code: "no_frame", reason: "this stands before the first record")
    static let sessionEvent = LineFault(code: "no_frame", reason: "this tells of the session and holds no frame")
    static let emptyRecord = LineFault(code: "no_frame", reason: "the record is empty")
}
