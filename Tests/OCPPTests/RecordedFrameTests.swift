import Foundation
import OCPP
import TestSupport
import Testing

/// The reader judges recorded frames as Foundation's JSON parser and the shape of the array do.
@Suite(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
struct RecordedFrameTests {
    @Test(arguments: ["frames-real", "frames-testvectors"])
    func everyRecordedFrameReadsToTheRightKind(_ name: String) throws {
        let frames = try SharedTraces.frames(name)
        #expect(frames.count > 200)
        for frame in frames {
            let bytes = Array(frame.text.utf8)
            let read = FrameReader(version: frame.version).read(bytes.span)
            let expected = try expectedKind(frame)
            #expect(read.kind == expected, "\(frame.sourceFile): \(frame.text.prefix(120))")
        }
    }

    @Test func everyRecordedPayloadGivesTheFieldsThatStandInIt() throws {
        for frame in try SharedTraces.frames("frames-real") where frame.isJSON {
            let bytes = Array(frame.text.utf8)
            guard case .call(let call) = FrameReader(version: frame.version).read(bytes.span),
                let payload = try array(frame.text)?[3] as? [String: Any]
            else { continue }
            #expect(
                call.fields.connectorID == (payload["connectorId"] as? Int ?? evse(payload)?["connectorId"] as? Int))
            #expect(call.fields.idTag == (payload["idTag"] as? String ?? idToken(payload)))
            #expect(call.fields.status == (payload["status"] as? String ?? payload["connectorStatus"] as? String))
        }
    }

    private func evse(_ payload: [String: Any]) -> [String: Any]? {
        payload["evse"] as? [String: Any]
    }

    private func idToken(_ payload: [String: Any]) -> String? {
        (payload["idToken"] as? [String: Any])?["idToken"] as? String
    }

    private func array(_ text: String) throws -> [Any]? {
        try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed) as? [Any]
    }

    private func expectedKind(_ frame: SharedTraces.Frame) throws -> String {
        guard frame.isJSON, let elements = try array(frame.text), elements.count > 2,
            elements[1] is String || elements[1] is NSNumber
        else { return "malformed" }
        switch elements[0] as? Int {
        case 2: return elements.count > 3 && elements[3] is [String: Any] ? "call" : "malformed"
        case 3: return elements[2] is [String: Any] ? "callResult" : "malformed"
        case 4: return "callError"
        default: return "malformed"
        }
    }
}
