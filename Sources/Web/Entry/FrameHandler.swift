import HTTPTypes
import Hummingbird
import OCPP
import OCPPLog

/// `GET /entries/{id}/request` and `/response`: a frame as it is stored, byte for byte, as a file.
struct FrameHandler: Sendable {
    let store: any EntryStore

    /// A side of an exchange; the raw value is the end of its address.
    enum Side: String {
        case request
        case response
    }

    /// Where a frame of an entry is.
    static func address(of side: String, _ entry: EntryID) -> String { "/entries/\(entry)/\(side)" }

    @Sendable func request(_ request: Request, _ context: WebContext) async throws -> Response {
        try await file(.request, context)
    }

    @Sendable func response(_ request: Request, _ context: WebContext) async throws -> Response {
        try await file(.response, context)
    }

    private func file(_ side: Side, _ context: WebContext) async throws -> Response {
        let entry = try await store.entry(named: context.parameters.get("id"))
        guard let frame = side == .request ? entry.request : entry.response else {
            throw WebProblem.notFound("This entry has no \(side.rawValue).")
        }
        let (type, ending) = Self.kind(of: frame)
        return Response(
            status: .ok,
            headers: [
                .contentType: type,
                .contentDisposition: "attachment; filename=\"\(entry.id)-\(side.rawValue).\(ending)\"",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: frame.bytes)))
    }

    /// What is no message of OCPP may be anything.
    private static func kind(of frame: RecordedFrame) -> (type: String, ending: String) {
        if frame.isEnvelope { return ("application/xml", "xml") }
        let isMessage = (frame.payload != nil || frame.error != nil) && frame.bytes.count == frame.length
        return isMessage ? ("application/json", "json") : ("application/octet-stream", "txt")
    }
}
