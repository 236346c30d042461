import OCPP
import OCPPLog
import Yams

/// The values of a configuration file, each with the fault that it may be.
extension ConfigurationFile {
    /// The members of a mapping in their order.
    /// - Throws: for a key that is not one of `known`.
    func members(_ node: Node, of what: String, _ known: [String]) throws -> [(key: String, value: Node)] {
        guard let mapping = node.mapping else { throw fault(node, "\(what) is written as keys and values") }
        return try mapping.map { key, value in
            let name = try string(key)
            guard known.contains(name) else {
                throw fault(key, "unknown key \"\(name)\"; the keys here are \(known.joined(separator: ", "))")
            }
            return (name, value)
        }
    }

    /// The elements of a list.
    func list(_ node: Node, _ example: String) throws -> [Node] {
        guard let list = node.sequence else { throw fault(node, example) }
        return Array(list)
    }

    func string(_ node: Node) throws -> String {
        guard let scalar = node.scalar else { throw fault(node, "a single value is expected here") }
        return scalar.string
    }

    func patterns(_ node: Node) throws -> [Glob] {
        let example = "chargers is a list of identities or patterns: chargers: [\"DE-7-*\"]"
        return try list(node, example).map { Glob(try string($0)) }
    }

    /// Patterns that choose some of the stations. An empty list would be taken for all by one reader and for none by another.
    func somePatterns(_ node: Node) throws -> [Glob] {
        let patterns = try patterns(node)
        guard !patterns.isEmpty else { throw fault(node, "chargers is empty; leave it out to mean all stations") }
        return patterns
    }

    /// A file or directory.
    func path(_ node: Node, _ key: String, _ what: String) throws -> String {
        let path = try string(node)
        guard !path.isEmpty else { throw fault(node, "\(key) is \(what)") }
        return path
    }

    func address(_ node: Node, _ key: String) throws -> HostPort {
        guard let address = HostPort(try string(node)) else {
            throw fault(node, "\(key) is an address and a port, such as 127.0.0.1:9000")
        }
        return address
    }

    func span(_ node: Node, _ key: String) throws -> TimeSpan {
        guard let span = TimeSpan(try string(node)), (.seconds(1) ... .seconds(86_400)).contains(span.duration) else {
            throw fault(node, "\(key) is a time with a unit, from 1s to 24h, such as 30s or 5m")
        }
        return span
    }

    func number(_ node: Node, _ key: String, in range: ClosedRange<Int>) throws -> Int {
        guard let number = Int(try string(node)), range.contains(number) else {
            throw fault(node, "\(key) is a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func truth(_ node: Node, _ key: String) throws -> Bool {
        switch try string(node).lowercased() {
        case "true", "yes", "on": true
        case "false", "no", "off": false
        default: throw fault(node, "\(key) is true or false")
        }
    }

    /// One of the words of an enumeration, whatever the case.
    func word<Word: RawRepresentable & CaseIterable>(
        _ node: Node, _ key: String, _ type: Word.Type
    ) throws -> Word where Word.RawValue == String {
        let text = try string(node)
        guard let word = Word.allCases.first(where: { $0.rawValue.lowercased() == text.lowercased() }) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw fault(node, "\(key) is one of \(words), not \"\(text)\"")
        }
        return word
    }

    /// What is wrong with a text that is no YAML, on one line, behind the name of the file.
    func problem(_ error: YamlError) -> String {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            ":\(mark.line):\(mark.column): this is not YAML: \(problem)"
        case .duplicatedKeysInMapping(let keys, let context):
            ":\(context.mark.line):\(context.mark.column): the key \"\(keys.first ?? "")\" stands here twice"
        default: ": this is not YAML"
        }
    }

    func fault(_ node: Node, _ sentence: String) -> CommandFailure {
        let place = node.mark.map { ":\($0.line):\($0.column)" } ?? ""
        return .usage("\(name)\(place): \(sentence)")
    }
}
