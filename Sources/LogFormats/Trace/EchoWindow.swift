import OCPP

/// Lets one frame through where two parts of a program wrote it down.
///
/// A library below the program may write a frame before or after the program itself does, and does not know the name of the
/// charging station: its line is held back a little, and falls away when the other one comes.
struct EchoWindow {
    /// So many frames may stand between the two lines.
    private static let width = 16
    /// And so many microseconds.
    private static let reach: Int64 = 2_000_000

    /// Frames that wait, in their order; the first one is an echo.
    private var held: [LoggedFrame] = []
    /// The frames before them.
    private var passed: [LoggedFrame] = []
    private var oldest = 0
    /// Frames that were left out.
    private(set) var collapsed = 0

    /// Takes a frame, and appends those that need not wait any longer.
    mutating func take(_ frame: LoggedFrame, into frames: inout [LoggedFrame]) {
        let twin = held.firstIndex { Self.isSame($0, frame) }
        if let twin {
            collapsed += 1
            if held[twin].voice == .echo { held[twin] = frame }
        } else if frame.voice == .echo, passed.contains(where: { Self.isSame($0, frame) }) {
            collapsed += 1
        } else if frame.voice == .echo || !held.isEmpty {
            held.append(frame)
        } else {
            pass(frame, into: &frames)
        }
        while let first = held.first, first.voice == .own || held.count > Self.width || Self.isFar(first, frame) {
            held.removeFirst()
            pass(first, into: &frames)
        }
    }

    /// There are no more.
    mutating func finish(into frames: inout [LoggedFrame]) {
        frames += held
        held = []
    }

    private mutating func pass(_ frame: LoggedFrame, into frames: inout [LoggedFrame]) {
        frames.append(frame)
        if passed.count < Self.width {
            passed.append(frame)
        } else {
            passed[oldest] = frame
            oldest = (oldest + 1) % Self.width
        }
    }

    /// The same frame, written down by two parts of the program.
    private static func isSame(_ one: LoggedFrame, _ other: LoggedFrame) -> Bool {
        one.voice != other.voice && one.bytes.count == other.bytes.count && isSameSide(one.sender, other.sender)
            && !isFar(one, other) && one.bytes == other.bytes
    }

    private static func isSameSide(_ one: LoggedSender, _ other: LoggedSender) -> Bool {
        one == other || one == .unknown || other == .unknown
    }

    private static func isFar(_ one: LoggedFrame, _ other: LoggedFrame) -> Bool {
        switch (one.time, other.time) {
        case (.instant(let one), .instant(let other)), (.local(let one), .local(let other)),
            (.yearless(let one), .yearless(let other)):
            abs(one.microseconds - other.microseconds) > reach
        case (.timeOfDay(let one), .timeOfDay(let other)): abs(one - other) > reach
        default: false
        }
    }
}
