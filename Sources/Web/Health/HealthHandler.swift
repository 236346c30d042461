import HTTPTypes
import Hummingbird
import OCPPLog

/// `/healthz`, `/readyz` and `/metrics`: how the program is doing, for probes and for monitoring. None of them asks the store.
struct HealthHandler: Sendable {
    let settings: WebSettings
    /// Parts of this server that have figures.
    var more: [any MetricsSource] = []

    /// `GET /healthz`: 200 as long as anything is answered; the body says how the parts are doing.
    @Sendable func health(_ request: Request, _ context: WebContext) async throws -> Response {
        Self.response(HealthReport(of: settings.health), .ok)
    }

    /// `GET /readyz`: 200 while no part is failing, else 503, with the same body.
    @Sendable func readiness(_ request: Request, _ context: WebContext) async throws -> Response {
        let report = HealthReport(of: settings.health)
        return Self.response(report, report.status == .failing ? .serviceUnavailable : .ok)
    }

    /// `GET /metrics`: every figure, and the status of every part.
    @Sendable func metrics(_ request: Request, _ context: WebContext) async throws -> Response {
        let metrics =
            (settings.metrics + more).flatMap { $0.metrics() } + [Self.status(HealthReport(of: settings.health))]
        return Response(
            status: .ok, headers: [.contentType: PrometheusText.contentType],
            body: ResponseBody(byteBuffer: ByteBuffer(string: PrometheusText.of(metrics))))
    }

    private static func status(_ report: HealthReport) -> Metric {
        Metric(
            "ocpplogs_part_status", .gauge, help: "How each part is doing: 0 ok, 1 degraded, 2 failing",
            samples: report.checks.map {
                Metric.Sample(.number(Double($0.status.severity)), labels: [Metric.Label("part", $0.name)])
            })
    }

    private static func response(_ report: HealthReport, _ status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: HealthJSON.bytes(report))))
    }
}
