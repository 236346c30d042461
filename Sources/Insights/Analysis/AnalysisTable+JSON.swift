public import OCPP
import OCPPLog

/// Writes tables as JSON. A number has at most three digits behind its point; times are those of ``Timestamp``.
extension AnalysisTable {
    /// The whole table as one object: `part`, `from`, `to`, `columns`, `rows`, `more`, `reading`, `unreadable`, `notes`.
    public var json: [UInt8] {
        let columns = columns.map {
            "{\"name\":\(JSONText.quoted($0.name)),\"unit\":\"\($0.unit.rawValue)\",\"read\":\($0.isRead)}"
        }
        let rows = rows.map { row in
            "{\"values\":{\(members(row))},\"proof\":\(row.proof.json),\"proofs\":{\(proofs(row))}}"
        }
        let read = reading.map { "{\"entries\":\($0.entries),\"from\":\(Self.text($0.from))}" } ?? "null"
        let text = """
            {"part":"\(part.rawValue)","from":\(Self.text(from)),"to":\(Self.text(to)),\
            "columns":[\(columns.joined(separator: ","))],"rows":[\(rows.joined(separator: ","))],"more":\(more),\
            "reading":\(read),"unreadable":\(unreadable),\
            "notes":[\(notes.map { JSONText.quoted($0) }.joined(separator: ","))]}
            """
        return Array(text.utf8)
    }

    /// A row as an object of its own: its values by column, then `query`, `from` and `to`, which find its entries, and
    /// `queries`: the same for each number that is not about all of them.
    public func line(_ row: AnalysisRow) -> String {
        "{\(members(row)),\(row.proof.members),\"queries\":{\(proofs(row))}}"
    }

    private func members(_ row: AnalysisRow) -> String {
        zip(columns, row.cells).map { "\(JSONText.quoted($0.name)):\($1.value.json)" }.joined(separator: ",")
    }

    private func proofs(_ row: AnalysisRow) -> String {
        zip(columns, row.cells).compactMap { column, cell in
            guard let proof = cell.proof, proof != row.proof else { return nil }
            return "\(JSONText.quoted(column.name)):\(proof.json)"
        }.joined(separator: ",")
    }

    fileprivate static func text(_ moment: Timestamp?) -> String {
        moment.map { "\"\($0)\"" } ?? "null"
    }
}

extension AnalysisProof {
    fileprivate var json: String { "{\(members)}" }

    fileprivate var members: String {
        """
        "query":\(JSONText.quoted(query)),"from":\(AnalysisTable.text(from)),"to":\(AnalysisTable.text(to))
        """
    }
}

extension AnalysisCell.Value {
    fileprivate var json: String {
        switch self {
        case .nothing: "null"
        case .text(let text): JSONText.quoted(text)
        case .count(let count): "\(count)"
        case .number(let number): Self.rounded(number)
        case .moment(let moment): AnalysisTable.text(moment)
        }
    }

    private static func rounded(_ number: Double) -> String {
        guard number.isFinite else { return "null" }
        let rounded = (number * 1_000).rounded() / 1_000
        return rounded.isFinite ? "\(rounded)" : "\(number)"
    }
}

extension AnalysisTable {
    /// Reads a table that ``json`` wrote.
    /// - Throws: `JSONProblem` for what is no JSON. What is missing is left out.
    public init(json: [UInt8]) throws(JSONProblem) {
        let members = try JSONMembers(of: json)
        let part = members["part"]?.text.flatMap { AnalysisPart(rawValue: $0) } ?? .overview
        self.init(part, from: Self.moment(members["from"]), to: Self.moment(members["to"]), columns: [])
        for element in members["columns"]?.elements ?? [] {
            let column = try JSONMembers(of: element)
            columns.append(
                AnalysisColumn(
                    column["name"]?.text ?? "",
                    column["unit"]?.text.flatMap { AnalysisColumn.Unit(rawValue: $0) } ?? .text,
                    isRead: column["read"]?.token.kind == .true))
        }
        for element in members["rows"]?.elements ?? [] { rows.append(try row(element)) }
        more = Self.whole(members["more"])
        unreadable = Self.whole(members["unreadable"])
        if let read = members["reading"], read.token.kind == .beginObject {
            let read = try JSONMembers(of: read.bytes)
            reading = AnalysisReading(entries: Self.whole(read["entries"]), from: Self.moment(read["from"]))
        }
        for element in members["notes"]?.elements ?? [] {
            notes.append(JSONText.decode(1..<max(1, element.count - 1), hasEscapes: true, in: element.span))
        }
    }

    private func row(_ json: [UInt8]) throws(JSONProblem) -> AnalysisRow {
        let row = try JSONMembers(of: json)
        let values = try JSONMembers(of: row["values"]?.bytes ?? [])
        let proofs = try JSONMembers(of: row["proofs"]?.bytes ?? [])
        let whole = try Self.proof(row["proof"])
        var cells: [AnalysisCell] = []
        for column in columns {
            let proof = try proofs[column.name].map { value throws(JSONProblem) in try Self.proof(value) }
            cells.append(AnalysisCell(Self.value(values[column.name], column.unit), proof))
        }
        return AnalysisRow(whole, cells)
    }

    private static func proof(_ value: JSONMembers.Value?) throws(JSONProblem) -> AnalysisProof {
        let members = try JSONMembers(of: value?.bytes ?? [])
        return AnalysisProof(
            query: members["query"]?.text ?? "", from: moment(members["from"]), to: moment(members["to"]))
    }

    private static func value(_ value: JSONMembers.Value?, _ unit: AnalysisColumn.Unit) -> AnalysisCell.Value {
        guard let value else { return .nothing }
        if let text = value.text {
            guard unit == .moment else { return .text(text) }
            return Timestamp(text).map { .moment($0) } ?? .nothing
        }
        guard let number = value.number else { return .nothing }
        if unit == .count || unit == .bytes { return .count(Int(exactly: number.rounded()) ?? 0) }
        return .number(number)
    }

    private static func moment(_ value: JSONMembers.Value?) -> Timestamp? { value?.text.flatMap { Timestamp($0) } }

    private static func whole(_ value: JSONMembers.Value?) -> Int {
        value?.number.flatMap { Int(exactly: $0.rounded()) } ?? 0
    }
}
