@testable import OCPP

/// What the schemas say, as paths in the form that explanations use: `meterValue[].sampledValue[].value`.
struct SchemaPaths {
    /// One place in a message.
    struct Place: Hashable {
        var version: OCPPVersion
        var action: Action
        var side: PayloadSide
        var path: String
        /// Whether the place is a member of the payload itself that must be there.
        var isRequired: Bool
        /// The words that may stand there; empty when any value may.
        var words: [String]

        /// The last name of the path.
        var leaf: String { path.split(separator: ".").last.map(String.init) ?? path }
    }

    /// All places of all versions.
    static let all: [Place] = [OCPPVersion.v16, .v201, .v21].flatMap { version in
        let table = SchemaTable.table(of: version)
        return table.messages.flatMap { message, object in
            places(in: table, object, "").map { path, isRequired, words in
                Place(
                    version: version, action: message.action, side: message.side, path: path, isRequired: isRequired,
                    words: words)
            }
        }
    }

    /// The names at the beginning of a path: `meterValue` of `meterValue[].timestamp`.
    static func head(of path: String) -> String {
        String(path.prefix { $0 != "." && $0 != "[" })
    }

    private static func places(
        in table: SchemaTable, _ object: Int, _ prefix: String
    ) -> [(String, Bool, [String])] {
        table.members[table.objects[object].members].flatMap { member -> [(String, Bool, [String])] in
            let name = table.text(of: member.name)
            guard name != "customData" else { return [] }
            var path = prefix + name
            var value = member.value
            var found = [(path, prefix.isEmpty && member.isRequired, [String]())]
            while value.kind == .array {
                value = table.values[value.index]
                path += "[]"
                found.append((path, false, []))
            }
            switch value.kind {
            case .enumeration: found[found.count - 1].2 = table.words(ofEnumeration: value.index)
            case .object: found += places(in: table, value.index, path + ".")
            default: break
            }
            return found
        }
    }
}
