import Foundation
import Insights
import OCPPLog
import TestSupport
import Testing

@testable import ocpplogs

/// `alerts:` in the configuration: what it may say, and what is told of a mistake.
struct AlertConfigurationTests {
    private static let target = "targets: [{name: ops, command: [/bin/true]}]"

    private func message(_ alerts: String, _ rest: String = "") -> String? {
        let error = #expect(throws: CommandFailure.self) {
            try ConfigurationFile.parse("\(rest)alerts: {\(alerts)}\n", name: "x.yaml")
        }
        return error?.message
    }

    @Test func everyKeyIsRead() throws {
        let alerts = try ConfigurationFile.parse(
            """
            alerts:
              targets:
                - {name: ops, webhook: "https://ops.example/hooks?x=1", secret_file: /etc/ops.secret, time_limit: 3s}
                - {name: page, command: [/bin/echo, "a b"]}
              rules:
                - {name: faults, query: "finding:faulted", to: ops}
                - name: errors
                  query: result:error vendor:Acme
                  to: [ops, page]
                  count: 20
                  within: 5m
                  per: site
                  silence: 12h
            """, name: "x.yaml"
        ).alerts
        #expect(
            alerts.targets == [
                AlertTargetConfiguration(
                    name: "ops", way: .webhook(url: "https://ops.example/hooks?x=1", secretFile: "/etc/ops.secret"),
                    timeLimit: try #require(TimeSpan("3s"))),
                AlertTargetConfiguration(name: "page", way: .command(["/bin/echo", "a b"])),
            ])
        let faults = try QueryParser.parse("finding:faulted")
        let errors = try QueryParser.parse("result:error vendor:Acme")
        #expect(
            alerts.rules == [
                AlertRule("faults", text: "finding:faulted", query: faults, targets: ["ops"]),
                AlertRule(
                    "errors", text: "result:error vendor:Acme", query: errors, count: 20, window: .seconds(300),
                    scope: .site, silence: .seconds(43_200), targets: ["ops", "page"]),
            ])
        #expect(alerts.rules[0].count == 1)
        #expect(alerts.rules[0].scope == .charger)
    }

    @Test(arguments: [
        ("", "rules: [{name: a, query: \"chager:CP-7\", to: ops}]", "x.yaml:1:81: this is no query: unknown key"),
        ("", "rules: [{name: a, query: \"\", to: ops}]", "it is empty"),
        ("", "rules: [{name: a, query: \"-is:pinned x\", to: ops}]", "x.yaml:1:81: an entry that has just come"),
        ("", "rules: [{name: a, to: ops}]", "this rule has no query"),
        ("", "rules: [{name: a, query: x}]", "this rule has no target"),
        ("", "rules: [{name: a, query: x, to: obs}]", "\"obs\", which is none of the targets; did you mean \"ops\"?"),
        ("", "rules: [{name: a, query: x, to: [ops, ops]}]", "a list of different ones"),
        ("", "rules: [{name: a, query: x, to: ops, count: 0}]", "count is a whole number from 1 to 1000"),
        ("", "rules: [{name: a, query: x, to: ops, per: connector}]", "per is one of charger, site, all"),
        ("", "rules: [{name: \"a b\", query: x, to: ops}]", "a name has 1 to 64 letters"),
        ("", "rules: [{name: a, query: x, to: ops}, {name: a, query: y, to: ops}]", "the name \"a\" stands here twice"),
        ("findings: off\n", "rules: [{name: a, query: \"is:error OR finding:faulted\", to: ops}]", "asks for findings"),
    ])
    func aRuleThatCannotBeMeantIsAFaultWithItsPlace(_ rest: String, _ rules: String, _ expected: String) {
        let message = message("\(Self.target), \(rules)", rest)
        #expect(message?.contains(expected) == true, "\(message ?? "")")
    }

    @Test(arguments: [
        ("{name: ops, webhook: \"ftp://ops.example\", secret_file: x}", "webhook is an address with http://"),
        ("{name: ops, webhook: \"https://a:b@ops.example\", secret_file: x}", "no user name or password"),
        ("{name: ops, webhook: \"https://ops.example\"}", "a webhook has a secret"),
        ("{name: ops, webhook: \"https://ops.example\", secret_file: x, command: [/bin/true]}", "either a webhook"),
        ("{name: ops}", "either a webhook"),
        ("{name: ops, command: [/bin/true], secret_file: x}", "secret_file is for a webhook"),
        ("{name: ops, command: [true]}", "with its whole path"),
        ("{name: ops, command: /bin/true}", "command is a list"),
        ("{name: ops, command: [/nowhere/program]}", "there is no program \"/nowhere/program\""),
        ("{command: [/bin/true]}", "a target has a name"),
    ])
    func aTargetThatCannotBeMeantIsAFault(_ target: String, _ expected: String) {
        let message = message("targets: [\(target)]")
        #expect(message?.contains("x.yaml:1:") == true)
        #expect(message?.contains(expected) == true, "\(message ?? "")")
    }

    @Test func theSecretIsReadFromAFileThatIsOnlyOurs() throws {
        let directory = try TemporaryDirectory()
        let path = directory.url.appending(path: "secret").path
        func fault() -> String? {
            let way = AlertTargetConfiguration.Way.webhook(url: "https://ops.example", secretFile: path)
            do {
                _ = try AlertTargets.sender(AlertTargetConfiguration(name: "ops", way: way))
                return nil
            } catch {
                return (error as? CommandFailure)?.message
            }
        }
        #expect(fault()?.contains("cannot be read") == true)
        try Data("0123456789abcdef\n".utf8).write(to: URL(filePath: path))
        chmod(path, 0o644)
        #expect(fault()?.contains("chmod 600") == true)
        chmod(path, 0o600)
        #expect(fault() == nil)
        try Data("0123456789\n".utf8).write(to: URL(filePath: path))
        chmod(path, 0o600)
        #expect(fault()?.contains("16 characters or more") == true)
    }
}
