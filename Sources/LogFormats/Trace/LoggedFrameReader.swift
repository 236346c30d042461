import OCPP
import OCPPLog

/// Reads what a log shows as a frame: one of OCPP-J, or an envelope of OCPP-S.
struct LoggedFrameReader {
    private let reader = FrameReader(version: .v21)

    func read(_ bytes: Span<UInt8>) -> Frame {
        guard Self.isXML(bytes) else { return reader.read(bytes) }
        do throws(FrameProblem) {
            return try SOAPEnvelope(bytes).frame
        } catch {
            return .malformed(error)
        }
    }

    private static func isXML(_ bytes: Span<UInt8>) -> Bool {
        for index in bytes.indices where bytes[index] > 0x20 { return bytes[index] == UInt8(ascii: "<") }
        return false
    }
}

extension Entry {
    /// Takes the empty payloads away with which envelopes pass for frames.
    mutating func dropPayloadsOfEnvelopes() {
        if request?.payload?.isEmpty ?? false { request?.payload = nil }
        if response?.payload?.isEmpty ?? false { response?.payload = nil }
    }
}
