import ArgumentParser
import OCPPLog

/// `ocpplogs pins remove`: takes pins away.
struct PinsRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Takes the pins of entries away; the entries stay as they are.",
        discussion: """
            Examples:
              ocpplogs pins remove 3f09a2c1-1842
              ocpplogs pins remove 3f09a2c1-1842 --server http://127.0.0.1:8080
            """)

    @Argument(help: "The ids of entries.")
    var ids: [String]

    @OptionGroup(title: "Where") var place: PinPlace
    @OptionGroup(title: "Output") var manner: MannerOptions

    func run() async throws {
        Terminal.ignoreHangUps()
        let count = try await place.unpin(try PinPlace.entries(ids))
        manner.say("\(Amount.of(count, "pin was", "pins were")) removed")
    }
}
