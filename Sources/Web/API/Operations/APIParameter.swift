import OCPP
import OCPPLog

/// A parameter of an operation: what is read and what the OpenAPI document says of it.
struct APIParameter: Sendable {
    /// Where it stands.
    enum Place: String, Sendable {
        case path
        case query
    }

    /// What it may be.
    enum Values: Sendable {
        /// Any text, up to so many characters.
        case text(longest: Int)
        /// The same, and it may be empty.
        case anything(longest: Int)
        /// A text of the query language.
        case query
        /// A whole number.
        case whole(ClosedRange<Int>, standard: Int)
        /// A whole number that has no other to stand for it.
        case number(ClosedRange<Int>)
        /// One of some words.
        case word([String], standard: String?)
        /// Some of those words, separated by commas, each once.
        case words([String])
        /// A moment: RFC 3339, or a time before now such as `15m`.
        case moment
        /// Where an earlier answer ended.
        case cursor
        /// A time zone by its IANA name.
        case zone
        /// `true` or `false`.
        case flag
    }

    var name: String
    var place: Place
    var values: Values
    var description: String
    var isRequired: Bool
    /// Whether it may be given so many times; 1: once.
    var most: Int
    var example: JSONTree?

    /// A parameter behind the `?`.
    init(
        _ name: String, _ values: Values, _ description: String, isRequired: Bool = false, most: Int = 1,
        example: JSONTree? = nil
    ) {
        self.name = name
        self.place = .query
        self.values = values
        self.description = description
        self.isRequired = isRequired
        self.most = most
        self.example = example
    }

    /// A part of the path.
    static func path(_ name: String, _ description: String, example: JSONTree? = nil) -> APIParameter {
        var parameter = APIParameter(
            name, .text(longest: 512), description, isRequired: true, example: example)
        parameter.place = .path
        return parameter
    }

    /// Refuses a value that it may not have.
    func check(_ text: String) throws(WebProblem) {
        switch values {
        case .text(let longest):
            guard text.unicodeScalars.count <= longest else { throw bad("has at most \(longest) characters") }
            guard !text.isEmpty else { throw bad("is not empty") }
        case .anything(let longest):
            guard text.unicodeScalars.count <= longest else { throw bad("has at most \(longest) characters") }
        case .whole(let range, _), .number(let range):
            guard let number = Int(text), range.contains(number), String(number) == text else {
                throw bad("is a whole number from \(range.lowerBound) to \(range.upperBound)")
            }
        case .word(let words, _):
            guard words.contains(text) else { throw bad("is one of \(words.joined(separator: ", "))") }
        case .words(let words):
            let given = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard given.allSatisfy(words.contains), Set(given).count == given.count else {
                throw bad("is one or more of these, each once, separated by commas: \(words.joined(separator: ", "))")
            }
        case .moment:
            guard Moment.isOne(text) else {
                throw bad(
                    "is a time as RFC 3339 writes it, such as 2026-11-23T10:41:07Z, or a time before now, such as 15m, 24h or 7d"
                )
            }
        case .zone:
            guard ZoneName.isOne(text) else { throw bad("is the name of a time zone, such as Europe/Berlin or UTC") }
        case .flag:
            guard text == "true" || text == "false" else { throw bad("is true or false") }
        case .query, .cursor: return
        }
    }

    private func bad(_ rule: String) -> WebProblem {
        .badParameter(name, "\"\(name)\" \(rule).")
    }
}

extension APIParameter {
    /// The schema of one value.
    private var schemaOfOne: JSONTree {
        switch values {
        case .text(let longest): ["type": "string", "minLength": 1, "maxLength": .number(longest)]
        case .anything(let longest): ["type": "string", "maxLength": .number(longest)]
        case .query:
            ["type": "string", "format": "ocpplogs-query", "maxLength": .number(QueryParser.maximumLength)]
        case .whole(let range, let standard):
            [
                "type": "integer", "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound),
                "default": .number(standard),
            ]
        case .number(let range):
            ["type": "integer", "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound)]
        case .word(let words, let standard):
            JSONTree.object([.init("type", "string"), .init("enum", .list(words.map { .text($0) }))])
                .adding(standard.map { [.init("default", .text($0))] } ?? [])
        case .words(let words):
            [
                "type": "array", "minItems": 1, "uniqueItems": true,
                "items": ["type": "string", "enum": .list(words.map { .text($0) })],
            ]
        case .moment:
            [
                "anyOf": [
                    ["type": "string", "format": "date-time"], ["type": "string", "pattern": .text(Moment.pattern)],
                ]
            ]
        case .cursor: ["type": "string", "format": "ocpplogs-cursor", "maxLength": 256]
        case .zone: ["type": "string", "format": "ocpplogs-time-zone", "default": "UTC"]
        case .flag: ["type": "boolean"]
        }
    }

    /// What the OpenAPI document says of it.
    var json: JSONTree {
        var members: [JSONTree.Member] = [
            .init("name", .text(name)), .init("in", .text(place.rawValue)), .init("description", .text(description)),
            .init("required", .flag(isRequired)),
        ]
        if case .words = values { members += [.init("style", "form"), .init("explode", false)] }
        if most > 1 {
            members += [
                .init("style", "form"), .init("explode", true),
                .init(
                    "schema", ["type": "array", "minItems": 1, "maxItems": .number(most), "items": schemaOfOne]),
            ]
        } else {
            members.append(.init("schema", schemaOfOne))
        }
        if let example { members.append(.init("example", example)) }
        return .object(members)
    }
}
