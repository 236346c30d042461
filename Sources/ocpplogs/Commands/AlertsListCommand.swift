import ArgumentParser
import OCPP
import OCPPLog

/// `ocpplogs alerts list`: rules, targets and the newest alerts of a running server.
struct AlertsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists rules with what they counted, targets with what they got, and the newest alerts.",
        discussion: """
            Counts begin when the server starts.

            Examples:
              ocpplogs alerts
              ocpplogs alerts list --server http://127.0.0.1:8080 --tz UTC
            """)

    @Option(help: "The server's pages and API.")
    var server = "http://127.0.0.1:8080"

    @Option(help: "A file with the token of the server.")
    var tokenFile: String?

    @OptionGroup(title: "Output") var manner: MannerOptions

    @Flag(help: "One JSON object, as the API answers.")
    var json = false

    @Option(help: "The zone in which times are shown: local, UTC, +01:00, Europe/Berlin.")
    var tz = ShownZone.local

    func run() async throws {
        Terminal.ignoreHangUps()
        let client = try ServerClient(server, tokenFile: tokenFile)
        let body = try await client.get("/api/v1/alerts")
        guard !json else { return Terminal.print(String(decoding: body, as: UTF8.self)) }
        guard let answer = try? JSONMembers(of: body) else {
            throw CommandFailure.server("\(client.base): the answer is no JSON; is another program listening there?")
        }
        let rules = Self.objects(answer["rules"])
        guard !rules.isEmpty else { return manner.say("this server has no rules that raise alerts") }
        let parts = [
            rulesTable(rules), targetsTable(Self.objects(answer["targets"])),
            alertsTable(Self.objects(answer["recent"])),
        ]
        Terminal.write(Array(parts.filter { !$0.isEmpty }.joined(separator: "\n").utf8))
    }

    private func rulesTable(_ rules: [JSONMembers]) -> String {
        let columns: [TextTable.Column] = [
            .init("rule"), .init("per"), .init("matched", .right), .init("fired", .right), .init("silenced", .right),
            .init("last alert"), .init("query"),
        ]
        return TextTable(columns: columns, paint: manner.paint).text(
            rules.map { rule in
                [
                    text(rule, "name"), text(rule, "per"), count(rule, "matched"), count(rule, "fired"),
                    count(rule, "silenced"), moment(rule, "last_fired"), text(rule, "query"),
                ]
            })
    }

    private func targetsTable(_ targets: [JSONMembers]) -> String {
        let columns: [TextTable.Column] = [
            .init("target"), .init("kind"), .init("sent", .right), .init("waiting", .right), .init("retried", .right),
            .init("failed", .right), .init("dropped", .right), .init("last failure"),
        ]
        return TextTable(columns: columns, paint: manner.paint).text(
            targets.map { target in
                [text(target, "name"), text(target, "kind")]
                    + ["sent", "waiting", "retried", "failed", "dropped"].map { count(target, $0) }
                    + [text(target, "last_failure")]
            })
    }

    private func alertsTable(_ alerts: [JSONMembers]) -> String {
        guard !alerts.isEmpty else { return "" }
        let columns: [TextTable.Column] = [.init("time"), .init("rule"), .init("what")]
        return TextTable(columns: columns, paint: manner.paint).text(
            alerts.map { [moment($0, "datetime"), text($0, "rule"), text($0, "sentence")] })
    }

    private static func objects(_ list: JSONMembers.Value?) -> [JSONMembers] {
        (list?.elements ?? []).compactMap { try? JSONMembers(of: $0) }
    }

    private func text(_ object: JSONMembers, _ name: String) -> String { VisibleText.of(object[name]?.text ?? "") }

    private func count(_ object: JSONMembers, _ name: String) -> String {
        object[name]?.number.flatMap { Int(exactly: $0) }.map(String.init) ?? ""
    }

    private func moment(_ object: JSONMembers, _ name: String) -> String {
        object[name]?.text.flatMap { Timestamp($0) }.map(tz.full) ?? ""
    }
}
