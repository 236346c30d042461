/// How the same question is put to several databases.
enum SQLDialect {
    case clickhouse, sqlite, postgresql

    static let columns = [
        "seq", "datetime", "site_id", "charger_id", "connection", "source", "kind", "version", "level", "action",
        "connector_id", "evse_id", "status", "error_code", "transaction_id", "id_tag", "unique_id", "latency",
        "request", "response",
    ]

    /// The statements that answer a question: rows, or one number each.
    func statements(_ question: Question, _ landmarks: Landmarks) -> [String] {
        let newestFirst = "ORDER BY datetime DESC, seq DESC"
        let rows = "SELECT * FROM log WHERE"
        switch question {
        case .needle, .phraseRows, .digitsRows, .groundFailure:
            return ["\(rows) \(holds(question.text ?? "")) \(newestFirst)"]
        case .phraseCount, .digitsCount:
            return ["SELECT count(*) FROM log WHERE \(holds(question.text ?? ""))"]
        case .newest:
            return ["\(rows) \(named("site_id", landmarks.site)) \(newestFirst) LIMIT 100"]
        case .day:
            let day = landmarks.day
            return [
                """
                \(rows) \(named("charger_id", landmarks.charger)) AND datetime >= \(day) \
                AND datetime < \(day + 86_400_000_000) \(newestFirst)
                """
            ]
        case .transaction: return ["\(rows) transaction_id = '\(landmarks.transaction)' \(newestFirst)"]
        case .tag: return ["\(rows) id_tag = '\(Landmarks.tag)' \(newestFirst)"]
        case .uniqueID: return ["\(rows) unique_id = '\(Landmarks.uniqueID)' \(newestFirst)"]
        case .histogram:
            return [
                """
                SELECT sum(n) FROM (SELECT \(hour) AS h, kind, count(*) AS n FROM log \
                WHERE datetime >= \(landmarks.counted) AND datetime < \(landmarks.end) GROUP BY \(hour), kind) AS groups
                """
            ]
        case .facets:
            return Question.facetColumns.map { column in
                """
                SELECT sum(n) FROM (SELECT \(column), count(*) AS n FROM log WHERE datetime >= \(landmarks.counted) \
                AND datetime < \(landmarks.end) AND \(isThere(column)) GROUP BY \(column)) AS groups
                """
            }
        }
    }

    private var hour: String {
        self == .clickhouse ? "intDiv(datetime, 3600000000)" : "datetime / 3600000000"
    }

    private func holds(_ text: String) -> String {
        switch self {
        case .clickhouse:
            "(positionCaseInsensitive(request, '\(text)') > 0 OR positionCaseInsensitive(response, '\(text)') > 0)"
        case .sqlite: "(request LIKE '%\(text)%' OR response LIKE '%\(text)%')"
        case .postgresql: "(request ILIKE '%\(text)%' OR response ILIKE '%\(text)%')"
        }
    }

    private func named(_ column: String, _ name: String) -> String {
        self == .sqlite ? "\(column) = (SELECT id FROM names WHERE name = '\(name)')" : "\(column) = '\(name)'"
    }

    private func isThere(_ column: String) -> String {
        switch (self, column) {
        case (.clickhouse, "connector_id"): "connector_id >= 0"
        case (.clickhouse, _): "\(column) <> ''"
        default: "\(column) IS NOT NULL"
        }
    }
}
