import ArgumentParser
import Insights
import OCPP
import OCPPLog

/// `ocpplogs alerts test`: sends one alert that says that it is a test.
struct AlertsTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Sends a test alert to a target of the configuration file, once.",
        discussion: """
            No server needs to run. The alert has the kind test. Exit code 4: it did not arrive.

            Examples:
              ocpplogs alerts test ops --config /etc/ocpplogs.yaml
              ocpplogs alerts test pager --config ./ocpplogs.yaml
            """)

    @Argument(help: "The name of the target.")
    var target: String

    @Option(help: .init("The configuration file in YAML.", valueName: "file"))
    var config: String

    func run() async throws {
        Terminal.ignoreHangUps()
        let alerts = try ConfigurationFile.read(path: config).alerts
        guard let found = alerts.targets.first(where: { $0.name == target }) else {
            let known = alerts.targets.map(\.name).joined(separator: ", ")
            throw CommandFailure.usage(
                "there is no target \"\(VisibleText.of(target))\" in \(config); "
                    + (known.isEmpty ? "it has none" : "there are \(known)"))
        }
        let sender = try AlertTargets.sender(found)
        let rule =
            alerts.rules.first { $0.targets.contains(target) }
            ?? AlertRule("test", text: "", query: .everything, targets: [target])
        let alert = Alert.test(of: rule, id: AlertService.newID(), now: SystemTime.now())
        switch await sender.send(alert) {
        case .delivered: Terminal.print("The test alert has arrived at \(target).")
        case .refused(let why), .unavailable(let why, _):
            throw CommandFailure.server("the test alert did not arrive at \(target): \(why)")
        }
    }
}
