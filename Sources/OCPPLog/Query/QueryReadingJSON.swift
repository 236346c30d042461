import OCPP

/// Writes what was read of a query as JSON, or why it could not be read: the same for `/api/v1/parse` and
/// `ocpplogs parse`.
public enum QueryReadingJSON {
    /// Reads a text and appends one object: `text`, `canonical`, `query`, `pills`, `hints` and `error`. What the text does
    /// not have is null or empty.
    public static func append(_ text: String, to bytes: inout [UInt8]) {
        do throws(QueryError) {
            append(try QueryParser.read(text), to: &bytes)
        } catch {
            append(error, of: text, to: &bytes)
        }
    }

    /// Appends the object of a query.
    public static func append(_ reading: QueryReading, to bytes: inout [UInt8]) {
        JSONObject.append(to: &bytes) { object in
            object.add("text", reading.text)
            object.add("canonical", reading.canonical)
            object.add("query") { append(reading.query, to: &$0) }
            object.add("pills", reading.pills, append)
            object.add("hints", reading.hints, append)
            object.add("error", nil as String?)
        }
    }

    /// Appends the object of a text that is no query.
    public static func append(_ error: QueryError, of text: String, to bytes: inout [UInt8]) {
        JSONObject.append(to: &bytes) { object in
            object.add("text", text)
            object.add("canonical", nil as String?)
            object.add("query", nil as String?)
            object.add("pills", [] as [QueryPill], append)
            object.add("hints", [] as [QueryHint], append)
            object.add("error") { append(error, to: &$0) }
        }
    }

    private static func append(_ error: QueryError, to bytes: inout [UInt8]) {
        JSONObject.append(to: &bytes) { object in
            object.add("code", error.code.rawValue)
            object.add("detail", error.description)
            object.add("start", error.start)
            object.add("end", error.end)
            object.add("suggestions", error.suggestions)
            object.add("fix", error.fix)
        }
    }

    private static func append(_ hint: QueryHint, to bytes: inout [UInt8]) {
        JSONObject.append(to: &bytes) { object in
            object.add("code", hint.code.rawValue)
            object.add("detail", hint.sentence)
            object.add("start", hint.start)
            object.add("end", hint.end)
            object.add("suggestions", hint.suggestions)
            object.add("fix", hint.fix)
        }
    }

    private static func append(_ pill: QueryPill, to bytes: inout [UInt8]) {
        JSONObject.append(to: &bytes) { object in
            object.add("start", pill.start)
            object.add("end", pill.end)
            object.add("text", pill.text)
            object.add("canonical", pill.canonical)
            object.add("is_negated") { $0 += Array((pill.isNegated ? "true" : "false").utf8) }
            object.add("negated", pill.negated)
            object.add("query_negated", pill.queryNegated)
            object.add("query_without", pill.queryWithout)
        }
    }

    private static func append(_ query: Query, to bytes: inout [UInt8]) {
        JSONObject.append(to: &bytes) { object in
            switch query {
            case .everything: object.add("type", "everything")
            case .and(let terms):
                object.add("type", "and")
                object.add("terms", terms, append)
            case .or(let terms):
                object.add("type", "or")
                object.add("terms", terms, append)
            case .not(let term):
                object.add("type", "not")
                object.add("term") { append(term, to: &$0) }
            case .text(let text):
                object.add("type", "text")
                object.add("text", text.text)
            case .field(let field, let values):
                object.add("type", "field")
                object.add("key", field.name)
                object.add("values", QueryPrinter.texts(values, of: field))
            }
        }
    }
}

/// One object of JSON while it is written, member by member.
private struct JSONObject {
    private var bytes: [UInt8]
    private var isEmpty = true

    static func append(to bytes: inout [UInt8], _ write: (inout JSONObject) -> Void) {
        var object = JSONObject(bytes: bytes)
        bytes = []
        object.bytes.append(UInt8(ascii: "{"))
        write(&object)
        object.bytes.append(UInt8(ascii: "}"))
        bytes = object.bytes
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func add(_ name: String, _ write: (inout [UInt8]) -> Void) {
        if !isEmpty { bytes.append(UInt8(ascii: ",")) }
        isEmpty = false
        JSONText.append(name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        write(&bytes)
    }

    mutating func add(_ name: String, _ text: String?) {
        add(name) { bytes in
            if let text { JSONText.append(text, to: &bytes) } else { bytes += Array("null".utf8) }
        }
    }

    mutating func add(_ name: String, _ number: Int) {
        add(name) { $0 += Array(String(number).utf8) }
    }

    mutating func add(_ name: String, _ texts: [String]) {
        add(name, texts) { JSONText.append($0, to: &$1) }
    }

    mutating func add<Element>(_ name: String, _ list: [Element], _ append: (Element, inout [UInt8]) -> Void) {
        add(name) { bytes in
            bytes.append(UInt8(ascii: "["))
            for (index, element) in list.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                append(element, &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        }
    }
}
