import ArgumentParser
import Foundation
import Insights
import OCPP
import OCPPLog

/// `ocpplogs check`: whether charging stations do what a profile asks of them.
struct CheckCommand: AsyncParsableCommand {
    /// The forms in which results are printed.
    enum Form: String, CaseIterable, ExpressibleByArgument {
        case table, json, html
    }

    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Checks whether charging stations do what a profile of requirements asks of them.",
        discussion: """
            Each requirement is passed, rejected, error, no answer, not seen, or not observable at the level that was in force: \
            at Info most messages are not recorded, and what is not recorded does not count as missing. The exit code is 1 \
            when a required one is not met.

            Examples:
              ocpplogs check --profile core16 --charger DE-7-001 --since 7d
              ocpplogs check --file charger.log --profile integration16
              ocpplogs check --site depot-7 --since 30d          # a line for each charging station
              ocpplogs check --charger DE-7-001 -o html > readiness.html
              ocpplogs check --print-profile core16 > mine.yaml  # to change it; --profile mine.yaml uses it
            """)

    @OptionGroup(title: "What") var asked: QuestionOptions
    @OptionGroup(title: "Where") var place: SourceOptions
    @OptionGroup(title: "Output") var manner: MannerOptions

    @Option(help: "A profile that is built in (core16, integration16, core201), or a YAML file.")
    var profile = "core16"

    @Option(help: "Prints the YAML of a profile, to be changed, and does nothing else.")
    var printProfile: String?

    @Option(
        name: .shortAndLong, help: "table, json (one object for each charging station), or html (a page for its maker)."
    )
    var output = Form.table

    @Flag(help: "The same as -o json.")
    var json = false

    func run() async throws {
        Terminal.ignoreHangUps()
        if let printProfile {
            let text = try ProfileFile.text(printProfile)
            _ = try ProfileFile.parse(text, name: printProfile)
            return Terminal.write(Array(text.utf8))
        }
        let profile = try ProfileFile.profile(profile)
        let from = try asked.question(now: SystemTime.now()).from
        let session = try await ReadingSession.openForInsights(asked, place, manner, from: from)
        let walk = EntryWalk(session.source, session.question)
        let watch = InterruptWatch { "ocpplogs: stopped; nothing was checked" }
        var check = ReadinessCheck(profile)
        try await walk.readAll(meter: session.meter) { for entry in $0 { check.read(entry) } }
        withExtendedLifetime(watch) {}
        let results = check.results()
        write(results, profile)
        if results.isEmpty { manner.say("no entries to check in \(session.source.name)") }
        if check.omitted > 0 {
            manner.say(
                "\(Amount.of(check.omitted, "entry", "entries")) of further charging stations were not looked at")
        }
        try await session.finish(walk.place)
        if results.isEmpty || results.contains(where: { !$0.isReady }) {
            throw CommandFailure.silent(ReadingSession.nothing)
        }
    }

    private func write(_ results: [ReadinessResult], _ profile: ReadinessProfile) {
        switch json ? .json : output {
        case .json:
            for result in results { Terminal.print(ReadinessJSON.text(of: result, profile)) }
        case .html:
            Terminal.write(ReadinessPage(profile, results, made: SystemTime.now()).bytes())
        case .table:
            let sheet = ReadinessSheet(paint: manner.paint, zone: asked.tz)
            Terminal.write(
                Array((results.count == 1 ? sheet.text(results[0], profile) : sheet.matrix(results, profile)).utf8))
        }
    }
}
