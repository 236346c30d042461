import OCPP
import TestSupport
import Testing

/// Payloads of real charging stations, held against the schemas of their messages.
@Suite(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
struct RecordedPayloadTests {
    @Test(arguments: ["frames-real", "frames-testvectors"])
    func recordedPayloadsAreCheckedAndMostOfThemAreRight(_ name: String) throws {
        var actions: [String: Action] = [:]
        var checked = 0
        var right = 0
        for frame in try SharedTraces.frames(name) {
            let bytes = Array(frame.text.utf8)
            let schema: PayloadSchema?
            let payload: Range<Int>
            switch FrameReader(version: frame.version).read(bytes.span) {
            case .call(let call):
                actions[frame.sourceFile + call.uniqueID.rawValue] = call.action
                (schema, payload) = (PayloadSchema(of: call.action, .request, in: frame.version), call.payload)
            case .callResult(let result):
                let action = actions[frame.sourceFile + result.uniqueID.rawValue]
                schema = action.flatMap { PayloadSchema(of: $0, .response, in: frame.version) }
                payload = result.payload
            default: continue
            }
            guard let schema else { continue }
            let problems = SchemaCheck.problems(in: bytes.span.extracting(payload), against: schema)
            #expect(!problems.contains { $0.code == .notJSON || $0.sentence.isEmpty }, "\(frame.text)")
            checked += 1
            right += problems.isEmpty ? 1 : 0
        }
        #expect(checked > 100)
        #expect(right * 2 > checked, "\(right) of \(checked)")
    }
}
