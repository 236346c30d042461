import OCPPLog

/// The fields that `--fields` names: `all`, or the names of JSON, separated by commas.
struct FieldSelection {
    var fields: [EntryField]

    /// - Throws: ``CommandFailure`` that names what is no field.
    init(_ text: String) throws {
        guard text != "all" else {
            fields = EntryField.allCases
            return
        }
        fields = try text.split(separator: ",").map { name in
            guard let field = EntryField(rawValue: String(name)) else { throw Self.unknown(String(name)) }
            return field
        }
        guard !fields.isEmpty else { throw CommandFailure.usage("--fields: names of fields are expected, or all") }
    }

    private static func unknown(_ name: String) -> CommandFailure {
        let names = EntryField.allCases.map(\.rawValue).joined(separator: ", ")
        return .usage("--fields: there is no field \"\(VisibleText.of(name))\"; there are all, or \(names)")
    }
}
