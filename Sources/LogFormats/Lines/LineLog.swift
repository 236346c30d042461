import OCPP
import OCPPLog

/// Finds the frames in the lines of a log: has each line read by the format that read the one before, else by any other that knows
/// it, and follows a frame over as many lines as it takes.
struct LineLog {
    /// So many lines and bytes a frame may go over; beyond that its first line was damaged.
    private static let (mostLines, mostBytes) = (2_000, 1 << 20)
    /// What is left of a line behind a frame is looked at for another one if it has so many bytes.
    private static let shortest = 8

    /// A frame whose bracket is not closed yet.
    private struct Open {
        var mark: FrameMark
        var charger: String?
        var line: Int
        var place: Int64
        var text: [UInt8]
        var end = FrameEnd()
        /// How long the text of its first line is.
        var firstLength: Int
        var linesAfter = 0
    }

    private var formats: [any LineFormat]
    private let names: [String]
    /// The one that read the last line.
    private var current = 0
    /// So many wrappers were around it.
    private var layers = 0
    private let unwrapper = Unwrapper()
    private var texts = StringCache()
    private var open: Open?
    /// Where this line begins in the log, and where in the bytes that it was handed over in, of which there are so many.
    private var linePlace: (place: Int64, position: Int, bytes: Int) = (0, 0, 0)
    /// Frames per format, in the order of ``names``.
    private(set) var found: [Int]
    /// Lines per format, the same.
    private(set) var known: [Int]
    var passedOver: PassedOver

    /// - Parameter listsLines: whether lines that hold no frame are listed.
    init(_ types: [any LineFormat.Type], listsLines: Bool = false) {
        passedOver = PassedOver(isListed: listsLines)
        formats = types.map { $0.init() }
        names = types.map { $0.name }
        found = Array(repeating: 0, count: types.count)
        known = found
    }

    /// Takes the next line, without its line break; frames that are whole are handed over.
    /// - Parameters:
    ///   - number: counted from 1.
    ///   - place: where it begins in the log, in bytes.
    mutating func take(
        _ line: LineScanner, number: Int, at place: Int64, _ handle: (LoggedFrame) throws(ImportFault) -> Void
    ) throws(ImportFault) {
        linePlace = (place, line.position, line.bytes.count)
        let whole = line
        var line = line
        guard let reading = read(&line) else {
            try takeUnknown(line, number, handle)
            return
        }
        known[current] += 1
        switch reading.what {
        case .goesOn(let start): try goOn(line, from: start, number, handle)
        case .noFrame(let fault):
            try closeDamaged(handle)
            passedOver.add(fault, number, Array(whole.bytes[whole.position..<whole.end]))
        case .frame(let mark):
            if let open, open.text.count > 1, Self.isBracketAlone(mark, in: line) {
                return try takeUnknown(whole, number, handle)
            }
            try closeDamaged(handle)
            try begin(mark, in: line, reading.time, number, handle)
        }
    }

    /// There are no more lines.
    mutating func finish(_ handle: (LoggedFrame) throws(ImportFault) -> Void) throws(ImportFault) {
        try closeDamaged(handle)
    }

    /// Has the line read by the format of the line before, then by the others; then what is in it when a wrapper is off.
    private mutating func read(_ line: inout LineScanner) -> (what: LineReading, time: LoggedTime?)? {
        var outerTime: LoggedTime?
        // In the JSON of Docker and the like a line looks almost as it does alone: it is taken out before anything reads it.
        _ = unwrapper.json(&line, &outerTime)
        let whole = line
        var time = outerTime
        if layers > 0, unwrap(&line, layers, &time) {
            let inside = line
            if let reading = formats[current].read(&line) { return (reading, time) }
            line = inside
            if let reading = readByAny(&line) { return (reading, time) }
        }
        line = whole
        time = outerTime
        for layer in 0...Unwrapper.most {
            if layer > 0, !unwrapper.unwrap(&line, &time) { break }
            let inside = line
            if let reading = readByAny(&line) {
                layers = layer
                return (reading, time)
            }
            line = inside
        }
        line = whole
        return nil
    }

    private func unwrap(_ line: inout LineScanner, _ layers: Int, _ time: inout LoggedTime?) -> Bool {
        for _ in 0..<layers {
            guard unwrapper.unwrap(&line, &time) else { return false }
        }
        return true
    }

    private mutating func readByAny(_ line: inout LineScanner) -> LineReading? {
        let start = line
        if let reading = formats[current].read(&line) { return reading }
        for index in formats.indices where index != current {
            line = start
            guard let reading = formats[index].read(&line) else { continue }
            current = index
            return reading
        }
        return nil
    }

    private mutating func begin(
        _ mark: FrameMark, in line: LineScanner, _ time: LoggedTime?, _ number: Int,
        _ handle: (LoggedFrame) throws(ImportFault) -> Void
    ) throws(ImportFault) {
        var mark = mark
        mark.time = mark.time ?? time
        let charger = mark.chargerName ?? mark.charger.map { texts.text($0, in: line.bytes.span) }
        let (bytes, range) = mark.decoded.map { ($0, 0..<$0.count) } ?? (line.bytes, mark.start..<line.end)
        var frameEnd = FrameEnd()
        guard range.first.map({ bytes[$0] == UInt8(ascii: "[") }) ?? false else {
            // It is no frame, but stands where one does: all of the line is kept.
            return try hand(
                over: Array(bytes[Self.trimmed(range, of: bytes)]), mark, charger, number,
                at: place(of: mark, in: line), handle)
        }
        guard let end = frameEnd.find(in: bytes, range) else {
            open = Open(
                mark: mark, charger: charger, line: number, place: place(of: mark, in: line), text: Array(bytes[range]),
                end: frameEnd,
                firstLength: range.count)
            return
        }
        try hand(
            over: Array(bytes[range.lowerBound..<end]), mark, charger, number, at: place(of: mark, in: line), handle)
        // Another line of the log may begin where its line break was lost.
        guard mark.decoded == nil, range.upperBound - end >= Self.shortest else { return }
        var rest = LineScanner(bytes, end..<range.upperBound)
        guard let next = read(&rest), case .frame(let mark) = next.what else { return }
        try begin(mark, in: rest, next.time, number, handle)
    }

    private mutating func goOn(
        _ line: LineScanner, from start: Int, _ number: Int, _ handle: (LoggedFrame) throws(ImportFault) -> Void
    ) throws(ImportFault) {
        guard var frame = open else { return passedOver.add(.noFrame, number) }
        open = nil
        let length = frame.text.count
        frame.text += line.bytes[start..<line.end]
        frame.firstLength = frame.text.count
        if let end = frame.end.find(in: frame.text, length..<frame.text.count) {
            try hand(over: Array(frame.text[..<end]), frame.mark, frame.charger, frame.line, at: frame.place, handle)
        } else if frame.text.count <= Self.mostBytes {
            open = frame
        } else {
            try hand(over: frame.text, frame.mark, frame.charger, frame.line, at: frame.place, handle)
        }
    }

    /// Where the frame begins in the log. In a line without its colours, which are bytes of its own, it has moved; each line has
    /// its own place all the same.
    private func place(of mark: FrameMark, in line: LineScanner) -> Int64 {
        linePlace.place + Int64(line.bytes.count == linePlace.bytes ? mark.start - linePlace.position : mark.start)
    }

    /// A line that no format knows: a part of the frame before it, or nothing.
    private mutating func takeUnknown(
        _ line: LineScanner, _ number: Int, _ handle: (LoggedFrame) throws(ImportFault) -> Void
    ) throws(ImportFault) {
        guard var frame = open else {
            return passedOver.add(.notKnown, number, Array(line.bytes[line.position..<line.end]))
        }
        open = nil
        frame.linesAfter += 1
        guard frame.linesAfter <= Self.mostLines, frame.text.count <= Self.mostBytes else {
            open = frame
            return try closeDamaged(handle)
        }
        frame.text.append(0x0A)
        let start = frame.text.count
        frame.text += line.bytes[line.position..<line.end]
        guard let end = frame.end.find(in: frame.text, start..<frame.text.count) else {
            open = frame
            return
        }
        try hand(
            over: Self.joined(Array(frame.text[..<end])), frame.mark, frame.charger, frame.line, at: frame.place, handle
        )
    }

    /// A text that was cut into lines where it was wide enough has line breaks within its texts, where JSON has none.
    private static func joined(_ text: [UInt8]) -> [UInt8] {
        let reader = FrameReader(version: .v21)
        guard case .malformed = reader.read(text.span) else { return text }
        let whole = text.filter { $0 != 0x0A }
        if case .malformed = reader.read(whole.span) { return text }
        return whole
    }

    /// The bracket does not come: the frame is its first line, and the lines behind it are none of it.
    private mutating func closeDamaged(_ handle: (LoggedFrame) throws(ImportFault) -> Void) throws(ImportFault) {
        guard let frame = open else { return }
        open = nil
        // A list of frames begins with a bracket alone.
        if frame.text == [UInt8(ascii: "[")], frame.linesAfter == 0 {
            return passedOver.add(.noFrame, frame.line, frame.text)
        }
        let after = frame.text[frame.firstLength...].split(separator: 0x0A, omittingEmptySubsequences: false)
            .dropFirst()
        for (index, text) in after.enumerated() { passedOver.add(.notKnown, frame.line + 1 + index, Array(text)) }
        let range = Self.trimmed(0..<frame.firstLength, of: frame.text)
        try hand(over: Array(frame.text[range]), frame.mark, frame.charger, frame.line, at: frame.place, handle)
    }

    private mutating func hand(
        over frame: [UInt8], _ mark: FrameMark, _ charger: String?, _ line: Int, at place: Int64,
        _ handle: (LoggedFrame) throws(ImportFault) -> Void
    ) throws(ImportFault) {
        found[current] += 1
        var logged = LoggedFrame(bytes: frame, line: line, time: mark.time, sender: mark.sender, charger: charger)
        logged.place = place
        logged.version = mark.version
        logged.connection = mark.connection
        logged.voice = mark.voice
        logged.remark = mark.remark
        try handle(logged)
    }

    /// Within a frame over several lines a list may begin so.
    private static func isBracketAlone(_ mark: FrameMark, in line: LineScanner) -> Bool {
        mark.decoded == nil && trimmed(mark.start..<line.end, of: line.bytes).count == 1
    }

    private static func trimmed(_ range: Range<Int>, of bytes: [UInt8]) -> Range<Int> {
        var end = range.upperBound
        while end > range.lowerBound, bytes[end - 1] <= 0x20 { end -= 1 }
        return range.lowerBound..<end
    }
}
