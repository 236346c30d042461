import OCPP
import WebSockets

/// A WebSocket of a capture: what is known of its station, and whether it is used for OCPP.
struct OpenedWebSocket {
    private let connection: Int64
    private let charger: String?
    private let version: OCPPVersion?
    private var isOCPP: Bool

    /// - Parameter request: nil where the handshake was not captured.
    init(_ request: HandshakeRequest?, subprotocol: String?, connection: Int64) {
        self.connection = connection
        let name = request?.decodedLastPathSegment ?? ""
        charger = name.isEmpty ? nil : name
        let agreed = OCPPVersion(subprotocol: subprotocol)
        version = agreed == .unknown ? nil : agreed
        isOCPP = ([subprotocol ?? ""] + (request?.subprotocols ?? [])).contains { $0.lowercased().hasPrefix("ocpp") }
    }

    /// Takes a message; one that has nothing to do with OCPP is noted as such.
    mutating func take(_ message: Message, _ moment: CapturedConnection.Moment, into findings: inout CaptureFindings) {
        guard message.problem != .notInflatable else { return findings.add(.notInflatable, packet: moment.packet) }
        isOCPP = isOCPP || Self.looksLikeFrame(message.bytes)
        guard isOCPP else { return findings.passedOver.add(.noOCPP, moment.packet) }
        var frame = LoggedFrame(
            bytes: message.bytes, line: moment.packet, time: moment.time.map { .instant($0) },
            sender: message.from == .client ? .cp : .csms, charger: charger, version: version, connection: connection)
        if message.problem == .tooLarge {
            frame.remark = "it has \(message.length) bytes; only its beginning was kept"
        } else if message.kind == .binary {
            frame.remark = "it was sent as a binary message"
        }
        findings.add(frame)
    }

    /// An array whose first element is a number of one digit.
    private static func looksLikeFrame(_ bytes: [UInt8]) -> Bool {
        var rest = bytes.prefix(32).filter { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }[...]
        guard rest.popFirst() == UInt8(ascii: "["), let digit = rest.popFirst() else { return false }
        return (0x30...0x39).contains(digit) && rest.popFirst() == UInt8(ascii: ",")
    }
}
