import OCPP
import OCPPLog

/// A form in which some program writes OCPP traffic down: one file a format. `docs/formats.md` says how to add one.
protocol LogFormat: Sendable {
    /// What it is asked for by, and named in messages: `steve`.
    static var name: String { get }
    /// Which program writes it, and where, for people: `SteVe (steve.log)`.
    static var title: String { get }
    /// A few lines as that program writes them, with at least one frame. A test reads them.
    static var sample: String { get }
    /// Whether it shows the newest first.
    static var isNewestFirst: Bool { get }
    /// Whether it can hold frames. One that cannot is known, so that it can be said what the log is.
    static var holdsFrames: Bool { get }
}

extension LogFormat {
    static var isNewestFirst: Bool { false }
    static var holdsFrames: Bool { true }
}

/// A format in which each line says by itself what it is.
protocol LineFormat: LogFormat {
    /// At the beginning of a log.
    init()

    /// Whether each word of a frame stands in the log as it is in the frame, in one piece.
    static var showsFramesAsTheyAre: Bool { get }

    /// Looks at one line, without its line break and without what syslog, Docker and the like put before it.
    /// - Returns: nil when that program does not write such lines.
    mutating func read(_ line: inout LineScanner) -> LineReading?
}

extension LineFormat {
    static var showsFramesAsTheyAre: Bool { true }
}

/// A format that is more than its lines: a document, a table, a binary file.
protocol FileFormat: LogFormat {
    /// How sure it is that a file is of this format, from 0 to 1.
    /// - Parameters:
    ///   - head: the beginning of the file, unpacked, in UTF-8 if it is text: up to 64 KiB.
    ///   - isWhole: whether that is all of it.
    static func confidence(_ head: ArraySlice<UInt8>, isWhole: Bool) -> Double

    /// A reader at the beginning of such a file; it is given the bytes that ``confidence(_:isWhole:)`` saw, and what follows.
    static func reader(_ options: ImportOptions) -> any EntryReader
}

/// What a line of a log is.
enum LineReading {
    /// A frame begins there.
    case frame(FrameMark)
    /// The text from that byte on belongs to the frame of the lines before it, without anything between them.
    case goesOn(from: Int)
    /// That program writes such lines, and they hold no frame.
    case noFrame(LineFault)
}

/// Where a frame stands in its line, and what the line says about it.
struct FrameMark {
    /// The first byte of the frame. It ends at its matching bracket, on this line or on a later one.
    var start: Int
    /// The text of the frame where it is not on the line as it was on the wire, but escaped: from its first byte on.
    var decoded: [UInt8]?
    var time: LoggedTime?
    var sender: LoggedSender
    /// Where the name of the charging station stands on the line.
    var charger: Range<Int>?
    /// Its name where it stands on another line.
    var chargerName: String?
    var version: OCPPVersion?
    var connection: Int64 = 0
    var voice = LoggedFrame.Voice.own
    var remark: String?
}
