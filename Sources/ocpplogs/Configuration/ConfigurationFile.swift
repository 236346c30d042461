import Foundation
import OCPP
import OCPPLog
import WebSockets
import Yams

/// Reads a configuration from YAML. Every fault names the file, the line and the way out.
struct ConfigurationFile {
    private let name: String

    private init(name: String) {
        self.name = name
    }

    /// Reads the file over the defaults.
    /// - Throws: ``CommandFailure`` for a file that is missing, no YAML, or says something unknown.
    static func read(path: String) throws -> Configuration {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            let isThere = FileManager.default.fileExists(atPath: path)
            throw CommandFailure.usage(
                "\(path): \(isThere ? "this cannot be read as a file" : "there is no such configuration file")")
        }
        guard let text = String(bytes: bytes, encoding: .utf8) else {
            throw CommandFailure.usage("\(path): the configuration file is no UTF-8 text")
        }
        return try parse(text, name: path)
    }

    /// Reads a text; `name` stands for it in messages.
    static func parse(_ text: String, name: String) throws -> Configuration {
        let file = ConfigurationFile(name: name)
        do {
            guard let root = try Yams.compose(yaml: text), root.scalar?.string != "" else { return Configuration() }
            return try file.configuration(root)
        } catch let error as YamlError {
            throw CommandFailure.usage("\(name)\(file.problem(error))")
        }
    }

    private func configuration(_ root: Node) throws -> Configuration {
        var configuration = Configuration()
        for (key, value) in try mapping(root, "the configuration") {
            switch try string(key) {
            case "ocpp": configuration.ocpp = try address(value, "ocpp")
            case "http": configuration.http = try address(value, "http")
            case "data": configuration.data = try directory(value)
            case "upstream": configuration.upstream = try upstream(value)
            case "sites": configuration.sites = try sites(value)
            case "answer_timeout": configuration.answerTimeout = try span(value, "answer_timeout")
            case "heartbeat_interval": configuration.heartbeatInterval = try span(value, "heartbeat_interval")
            case "log": configuration.log = try log(value)
            case let other:
                throw unknown(
                    other, at: key,
                    of: ["ocpp", "http", "data", "upstream", "sites", "answer_timeout", "heartbeat_interval", "log"])
            }
        }
        return configuration
    }

    private func log(_ node: Node) throws -> LogSettings {
        var settings = LogSettings()
        for (key, value) in try mapping(node, "log") {
            switch try string(key) {
            case "format": settings.format = try word(value, "format")
            case "level": settings.level = try word(value, "level")
            case let other: throw unknown(other, at: key, of: ["format", "level"])
            }
        }
        return settings
    }

    /// One of the words of a type.
    private func word<Word: RawRepresentable & CaseIterable>(_ node: Node, _ key: String) throws -> Word
    where Word.RawValue == String {
        let text = try string(node)
        guard let word = Word(rawValue: text.lowercased()) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw fault(node, "\(key) is one of \(words), not \"\(text)\"")
        }
        return word
    }

    private func sites(_ node: Node) throws -> [Site] {
        guard let list = node.sequence else { throw fault(node, "sites is a list: sites: [{id: depot-7, …}]") }
        var seen: Set<SiteID> = []
        return try list.map { node in
            let site = try site(node)
            guard seen.insert(site.id).inserted else {
                throw fault(node, "the site id \"\(site.id)\" stands here twice")
            }
            return site
        }
    }

    private func site(_ node: Node) throws -> Site {
        var id: String?
        var name: String?
        var level = Level.info
        var chargers: [Glob] = []
        for (key, value) in try mapping(node, "a site") {
            switch try string(key) {
            case "id": id = try string(value)
            case "name": name = try string(value)
            case "level": level = try self.level(value)
            case "chargers": chargers = try patterns(value)
            case let other: throw unknown(other, at: key, of: ["id", "name", "level", "chargers"])
            }
        }
        guard let id, !id.isEmpty else { throw fault(node, "this site has no id") }
        return Site(id: SiteID(id), name: name, level: level, chargers: chargers)
    }

    private func level(_ node: Node) throws -> Level {
        // An unquoted `none` is a string in YAML; a bare `null` or nothing is not.
        guard let level = Level(rawValue: try string(node).lowercased()) else {
            throw fault(node, "level is none, info or debug, not \"\(try string(node))\"")
        }
        return level
    }

    private func patterns(_ node: Node) throws -> [Glob] {
        guard let list = node.sequence else {
            throw fault(node, "chargers is a list of identities or patterns: chargers: [\"DE-7-*\"]")
        }
        return try list.map { Glob(try string($0)) }
    }

    private func directory(_ node: Node) throws -> String {
        let path = try string(node)
        guard !path.isEmpty else { throw fault(node, "data is a directory, such as ./ocpplogs-data") }
        return path
    }

    private func upstream(_ node: Node) throws -> Upstream {
        do {
            return try Upstream(url: try string(node))
        } catch let error as Upstream.InvalidURL {
            throw fault(node, "upstream: \(error)")
        }
    }

    private func address(_ node: Node, _ key: String) throws -> HostPort {
        guard let address = HostPort(try string(node)) else {
            throw fault(node, "\(key) is an address and a port, such as 127.0.0.1:9000")
        }
        return address
    }

    private func span(_ node: Node, _ key: String) throws -> TimeSpan {
        guard let span = TimeSpan(try string(node)), (.seconds(1) ... .seconds(86_400)).contains(span.duration) else {
            throw fault(node, "\(key) is a time with a unit, from 1s to 24h, such as 30s or 5m")
        }
        return span
    }

    private func mapping(_ node: Node, _ what: String) throws -> Node.Mapping {
        guard let mapping = node.mapping else { throw fault(node, "\(what) is written as keys and values") }
        return mapping
    }

    private func string(_ node: Node) throws -> String {
        guard let scalar = node.scalar else { throw fault(node, "a single value is expected here") }
        return scalar.string
    }

    /// What is wrong with a text that is no YAML, on one line, behind the name of the file.
    private func problem(_ error: YamlError) -> String {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            ":\(mark.line):\(mark.column): this is not YAML: \(problem)"
        case .duplicatedKeysInMapping(let keys, let context):
            ":\(context.mark.line):\(context.mark.column): the key \"\(keys.first ?? "")\" stands here twice"
        default: ": this is not YAML"
        }
    }

    private func unknown(_ key: String, at node: Node, of known: [String]) -> CommandFailure {
        fault(node, "unknown key \"\(key)\"; the keys here are \(known.joined(separator: ", "))")
    }

    private func fault(_ node: Node, _ sentence: String) -> CommandFailure {
        let place = node.mark.map { ":\($0.line):\($0.column)" } ?? ""
        return .usage("\(name)\(place): \(sentence)")
    }
}

extension ConfigurationFile {
    /// Sites as a configuration file of their own; what is written here is read by ``parse(_:name:)``.
    static func text(of sites: [Site]) -> String {
        guard !sites.isEmpty else { return "sites: []\n" }
        // A JSON string is a YAML string.
        return "sites:\n"
            + sites.map { site in
                let chargers = site.chargers.map { JSONText.quoted($0.description) }.joined(separator: ", ")
                return "  - {id: \(JSONText.quoted(site.id.rawValue)), name: \(JSONText.quoted(site.name)), "
                    + "level: \(site.level.rawValue), chargers: [\(chargers)]}\n"
            }.joined()
    }
}
