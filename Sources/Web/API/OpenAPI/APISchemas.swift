import OCPP
import OCPPLog

/// The schemas that several operations share.
enum APISchemas {
    /// A moment in an answer.
    static let moment: JSONTree = ["type": "string", "format": "date-time"]
    /// A moment, or null.
    static let momentOrNull: JSONTree = ["type": ["string", "null"], "format": "date-time"]
    /// A text, or null.
    static let textOrNull: JSONTree = ["type": ["string", "null"]]
    /// A count.
    static let count: JSONTree = ["type": "integer", "minimum": 0]
    /// How much of an answer may be missing.
    static let unreadable = JSONTree.Member(
        "unreadable", described(count, "So many entries may be missing, since what holds them is damaged."))

    /// An object of which every member but the optional ones is always there.
    static func object(_ members: [JSONTree.Member], optional: [JSONTree.Member] = []) -> JSONTree {
        .object([
            .init("type", "object"), .init("required", .list(members.map { .text($0.name) })),
            .init("properties", .object(members + optional)), .init("additionalProperties", false),
        ])
    }

    /// An array.
    static func list(of element: JSONTree) -> JSONTree { ["type": "array", "items": element] }

    /// A problem, as RFC 9457 says it.
    static let problem = JSONTree.shared(
        "Problem",
        object(
            [
                .init("type", ["type": "string", "format": "uri"]), .init("title", ["type": "string"]),
                .init("status", ["type": "integer", "minimum": 400, "maximum": 599]),
                .init(
                    "code",
                    ["type": "string", "description": "For machines; it stays the same from version to version."]),
                .init("detail", ["type": "string", "description": "What is wrong and what can be done."]),
            ],
            optional: [
                .init("parameter", ["type": "string", "description": "The parameter or member that is at fault."]),
                .init("start", described(count, "Where the fault of a query begins, in UTF-16 units.")),
                .init("end", described(count, "The first unit behind the fault.")),
                .init("suggestions", list(of: ["type": "string"])),
                .init("fix", described(textOrNull, "The whole query with this fault mended.")),
                .init(
                    "errors",
                    list(of: object([.init("pointer", ["type": "string"]), .init("detail", ["type": "string"])]))),
            ]))

    /// An entry with all its fields.
    static let wholeEntry = JSONTree.shared("Entry", entry(EntryField.allCases))
    /// An entry as lists have it: without its frames.
    static let listedEntry = JSONTree.shared("ListedEntry", entry(EntryField.listed))
    /// An entry with the fields that were asked for.
    static let chosenEntry = JSONTree.shared(
        "EntryWithChosenFields",
        object([], optional: EntryField.allCases.map { .init($0.rawValue, schema(of: $0)) }))

    /// An entry as lists have it, or with the fields that were asked for.
    static let someEntry: JSONTree = ["anyOf": [listedEntry, chosenEntry]]

    /// A schema with words to it.
    static func described(_ schema: JSONTree, _ text: String) -> JSONTree {
        schema.adding([.init("description", .text(text))])
    }

    private static func entry(_ fields: [EntryField]) -> JSONTree {
        object(fields.map { .init($0.rawValue, schema(of: $0)) })
    }

    private static func schema(of field: EntryField) -> JSONTree {
        switch field {
        case .request, .response:
            // Whatever the station sent, byte for byte.
            ["description": "The payload as it was on the wire, secrets masked; null where there is none."]
        case .action, .siteID, .chargerID, .id, .connectionID, .version: ["type": "string"]
        case .kind: words(EntryKind.allCases.map(\.rawValue))
        case .source: words(Source.allCases.map(\.rawValue))
        case .level: ["enum": ["info", "debug", .null]]
        case .levelInForce: words(["none", "info", "debug"])
        case .datetime: moment
        case .connectorID, .evseID, .missing: ["type": ["integer", "null"]]
        case .requestLength, .responseLength: ["type": ["integer", "null"], "minimum": 0]
        case .latency: ["type": ["number", "null"], "description": "Milliseconds from the request to its answer."]
        case .masked, .findings: list(of: ["type": "string"])
        case .uniqueID, .outcome, .status, .errorCode, .transactionID, .idTag, .reason, .detail, .requestText,
            .responseText, .requestFrame, .responseFrame:
            textOrNull
        }
    }

    private static func words(_ words: [String]) -> JSONTree {
        ["type": "string", "enum": .list(words.map { .text($0) })]
    }
}
