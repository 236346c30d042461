import OCPP
import OCPPLog

/// Finds the envelopes of OCPP-S in a file, whatever stands between them.
struct Envelopes: FrameSource {
    /// A longer envelope is passed over, in bytes.
    private static let longest = 4 << 20
    /// A longer line between envelopes is looked at in pieces.
    private static let longestLine = 64 << 10
    /// A longer tag is none of an envelope.
    private static let longestName = 64
    /// So many requests are remembered, for the station that an answer does not name.
    private static let mostRequests = 4_096

    private var source = SourceBytes()
    private var looked = 0
    /// Where the envelope begins that is open, and the name in its tag.
    private var open: (start: Int, name: [UInt8])?
    private var time: LoggedTime?
    private var chargers: [UniqueID: String] = [:]
    private var found = FoundQueue()

    mutating func append(_ bytes: [UInt8]) {
        looked -= source.start
        open?.start -= source.start
        source.append(bytes)
    }

    mutating func finish() {
        source.isFinished = true
    }

    mutating func next() -> FoundFrame? {
        while found.isEmpty, let tag = nextTag() {
            if tag.isEnd {
                guard let begin = open, begin.name.elementsEqual(source.bytes[tag.name]) else { continue }
                close(at: tag.end)
            } else {
                // What began before has no end.
                if open != nil { close(at: beginOfLine(tag.start)) }
                takeLines(to: tag.start)
                open = (tag.start, Array(source.bytes[tag.name]))
            }
        }
        if found.isEmpty { waitOrEnd() }
        return found.next()
    }

    /// A tag of an envelope.
    private struct Tag {
        var isEnd: Bool
        var start: Int
        var end: Int
        /// With its prefix.
        var name: Range<Int>
    }

    /// The next tag; nil where more bytes are wanted, or none follows.
    private mutating func nextTag() -> Tag? {
        while let place = source.place(of: "Envelope", from: max(looked, source.start)) {
            let end = place + 8
            let behind = source.bytes[end...].prefix(Self.longestName)
            guard source.isFinished || behind.count == Self.longestName || behind.contains(UInt8(ascii: ">")) else {
                return nil
            }
            looked = end
            guard end < source.bytes.count, let tag = tag(place..<end) else { continue }
            return tag
        }
        // The word may have begun.
        looked = max(looked, source.bytes.count - 7)
        return nil
    }

    private func tag(_ word: Range<Int>) -> Tag? {
        let bytes = source.bytes
        var start = word.lowerBound
        let limit = max(source.start, start - Self.longestName)
        while start > limit, bytes[start - 1] > 0x20, bytes[start - 1] != UInt8(ascii: "<"),
            bytes[start - 1] != UInt8(ascii: "/")
        {
            start -= 1
        }
        guard start > limit, start == word.lowerBound || bytes[word.lowerBound - 1] == UInt8(ascii: ":") else {
            return nil
        }
        if bytes[start - 1] == UInt8(ascii: "<") {
            let next = bytes[word.upperBound]
            guard next <= 0x20 || next == UInt8(ascii: ">") else { return nil }
            return Tag(isEnd: false, start: start - 1, end: word.upperBound, name: start..<word.upperBound)
        }
        guard start - 1 > limit, bytes[start - 2] == UInt8(ascii: "<"),
            let close = bytes[word.upperBound...].prefix(Self.longestName).firstIndex(of: UInt8(ascii: ">"))
        else { return nil }
        return Tag(isEnd: true, start: start - 2, end: close + 1, name: start..<word.upperBound)
    }

    /// The envelope that is open ends there.
    private mutating func close(at end: Int) {
        guard let begin = open else { return }
        open = nil
        let range = source.withoutBreak(begin.start..<end)
        let line = source.line
        if range.count > Self.longest {
            found.append(.reject(.tooLong, line: line))
        } else {
            found.append(.frame(frame(Array(source.bytes[range]), line)))
        }
        source.skip(to: end)
        looked = max(looked, end)
    }

    private mutating func frame(_ bytes: [UInt8], _ line: Int) -> LoggedFrame {
        var frame = LoggedFrame(bytes: bytes, line: line, time: time, sender: .unknown)
        guard let envelope = try? SOAPEnvelope(bytes.span) else { return frame }
        switch envelope.sender {
        case .cp: frame.sender = .cp
        case .csms: frame.sender = .csms
        case nil: break
        }
        frame.version = envelope.version == .unknown ? nil : envelope.version
        frame.charger = envelope.chargeBoxIdentity
        guard let id = envelope.uniqueID else { return frame }
        if envelope.kind != .request {
            frame.charger = frame.charger ?? chargers[id]
        } else if let charger = frame.charger {
            if chargers.count >= Self.mostRequests { chargers.removeAll() }
            chargers[id] = charger
        }
        return frame
    }

    /// The lines before an envelope: they may say the time.
    private mutating func takeLines(to end: Int) {
        while source.start < end {
            let rest = source.bytes[source.start..<end]
            let lineEnd = rest.firstIndex(of: 0x0A).map { $0 + 1 }
            let line = source.trimmed(source.start..<(lineEnd ?? end))
            if !line.isEmpty {
                var scanner = LineScanner(source.bytes, line)
                // Details of a message are indented: their times are others.
                if source.bytes[source.start] > 0x20 { time = EnvelopeTime.find(&scanner) ?? time }
                // What stands on the line of an envelope is passed over with it.
                if lineEnd != nil, source.bytes[line.lowerBound] != UInt8(ascii: "<") {
                    found.append(.noFrame(.noFrame, line: source.line, text: Array(source.bytes[line])))
                }
            }
            source.skip(to: lineEnd ?? end)
        }
    }

    private func beginOfLine(_ place: Int) -> Int {
        let start = open?.start ?? source.start
        return source.bytes[start..<place].lastIndex(of: 0x0A).map { $0 + 1 } ?? place
    }

    /// No tag follows in what is there.
    private mutating func waitOrEnd() {
        if source.isFinished {
            if open != nil { close(at: source.bytes.count) }
            takeLines(to: source.bytes.count)
        } else if let begin = open {
            guard source.bytes.count - begin.start > Self.longest else { return }
            open = nil
            found.append(.reject(.tooLong, line: source.line))
            source.skip(to: looked)
        } else if let end = source.bytes[source.start..<max(looked, source.start)].lastIndex(of: 0x0A) {
            takeLines(to: end + 1)
        } else if looked - source.start > Self.longestLine {
            source.skip(to: looked - Self.longestName)
        }
    }
}

/// The time in a line between envelopes, near its beginning.
enum EnvelopeTime {
    private static let width = 64

    static func find(_ line: inout LineScanner) -> LoggedTime? {
        let limit = min(line.end, line.position + width)
        var before: UInt8 = 0x20
        while line.position < limit {
            let byte = line.bytes[line.position]
            if before <= 0x20 || before == UInt8(ascii: "[") || before == UInt8(ascii: "("),
                let time = line.dateTime() ?? americanTime(&line)
            {
                return time
            }
            before = byte
            line.position += 1
        }
        return nil
    }

    /// `Oct 24, 2018 3:41:12 PM`, as java.util.logging writes it.
    private static func americanTime(_ line: inout LineScanner) -> LoggedTime? {
        var scanner = line
        guard let month = scanner.monthName(), scanner.skip(" "), let day = scanner.number(2) ?? scanner.number(1),
            scanner.skip(", "), let year = scanner.number(4), scanner.skip(" "),
            let hour = scanner.number(2) ?? scanner.number(1), (1...12).contains(hour), scanner.skip(":"),
            let minute = scanner.number(2), minute < 60, scanner.skip(":"), let second = scanner.number(2), second < 60,
            scanner.skip(" "), let date = Timestamp(year: year, month: month, day: day)
        else { return nil }
        let isAfternoon = scanner.skip("PM")
        guard isAfternoon || scanner.skip("AM") else { return nil }
        line.position = scanner.position
        let seconds = ((hour % 12 + (isAfternoon ? 12 : 0)) * 60 + minute) * 60 + second
        return .local(Timestamp(microseconds: date.microseconds + Int64(seconds) * 1_000_000))
    }
}
