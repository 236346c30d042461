import OCPP

/// A JSON object that is written member by member, in this order.
struct JSONObjectText {
    private var members: [String] = []

    mutating func add(_ name: String, text: String?) {
        add(name, json: text.map { JSONText.quoted($0) } ?? "null")
    }

    mutating func add(_ name: String, number: (some BinaryInteger)?) {
        add(name, json: number.map { "\($0)" } ?? "null")
    }

    mutating func add(_ name: String, texts: [String]) {
        add(name, json: "[" + texts.map { JSONText.quoted($0) }.joined(separator: ",") + "]")
    }

    mutating func add(_ name: String, objects: [JSONObjectText]) {
        add(name, json: "[" + objects.map(\.json).joined(separator: ",") + "]")
    }

    /// - Parameter json: a value that is written already.
    mutating func add(_ name: String, json: String) {
        members.append("\(JSONText.quoted(name)):\(json)")
    }

    /// The object on one line.
    var json: String { "{" + members.joined(separator: ",") + "}" }
}
