import HTTPTypes
import Hummingbird
import OCPP
import OCPPLog

/// `GET /api/v1/histogram`: how many entries match in each piece of a stretch of time, by how serious they are.
struct HistogramAPI: Sendable {
    /// Nil where nothing counts.
    let counting: (any EntryCounting)?
    let settings: WebSettings

    private static let buckets = APIParameter(
        "buckets", .whole(1...1_000, standard: 60),
        "At most so many pieces. Their length is the shortest round one with which there are not more.")
    private static let zone = APIParameter(
        "tz", .zone, "The zone whose clock begins hours, days, weeks and months: an IANA name.",
        example: "Europe/Berlin")

    /// So long is looked back when `from` is left out.
    private static let standard = Duration.seconds(86_400)

    /// What the router serves and the OpenAPI document says.
    var operation: APIOperation {
        APIOperation(
            method: .get, path: "/api/v1/histogram", name: "countByTime", summary: "Entries over time",
            detail: """
                Without `to` it ends now, without `from` it begins a day before its end. A day on which summer time \
                begins or ends has 23 or 25 hours. The first piece may begin before `from` and the last end after `to`: \
                what is counted lies between.
                """,
            parameters: [Self.buckets, Self.zone] + EntryQuestion.parameters,
            responses: [.json("The pieces, in the order of time.", Self.schema, example: Self.example)],
            problems: [.query], answer: answer)
    }

    @Sendable private func answer(_ call: APICall) async throws -> Response {
        guard let counting else { throw WebProblem.notFound("This server counts nothing.") }
        let now = settings.now()
        let question = try EntryQuestion(call, now: now)
        let to = question.to ?? now
        let from = question.from ?? to.advanced(by: .zero - Self.standard)
        let name = call[Self.zone.name] ?? "UTC"
        guard let zone = ZoneName.zone(name) else {
            throw WebProblem.badParameter("tz", "\"tz\" is the name of a time zone, such as Europe/Berlin or UTC.")
        }
        let clock = LocalClock(zone: zone)
        guard from < to else { return Self.response(from, to, name, step: "1s", []) }
        let buckets = TimeBuckets(from: from, to: to, most: call.whole(Self.buckets), clock: clock)
        let selection = Selection(question.query, from: from, to: to, sites: settings.sites)
        let answer = try await call.context.whileClientStays {
            try await TimeLimit.within(WebLimits.searchTime) {
                try await counting.histogram(selection, boundaries: buckets.boundaries)
            }
        }
        let ends = zip(buckets.boundaries, buckets.boundaries.dropFirst())
        return Self.response(
            from, to, name, step: buckets.step.words,
            zip(ends, answer.counts).map { ends, counts in
                [
                    "start": .text(clock.text(ends.0)), "end": .text(clock.text(ends.1)),
                    "total": .number(counts.total), "ok": .number(counts.ok), "note": .number(counts.note),
                    "warning": .number(counts.warning), "error": .number(counts.error),
                ]
            }, unreadable: answer.unreadable)
    }

    private static func response(
        _ from: Timestamp, _ to: Timestamp, _ zone: String, step: String, _ buckets: [JSONTree],
        unreadable: Int = 0
    ) -> Response {
        .json([
            "from": .text(from.description), "to": .text(to.description), "tz": .text(zone), "step": .text(step),
            "buckets": .list(buckets), "unreadable": .number(unreadable),
        ])
    }

    private static let schema = JSONTree.shared(
        "Histogram",
        APISchemas.object([
            .init("from", APISchemas.moment), .init("to", APISchemas.moment), .init("tz", ["type": "string"]),
            .init("step", ["type": "string", "pattern": "^[0-9]+(s|m|h|d|mo|y)$"]),
            .init(
                "buckets",
                APISchemas.list(
                    of: APISchemas.object(
                        [
                            .init("start", APISchemas.described(APISchemas.moment, "In the local time of the zone.")),
                            .init("end", APISchemas.moment),
                        ]
                            + ["total", "ok", "note", "warning", "error"].map { .init($0, APISchemas.count) }))),
            APISchemas.unreadable,
        ]))
    private static let example: JSONTree = [
        "from": "2026-11-22T23:00:00.000000Z", "to": "2026-11-23T23:00:00.000000Z", "tz": "Europe/Berlin",
        "step": "12h",
        "buckets": [
            [
                "start": "2026-11-23T00:00:00+01:00", "end": "2026-11-23T12:00:00+01:00", "total": 5_112, "ok": 5_080,
                "note": 11, "warning": 7, "error": 14,
            ]
        ],
        "unreadable": 0,
    ]
}
