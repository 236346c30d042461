import HTTPTypes
import Hummingbird
import Insights
import NIOCore
import OCPP
import OCPPLog

/// `GET /api/v1/report`: one charging station, for its maker.
struct ReportAPI: Sendable {
    let store: any EntryStore
    let settings: WebSettings

    private static let charger: APIParameter = APIParameter(
        "charger", .text(longest: 512), "The charging station.", isRequired: true, example: "CP-7")

    /// What the router serves and the OpenAPI document says.
    var operation: APIOperation {
        APIOperation(
            method: .get, path: "/api/v1/report", name: "getReport",
            summary: "A report on one charging station for its maker",
            detail: """
                A page of HTML that stands alone, as a file to be kept: what was found, boots, transactions and messages. Id tags and \
                other personal data are masked, and the page says so.
                """,
            parameters: [Self.charger, .from, .to],
            responses: [
                APIResponse("The page.", [APIContent("text/html", ["type": "string"])])
            ],
            problems: [APIProblem(.notFound, "not_found"), APIProblem(.serviceUnavailable, "timeout")], answer: answer)
    }

    @Sendable private func answer(_ call: APICall) async throws -> Response {
        let now = settings.now()
        let charger = ChargerID(call["charger"] ?? "")
        let (from, to) = (call.moment("from", now: now), call.moment("to", now: now))
        let (report, reading) = try await call.context.whileClientStays {
            var report = ChargerReport(charger, from: from)
            let search = Search(
                ChargerReport.query(charger), from: from?.advanced(by: .zero - FindingSelection.lookback), to: to,
                sites: settings.sites)
            let reading = try await InsightReading.read(store, search) { for entry in $0 { report.read(entry) } }
            return (report, reading)
        }
        guard reading.isComplete else { throw WebProblem.timeout }
        guard report.entries > 0 else {
            throw WebProblem.notFound("There is no entry of this charging station in this stretch of time.")
        }
        // Sent as a file: what a station said never becomes a page of this server.
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/html; charset=utf-8", .contentDisposition: "attachment; filename=\"report.html\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: report.page(made: now))))
    }
}
