public import OCPP
import OCPPLog

/// What the schemas have against the payloads of an entry.
public struct PayloadProblems: Sendable {
    /// So many of each payload are found.
    public static let most = 8

    /// Of the request; none where it cannot be checked.
    public var request: [SchemaProblem] = []
    /// Of the answer.
    public var response: [SchemaProblem] = []

    /// None: nothing was checked.
    static let none = PayloadProblems()

    private init() {}

    /// Checks what was kept whole of an entry; SOAP has no such schemas, and neither have actions that no version knows.
    init(of entry: Entry, _ forms: inout SchemaForms) {
        guard let action = entry.action, !entry.version.isSOAP else { return }
        request = Self.problems(of: entry.request, action, .request, entry.version, &forms)
        response = Self.problems(of: entry.response, action, .response, entry.version, &forms)
    }

    private static func problems(
        of frame: RecordedFrame?, _ action: Action, _ side: PayloadSide, _ version: OCPPVersion,
        _ forms: inout SchemaForms
    ) -> [SchemaProblem] {
        guard let frame, frame.error == nil, frame.length == frame.bytes.count, let payload = frame.payload,
            payload.lowerBound >= 0, payload.upperBound <= frame.bytes.count
        else { return [] }
        return forms.problems(in: frame.bytes.span.extracting(payload), of: action, side, in: version, limit: most)
    }
}
