import OCPP

/// What the Python library mobilityhouse/ocpp writes, and `websockets` below it, behind what the application puts before it.
///
///     CP-7: receive message [2,…]
///     Unable to parse message: '[2,…', it doesn't seem to be valid OCPP: …
///     < TEXT '[3,…]' [45 bytes]
///     server < Frame(fin=True, opcode=<Opcode.TEXT: 1>, data=b'[2,…]', rsv1=False, …)
///     < GET /CP-7 HTTP/1.1
///     > Sec-WebSocket-Protocol: ocpp1.6
///
/// The name of the station may be empty. A TEXT is Python's `repr` of the text, elided in the middle when it is long, with the size
/// of the whole.
struct MobilityHouseLines: Sendable {
    static let elided = LineFault(code: "elided", reason: "the line shows a part of the frame only")

    /// Who sent what the program received, and what it sent.
    let (received, sent): (LoggedSender, LoggedSender)
    private var path = Always<String>()
    private var version = Always<OCPPVersion>()

    /// - Parameter isCSMS: whether it is known that the program is the CSMS.
    init(isCSMS: Bool) {
        (received, sent) = isCSMS ? (.cp, .csms) : (.receivedByWriter, .sentByWriter)
    }

    /// A line of the library.
    /// - Returns: nil when it is none that holds a frame.
    func message(_ line: inout LineScanner, _ time: LoggedTime?) -> LineReading? {
        if line.skip("Unable to parse message: '") { return refused(line, time) }
        let start = line.position
        guard let name = line.word(), line.bytes[name.upperBound - 1] == UInt8(ascii: ":"),
            line.bytes[name.lowerBound] > 0x20, line.skip(" "),
            let sender = direction(&line)
        else {
            line.position = start
            return nil
        }
        var mark = FrameMark(start: line.position, time: time, sender: sender, version: version.value)
        if name.count > 1 {
            mark.charger = name.lowerBound..<name.upperBound - 1
        } else {
            mark.chargerName = path.value
        }
        return .frame(mark)
    }

    /// `receive message …` or `send [`.
    func direction(_ line: inout LineScanner) -> LoggedSender? {
        let start = line.position
        if line.skip("receive message "), !line.isAtEnd { return received }
        if line.skip("send "), line.next == UInt8(ascii: "[") { return sent }
        line.position = start
        return nil
    }

    /// The text is as it was received, and stands between quotes that are not escaped.
    private func refused(_ line: LineScanner, _ time: LoggedTime?) -> LineReading {
        var mark = FrameMark(start: line.position, time: time, sender: received, voice: .echo)
        guard let end = line.place(of: "', it doesn't seem") else { return .frame(mark) }
        guard end > line.position else { return .noFrame(.noFrame) }
        mark.decoded = Array(line.bytes[line.position..<end])
        return .frame(mark)
    }

    /// A line of `websockets`.
    mutating func webSocket(_ line: inout LineScanner, _ time: LoggedTime?) -> LineReading {
        // Older releases name the side.
        _ = line.skip("server ") || line.skip("client ")
        let isReceived = line.skip("< ")
        guard isReceived || line.skip("> ") else { return .noFrame(.noFrame) }
        var mark = FrameMark(
            start: line.position, time: time, sender: isReceived ? received : sent, chargerName: path.value,
            version: version.value, voice: .echo)
        if line.skip("TEXT ") {
            guard let text = text(&line) else { return .noFrame(Self.elided) }
            mark.decoded = text
            return .frame(mark)
        }
        if line.skip("Frame(fin=") {
            guard line.place(of: "Opcode.TEXT") != nil else { return .noFrame(.noFrame) }
            guard line.skip("True"), let bytes = frame(&line) else { return .noFrame(Self.elided) }
            mark.decoded = bytes
            return .frame(mark)
        }
        handshake(&line)
        return .noFrame(.noFrame)
    }

    /// `'[3,…]' [45 bytes]`
    private func text(_ line: inout LineScanner) -> [UInt8]? {
        guard let bytes = quoted(&line, isText: true), line.skip(" ["), let size = line.decimal(), line.skip(" bytes]"),
            size == bytes.count
        else { return nil }
        return bytes
    }

    /// `…, data=b'[2,…]', rsv1=False, …`
    private func frame(_ line: inout LineScanner) -> [UInt8]? {
        guard line.take(until: "data=b") != nil, let bytes = quoted(&line, isText: false),
            line.skip(", ") || line.skip(")")
        else {
            return nil
        }
        return bytes
    }

    private func quoted(_ line: inout LineScanner, isText: Bool) -> [UInt8]? {
        guard let quote = line.next, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return nil }
        let start = line.position + 1
        let (bytes, end) = PythonBytes.decode(
            line.bytes[start..<line.end], from: start, quote: quote, isText: isText)
        line.position = end
        return bytes.isEmpty ? nil : bytes
    }

    /// Remembers what a line of the handshake says.
    private mutating func handshake(_ line: inout LineScanner) {
        if line.skip("GET ") {
            if let path = line.word() { see(path: path, of: line) }
        } else if line.skip("Sec-WebSocket-Protocol: ") {
            see(protocol: line)
        }
    }

    /// A line of Home Assistant's integration.
    mutating func integration(_ line: inout LineScanner) -> LineReading {
        if line.skip("Charger websocket path=") {
            if let path = line.word() { see(path: path, of: line) }
        } else if line.skip("Websocket Subprotocol matched: ") {
            see(protocol: line)
        }
        return .noFrame(.noFrame)
    }

    /// The last part of a path is the name of the station.
    private mutating func see(path: Range<Int>, of line: LineScanner) {
        let bytes = line.bytes[path].prefix { $0 != UInt8(ascii: "?") }
        guard let name = bytes.split(separator: UInt8(ascii: "/")).last else { return }
        self.path.see(String(decoding: name, as: UTF8.self))
    }

    /// An offer of several is none.
    private mutating func see(protocol line: LineScanner) {
        let version = OCPPVersion(subprotocol: line.text(line.position..<line.end))
        if version != .unknown { self.version.see(version) }
    }
}

/// What a log says of its connections now and then. It holds for lines that do not say it as long as it is always the same.
struct Always<Value: Equatable & Sendable>: Sendable {
    private(set) var value: Value?
    private var isMixed = false

    /// The log says it.
    mutating func see(_ new: Value) {
        guard !isMixed, new != value else { return }
        isMixed = value != nil
        value = isMixed ? nil : new
    }
}
