/// What a column of a table of messages holds.
enum ColumnRole: Hashable {
    case time, charger, site, action, direction, version
    /// One message a row.
    case frame
    /// A CALL and its answer in one row.
    case request, response
}

/// The names that the columns of a kind of table have.
protocol ColumnNames: SendableMetatype {
    /// What a column holds, by its name in small letters, of which letters and digits alone are left; nil for another column.
    static func role(_ name: String) -> ColumnRole?
}

/// Which column of a table holds what, by its first row.
struct TableColumns {
    private var columns: [ColumnRole: Int] = [:]

    /// A table whose first row is a message already: what the cells are is seen by what is in them.
    init() {}

    /// - Returns: nil when the row does not name columns.
    init?<Names: ColumnNames>(_ row: [ArraySlice<UInt8>], _: Names.Type) {
        guard !row.contains(where: { FrameText.start(in: $0) != nil }) else { return nil }
        for (index, cell) in row.enumerated() {
            let name = String(decoding: cell, as: UTF8.self).lowercased().filter { $0.isLetter || $0.isNumber }
            guard let role = Names.role(name), columns[role] == nil else { continue }
            columns[role] = index
        }
        guard !columns.isEmpty else { return nil }
    }

    /// Whether the table names a column of that kind.
    func has(_ role: ColumnRole) -> Bool { columns[role] != nil }

    /// The cell of a row; nil where it is not there, or empty.
    func cell(_ role: ColumnRole, of row: [ArraySlice<UInt8>]) -> ArraySlice<UInt8>? {
        guard let column = columns[role], column < row.count, !Self.isNothing(row[column]) else { return nil }
        return row[column]
    }

    /// The same as text.
    func text(_ role: ColumnRole, of row: [ArraySlice<UInt8>]) -> String? {
        cell(role, of: row).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether a cell says that there is nothing.
    private static func isNothing(_ cell: ArraySlice<UInt8>) -> Bool {
        switch cell.count {
        case 0: true
        case 1: cell.first == UInt8(ascii: "-")
        case 4: String(decoding: cell, as: UTF8.self).lowercased() == "null"
        default: false
        }
    }
}

/// The names that the message logs of many central systems have for their columns.
enum UsualNames: ColumnNames {
    private static let roles: [String: ColumnRole] = {
        let names: [ColumnRole: String] = [
            .time: "timestamp datetime time date createdat created datecreated logtime eventtime receivedat zeit datum "
                + "zeitstempel",
            .charger:
                "charger chargerid chargerpoint chargepoint chargepointid chargebox chargeboxid station stationid "
                + "chargingstation chargingstationid cp cpid identity ladestation ladepunkt",
            .site: "site siteid location",
            .action: "action operation command ocppaction aktion",
            .direction: "direction origin source sender richtung",
            .version: "protocol ocppversion ocppprotocol",
            .frame: "message msg frame raw rawmessage ocppmessage nachricht",
            .request: "request requestmessage req call requestpayload requestframe anfrage",
            .response: "response responsemessage res answer callresult responsepayload responseframe antwort",
        ]
        var roles: [String: ColumnRole] = [:]
        for (role, words) in names {
            for word in words.split(separator: " ") { roles[String(word)] = role }
        }
        return roles
    }()

    static func role(_ name: String) -> ColumnRole? { roles[name] }
}
