/// A store that is measured.
enum Side: String, CaseIterable, Codable {
    case ours, clickhouse, sqlite, postgresql, ripgrep

    var title: String {
        switch self {
        case .ours: "ours"
        case .clickhouse: "ClickHouse"
        case .sqlite: "SQLite, 7 indexes"
        case .postgresql: "PostgreSQL, b-trees"
        case .ripgrep: "NDJSON, ripgrep"
        }
    }
}
