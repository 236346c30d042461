import ArgumentParser
import OCPPLog

/// `ocpplogs pins add`: pins entries.
struct PinsAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Pins entries.",
        discussion: """
            The id of an entry is shown by -o table and --json. At most 1000 entries are pinned. Where one cannot be \
            pinned the command ends, and those before it are pinned. Exit code 1: there is no such entry.

            Examples:
              ocpplogs pins add 3f09a2c1-1842
              ocpplogs search is:error --json | jq -r .id | xargs ocpplogs pins add
            """)

    @Argument(help: "The ids of entries.")
    var ids: [String]

    @OptionGroup(title: "Where") var place: PinPlace
    @OptionGroup(title: "Output") var manner: MannerOptions

    func run() async throws {
        Terminal.ignoreHangUps()
        let ids = try PinPlace.entries(ids)
        try await place.pin(ids)
        manner.say("\(Amount.of(ids.count, "entry is", "entries are")) pinned")
    }
}
