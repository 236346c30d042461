import Foundation

/// ClickHouse in one process (chdb): MergeTree in the order site, charger, time, as small as its codecs make it.
///
/// `clickhouse.py` runs what is written here and measures it.
struct ClickHouse {
    private struct Plan: Codable {
        struct Asked: Codable {
            var question: Question
            var statements: [String]
            var isCount: Bool
        }

        var directory: String
        var setup: [String]
        var load: String
        var after: [String]
        var generator: [String]
        var entries: Int
        var runs: Int
        var questions: [Asked]
    }

    let options: Options
    let directory: String

    func run(loads: Bool) throws -> Outcome {
        let landmarks = Landmarks(entries: options.entries)
        let pipe = directory + "/entries.tsv"
        let plan = Plan(
            directory: directory + "/data", setup: loads ? [Self.table] : [], load: Self.load(pipe),
            after: ["OPTIMIZE TABLE log FINAL"],
            generator: loads ? [Command.executable, "tsv"] + options.traffic : [],
            entries: options.entries, runs: options.runs,
            questions: Question.allCases.map {
                Plan.Asked(
                    question: $0, statements: SQLDialect.clickhouse.statements($0, landmarks), isCount: $0.isCount)
            })
        let file = directory + "/plan.json"
        try JSONEncoder().encode(plan).write(to: URL(filePath: file))
        let python = ProcessInfo.processInfo.environment["OCPPLOGS_CHDB"] ?? ".build/chdb/bin/python"
        return try JSONDecoder().decode(Outcome.self, from: Command([python, "clickhouse.py", file, pipe]).output())
    }

    private static let table = """
        CREATE TABLE log (
            seq UInt64 CODEC(Delta(8), ZSTD(3)), datetime Int64 CODEC(Delta(8), ZSTD(3)),
            site_id LowCardinality(String) CODEC(ZSTD(3)), charger_id LowCardinality(String) CODEC(ZSTD(3)),
            connection Int64 CODEC(ZSTD(3)), source LowCardinality(String) CODEC(ZSTD(3)),
            kind LowCardinality(String) CODEC(ZSTD(3)), version LowCardinality(String) CODEC(ZSTD(3)),
            level LowCardinality(String) CODEC(ZSTD(3)), action LowCardinality(String) CODEC(ZSTD(3)),
            connector_id Int16 CODEC(ZSTD(3)), evse_id Int16 CODEC(ZSTD(3)),
            status LowCardinality(String) CODEC(ZSTD(3)), error_code LowCardinality(String) CODEC(ZSTD(3)),
            transaction_id String CODEC(ZSTD(3)), id_tag String CODEC(ZSTD(3)), unique_id String CODEC(ZSTD(3)),
            latency Int32 CODEC(ZSTD(3)), request String CODEC(ZSTD(3)), response String CODEC(ZSTD(3))
        ) ENGINE = MergeTree ORDER BY (site_id, charger_id, datetime)
        PARTITION BY toYYYYMMDD(toDateTime(intDiv(datetime, 1000000)))
        SETTINGS min_bytes_for_wide_part = 0
        """

    private static func load(_ pipe: String) -> String {
        let columns = SQLDialect.columns.map { column in
            switch type(of: column) {
            case "Nullable(String)": "ifNull(\(column), '')"
            case "Nullable(Int32)": "ifNull(\(column), -1)"
            default: column
            }
        }
        let types = SQLDialect.columns.map { "\($0) \(type(of: $0))" }
        return """
            INSERT INTO log SELECT \(columns.joined(separator: ", "))
            FROM file('\(pipe)', TSV, '\(types.joined(separator: ", "))')
            SETTINGS max_insert_threads = 1, max_threads = 1, max_partitions_per_insert_block = 1000
            """
    }

    /// What a column of the TSV holds.
    private static func type(of column: String) -> String {
        switch column {
        case "seq": "UInt64"
        case "datetime", "connection": "Int64"
        case "connector_id", "evse_id", "latency": "Nullable(Int32)"
        case "status", "error_code", "transaction_id", "id_tag": "Nullable(String)"
        default: "String"
        }
    }
}
