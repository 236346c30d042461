import OCPP
import OCPPLog

/// The dumps of OCPP.Core (`MessageDumpDir`): a file holds one frame and nothing else. All else stands in its name:
///
///     yyyy-MM-dd_HH-mm-ss-ffff_ocpp16-in.txt
///
/// The time is local, with four digits of a second; `-in` is from the charging station, `-out` to it; the version is `ocpp16`,
/// `ocpp201` or `ocpp21`. The charging station stands nowhere. Frames of several files find each other in an archive (zip, tar).
enum OCPPCoreDump: LogFormat {
    static let name = "ocppcore-dump"
    static let title = "OCPP.Core (dumps: a file a frame)"
    static let sample = #"[2,"17","Heartbeat",{}]"#

    /// What the name of a dump says.
    struct Name: Equatable {
        var time: Timestamp
        var sender: LoggedSender
        var version: OCPPVersion

        /// Nil for another name. A folder may stand before it.
        init?(_ name: String) {
            let bytes = Array((name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? "").utf8)
            var scanner = LineScanner(bytes, 0..<bytes.count)
            guard let year = scanner.number(4), scanner.skip("-"), let month = scanner.number(2), scanner.skip("-"),
                let day = scanner.number(2), scanner.skip("_"), let hour = scanner.number(2), hour < 24,
                scanner.skip("-"),
                let minute = scanner.number(2), minute < 60, scanner.skip("-"), let second = scanner.number(2),
                second < 60,
                scanner.skip("-"), let fraction = scanner.number(4), scanner.skip("_ocpp"),
                let date = Timestamp(year: year, month: month, day: day)
            else { return nil }
            let seconds = Int64((hour * 60 + minute) * 60 + second)
            time = Timestamp(microseconds: date.microseconds + seconds * 1_000_000 + Int64(fraction) * 100)
            if scanner.skip("201") {
                version = .v201
            } else if scanner.skip("21") {
                version = .v21
            } else if scanner.skip("16") {
                version = .v16
            } else {
                return nil
            }
            if scanner.skip("-in") {
                sender = .cp
            } else if scanner.skip("-out") {
                sender = .csms
            } else {
                return nil
            }
            guard scanner.skip(".txt"), scanner.isAtEnd else { return nil }
        }
    }

    /// A reader of one dump by itself; nil when the file is none.
    static func reader(_ options: ImportOptions) -> (any EntryReader)? {
        options.fileName.flatMap { Name($0) }.map { OCPPCoreDumpReader($0, options) }
    }
}

/// Reads one dump of OCPP.Core.
struct OCPPCoreDumpReader: EntryReader {
    private let name: OCPPCoreDump.Name
    private var trace: Trace
    private var dump = DumpBytes()
    private var isFinished = false
    private var isEnded = false

    init(_ name: OCPPCoreDump.Name, _ options: ImportOptions) {
        self.name = name
        trace = Trace(options)
    }

    mutating func append(_ bytes: [UInt8]) {
        dump.append(bytes)
    }

    mutating func finish() {
        isFinished = true
    }

    mutating func read(into batch: inout ImportBatch) throws(ImportFault) -> Bool {
        guard isFinished, !isEnded else { return false }
        isEnded = true
        guard let frame = dump.frame(name, line: 1) else {
            batch.add(LineFault.tooLong.reject(at: 1))
            return batch.isFull
        }
        try trace.take(frame, into: &batch)
        try trace.finish(into: &batch)
        return batch.isFull
    }

    var account: ReadingAccount {
        var account = ReadingAccount()
        account.notes = TraceNotes.of(trace.account)
        return account
    }
}

/// The bytes of one dump, bounded.
struct DumpBytes {
    private static let most = 1 << 20

    private var bytes: [UInt8] = []
    private var isTooLong = false

    var count: Int { bytes.count }

    mutating func append(_ more: [UInt8]) {
        isTooLong = isTooLong || bytes.count + more.count > Self.most
        if !isTooLong { bytes += more }
    }

    /// Nil when it is too long.
    func frame(_ name: OCPPCoreDump.Name, line: Int) -> LoggedFrame? {
        guard !isTooLong else { return nil }
        var text = bytes[...]
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
        while let last = text.last, last <= 0x20 { text.removeLast() }
        var frame = LoggedFrame(
            bytes: Array(text.drop { $0 <= 0x20 }), line: line, time: .local(name.time), sender: name.sender)
        frame.version = name.version
        return frame
    }
}
