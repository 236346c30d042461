import Foundation
import Insights
import Logging
import OCPP
import OCPPLog
import Yams

/// Reads a configuration from YAML. Every fault names the file, the line and the way out.
struct ConfigurationFile {
    /// Stands for the file in messages.
    let name: String

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

    private static let keys = [
        "ocpp", "http", "data", "api", "upstream", "upstreams", "controller", "sites", "answer_timeout", "limits",
        "retention", "findings", "log", "profiles", "alerts",
    ]

    private func configuration(_ root: Node) throws -> Configuration {
        var configuration = Configuration()
        for (key, value) in try members(root, of: "the configuration", Self.keys) {
            switch key {
            case "ocpp": configuration.listeners = try listeners(value)
            case "http": configuration.http = try address(value, "http")
            case "api": configuration.api = try api(value)
            case "data": configuration.data = try path(value, "data", "a directory, such as ./ocpplogs-data")
            case "upstream":
                guard configuration.upstreams.isEmpty else { throw twice(value) }
                configuration.upstreams = [UpstreamConfiguration(url: try upstreamURL(value))]
            case "upstreams":
                guard configuration.upstreams.isEmpty else { throw twice(value) }
                configuration.upstreams = try upstreams(value)
            case "controller": configuration.controller = try controller(value)
            case "sites": configuration.sites = try sites(value)
            case "answer_timeout":
                configuration.answerTimeout = try span(value, "answer_timeout")
            case "limits": configuration.limits = try limits(value)
            case "retention": configuration.retention = try retention(value)
            case "profiles":
                let example = "profiles is a list of files: profiles: [mine.yaml]"
                configuration.profiles = try list(value, example).map { try path($0, "a profile", "a YAML file") }
            case "alerts": configuration.alerts = try alerts(value)
            case "findings": configuration.findings = try truth(value, "findings")
            default: configuration.log = try log(value)
            }
        }
        try checkTogether(configuration, root)
        return configuration
    }

    /// What is right alone and wrong together.
    private func checkTogether(_ configuration: Configuration, _ root: Node) throws {
        if !configuration.findings, let rule = configuration.alerts.rules.first(where: { $0.query.asksFindings }) {
            throw fault(
                root["alerts"] ?? root,
                "the rule \"\(rule.name)\" asks for findings, and nothing is found with findings: false")
        }
        guard !configuration.upstreams.isEmpty else { return }
        if let controller = root["controller"] {
            throw fault(
                controller, "with an upstream there is no controller: the upstream decides who may connect and charge")
        }
        let known = Set(configuration.sites.map(\.id)).union([.default])
        if let unknown = configuration.upstreams.flatMap(\.sites).first(where: { !known.contains($0) }) {
            throw fault(
                root["upstreams"] ?? root, "an upstream is for the site \"\(unknown)\", which is none of the sites")
        }
    }

    private func log(_ node: Node) throws -> LogSettings {
        var settings = LogSettings()
        for (key, value) in try members(node, of: "the log", ["format", "level"]) {
            switch key {
            case "format": settings.format = try word(value, key, LogSettings.Format.self)
            default: settings.level = try word(value, key, Logger.Level.self)
            }
        }
        return settings
    }

    private func twice(_ node: Node) -> CommandFailure {
        fault(node, "\"upstream\" and \"upstreams\" are two ways to say the same; one of them is enough")
    }
}
