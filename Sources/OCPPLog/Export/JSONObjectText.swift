import OCPP

/// A JSON object that is written member by member, in this order.
public struct JSONObjectText: Sendable {
    private var members: [String] = []

    /// An object without members.
    public init() {}

    /// A text; `null` where there is none.
    public mutating func add(_ name: String, text: String?) {
        add(name, json: text.map { JSONText.quoted($0) } ?? "null")
    }

    /// A whole number; `null` where there is none.
    public mutating func add(_ name: String, number: (some BinaryInteger)?) {
        add(name, json: number.map { "\($0)" } ?? "null")
    }

    /// `true` or `false`.
    public mutating func add(_ name: String, flag: Bool) {
        add(name, json: flag ? "true" : "false")
    }

    /// An array of texts.
    public mutating func add(_ name: String, texts: [String]) {
        add(name, json: "[" + texts.map { JSONText.quoted($0) }.joined(separator: ",") + "]")
    }

    /// An array of objects.
    public mutating func add(_ name: String, objects: [JSONObjectText]) {
        add(name, json: "[" + objects.map(\.json).joined(separator: ",") + "]")
    }

    /// - Parameter json: a value that is written already.
    public mutating func add(_ name: String, json: String) {
        members.append("\(JSONText.quoted(name)):\(json)")
    }

    /// The object on one line.
    public var json: String { "{" + members.joined(separator: ",") + "}" }
}
