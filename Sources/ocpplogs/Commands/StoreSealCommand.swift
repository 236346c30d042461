import ArgumentParser
import EmbeddedStore
import Logging
import OCPPLog

/// `ocpplogs store seal`: packs what is not packed yet.
struct StoreSealCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal",
        abstract: "Packs all entries that are not sealed yet, and gives the room back.",
        discussion: """
            The server seals by itself, when there are enough entries or a day is over. This is for a log that nobody writes
            to any more, before it is copied or kept. No server may be running on the data directory.

            Examples:
              ocpplogs store seal
              ocpplogs store seal --data ./old-log --json
            """)

    @Option(help: "The data directory.")
    var data = Configuration.defaultData

    @Flag(help: "One JSON object.")
    var json = false

    func run() async throws {
        // Opening for writing would make a log where there is none.
        let before = try StoreInfoCommand.info(data)
        let silent = Logger(label: "ocpplogs") { _ in SwiftLogNoOpLogHandler() }
        let store = try StoreOpening.forWriting(data, logger: silent)
        try await store.seal()
        try await store.compact()
        try await store.close()
        let after = try StoreInfoCommand.info(data)
        Terminal.print(json ? Self.json(before, after) : text(before, after))
    }

    private func text(_ before: StoreInfo, _ after: StoreInfo) -> String {
        "Sealed \(Amount.of(after.sealed - before.sealed, "entry", "entries")). The log in \(data) takes "
            + "\(Amount.bytes(after.bytes)) now, \(Amount.bytes(before.bytes)) before."
    }

    private static func json(_ before: StoreInfo, _ after: StoreInfo) -> String {
        var object = JSONObjectText()
        object.add("sealed", number: after.sealed - before.sealed)
        object.add("bytes", number: after.bytes)
        object.add("bytes_before", number: before.bytes)
        return object.json
    }
}
