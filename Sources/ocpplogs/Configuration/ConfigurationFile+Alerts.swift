import Foundation
import Insights
import OCPP
import OCPPLog
import Yams

/// `alerts:` who is told, and when.
extension ConfigurationFile {
    private static let mostTargets = 20
    private static let mostRules = 50
    private static let targetExample = "targets is a list: targets: [{name: ops, webhook: https://…, secret_file: …}]"
    private static let ruleExample = "rules is a list: rules: [{name: faults, query: \"finding:faulted\", to: ops}]"

    func alerts(_ node: Node) throws -> AlertsConfiguration {
        var alerts = AlertsConfiguration()
        for (key, value) in try members(node, of: "the alerts", ["targets", "rules"]) {
            switch key {
            case "targets":
                alerts.targets = try list(value, Self.targetExample).map(alertTarget)
                try checkNames(alerts.targets.map(\.name), most: Self.mostTargets, key, value)
            default:
                alerts.rules = try list(value, Self.ruleExample).map(alertRule)
                try checkNames(alerts.rules.map(\.name), most: Self.mostRules, key, value)
            }
        }
        let known = alerts.targets.map(\.name)
        for rule in alerts.rules {
            for name in rule.targets where !known.contains(name) {
                let near = Spelling.suggestions(for: name, among: known).first
                throw fault(
                    node["rules"] ?? node,
                    "the rule \"\(rule.name)\" is for \"\(name)\", which is none of the targets"
                        + (near.map { "; did you mean \"\($0)\"?" } ?? ""))
            }
        }
        return alerts
    }

    private func checkNames(_ names: [String], most: Int, _ key: String, _ node: Node) throws {
        guard names.count <= most else { throw fault(node, "there are at most \(most) \(key)") }
        var seen: Set<String> = []
        for name in names where !seen.insert(name).inserted {
            throw fault(node, "the name \"\(name)\" stands here twice")
        }
    }

    private func alertTarget(_ node: Node) throws -> AlertTargetConfiguration {
        let keys = ["name", "webhook", "secret_file", "command", "time_limit"]
        let members = try named(node, of: "a target", keys)
        let name = try alertName(members["name"], in: node, "a target")
        var target: AlertTargetConfiguration
        switch (members["webhook"], members["command"]) {
        case (let webhook?, nil):
            guard let secret = members["secret_file"] else {
                throw fault(
                    node,
                    "a webhook has a secret, which proves to its receiver who sends: secret_file: a file with 16 "
                        + "characters or more, such as openssl rand -hex 32 makes")
            }
            target = AlertTargetConfiguration(
                name: name,
                way: .webhook(
                    url: try webhookURL(webhook), secretFile: try path(secret, "secret_file", "a file with a secret")))
        case (nil, let command?):
            if let secret = members["secret_file"] { throw fault(secret, "secret_file is for a webhook") }
            target = AlertTargetConfiguration(name: name, way: .command(try alertCommand(command)))
        default:
            throw fault(node, "a target is either a webhook: https://… or a command: [/path/of/a/program, argument]")
        }
        if let limit = members["time_limit"] { target.timeLimit = try span(limit, "time_limit") }
        return target
    }

    private func alertRule(_ node: Node) throws -> AlertRule {
        let keys = ["name", "query", "to", "count", "within", "per", "silence"]
        let members = try named(node, of: "a rule", keys)
        let name = try alertName(members["name"], in: node, "a rule")
        guard let queryNode = members["query"] else {
            throw fault(node, "this rule has no query; for a finding it is query: \"finding:faulted\"")
        }
        let (text, query) = try alertQuery(queryNode)
        guard !query.namesPins else {
            throw fault(queryNode, "an entry that has just come is pinned by nobody; leave is:pinned out")
        }
        guard let to = members["to"] else { throw fault(node, "this rule has no target: to: the name of one") }
        var rule = AlertRule(name, text: text, query: query)
        rule.targets = try to.sequence.map { try $0.map(string) } ?? [try string(to)]
        guard !rule.targets.isEmpty, Set(rule.targets).count == rule.targets.count else {
            throw fault(to, "to is the name of a target, or a list of different ones")
        }
        if let count = members["count"] { rule.count = try number(count, "count", in: 1...AlertRule.largestCount) }
        if let within = members["within"] { rule.window = try span(within, "within").duration }
        if let per = members["per"] { rule.scope = try word(per, "per", AlertRule.Scope.self) }
        if let silence = members["silence"] { rule.silence = try span(silence, "silence").duration }
        return rule
    }

    private func alertQuery(_ node: Node) throws -> (text: String, query: Query) {
        let text = try string(node).trimmingCharacters(in: .whitespacesAndNewlines)
        do throws(QueryError) {
            let query = try QueryParser.parse(text)
            guard query != .everything else {
                throw QueryError(.missingValue, "it is empty, and every entry would match", at: 0..<0)
            }
            return (text, query)
        } catch {
            let fix = error.fix.map { "; try: \($0)" } ?? ""
            throw fault(node, "this is no query: \(VisibleText.of(error.description + fix))")
        }
    }

    /// Names stand in figures and headers: they are short and plain.
    private func alertName(_ name: Node?, in node: Node, _ what: String) throws -> String {
        guard let name else { throw fault(node, "\(what) has a name: name: ops") }
        let text = try string(name)
        guard text.wholeMatch(of: /[A-Za-z0-9_\-]{1,64}/) != nil else {
            throw fault(name, "a name has 1 to 64 letters, digits, - and _")
        }
        return text
    }

    private func webhookURL(_ node: Node) throws -> String {
        let text = try string(node)
        guard let url = URLComponents(string: text), ["http", "https"].contains(url.scheme?.lowercased()),
            let host = url.host, !host.isEmpty, url.fragment == nil
        else { throw fault(node, "webhook is an address with http:// or https://, such as https://ops.example/alerts") }
        guard url.user == nil, url.password == nil else {
            throw fault(node, "no user name or password stands in the address; secret_file proves who sends")
        }
        return text
    }

    private func alertCommand(_ node: Node) throws -> [String] {
        let example = "command is a list of a program and its arguments: command: [/usr/local/bin/page, --urgent]"
        let words = try list(node, example).map(string)
        guard let program = words.first, program.hasPrefix("/") else {
            throw fault(node, example + "; the program with its whole path, since no shell looks for it")
        }
        guard !words.contains(where: { $0.utf8.contains(0) }) else { throw fault(node, example) }
        guard FileManager.default.isExecutableFile(atPath: program) else {
            throw fault(node, "there is no program \"\(program)\" that may be run")
        }
        return words
    }

    private func named(_ node: Node, of what: String, _ keys: [String]) throws -> [String: Node] {
        Dictionary(
            try members(node, of: what, keys).map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
}
