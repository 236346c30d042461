import ArgumentParser
import EmbeddedStore
import OCPP
import OCPPLog

/// `ocpplogs store verify`: reads every byte of the log.
struct StoreVerifyCommand: ParsableCommand {
    /// Something is damaged.
    static let damaged: Int32 = 1
    /// More stations of a damage than this are counted.
    private static let shownChargers = 8

    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Reads the whole log: every checksum, every entry, every filter.",
        discussion: """
            Also while a server records. What is damaged is named with its place, and with the times and the charging
            stations of the entries that are lost with it. Exit codes: 0 all is well, 1 something is damaged, 2 there is
            no log.

            Examples:
              ocpplogs store verify
              ocpplogs store verify --data /mnt/backup/ocpplogs --json
            """)

    @Option(help: "The data directory, or that of a backup.")
    var data = Configuration.defaultData

    @Flag(help: "One JSON object.")
    var json = false

    func run() throws {
        let found = try Self.verify(data)
        Terminal.print(json ? Self.json(found) : Self.text(found, data))
        if !found.isSound { throw ExitCode(Self.damaged) }
    }

    /// Reads a log and shows on the terminal how far it has come.
    static func verify(_ directory: String) throws -> StoreVerification {
        let line = ProgressLine()
        defer { line.end() }
        do throws(StoreError) {
            return try EmbeddedStore.verify(directory: directory) { file, segment, segments in
                line.show("\(file): segment \(segment) of \(segments)")
            }
        } catch {
            throw CommandFailure.usage(error.sentence)
        }
    }

    /// What was found, a damage a line.
    static func text(_ found: StoreVerification, _ directory: String) -> String {
        let read =
            "\(Amount.of(found.entries, "entry", "entries")) in \(Amount.of(found.blocks, "block", "blocks")) of "
            + "\(Amount.of(found.segments, "segment", "segments")), \(Amount.of(found.files, "file", "files"))"
        guard !found.isSound else { return "The log in \(directory) is sound: \(read)." }
        let lines = found.damages.flatMap { damage in
            let place = [
                damage.file, damage.segment.map { "segment \($0)" }, damage.block.map { "block \($0)" },
                damage.part.rawValue,
            ].compactMap { $0 }.joined(separator: ", ")
            return ["\(place): \(damage.sentence)", "    \(loss(damage))"]
        }
        return (["The log in \(directory) is damaged:"] + lines + ["\(loss(found)). Read: \(read)."]).joined(
            separator: "\n")
    }

    /// What is lost in all. That the rest can be read is said only where it is known of every damage.
    private static func loss(_ found: StoreVerification) -> String {
        guard found.lost > 0 else { return "No entry is known to be lost" }
        let isAllKnown = found.damages.allSatisfy { $0.entries != nil }
        return "\(isAllKnown ? "" : "At least ")\(Amount.of(found.lost, "entry", "entries")) cannot be read"
            + "\(isAllKnown ? "; all others can" : ""). A backup may still have them"
    }

    private static func loss(_ damage: StoreDamage) -> String {
        guard let entries = damage.entries else { return "How much is lost is not known." }
        guard entries > 0 else { return "No entry is lost. \(consequence(of: damage.part))" }
        var text = "Lost: \(Amount.of(entries, "entry", "entries"))"
        if let oldest = damage.oldest, let newest = damage.newest {
            text += oldest == newest ? " of \(oldest)" : " from \(oldest) to \(newest)"
        }
        if !damage.chargers.isEmpty {
            let names = damage.chargers.prefix(shownChargers).map { VisibleText.of($0.rawValue) }
            let more = damage.chargers.count - names.count
            text += " of \(names.joined(separator: ", "))" + (more > 0 ? " and \(more) more" : "")
        }
        return text
    }

    /// What people notice of a damage that loses no entry.
    private static func consequence(of part: StoreDamage.Part) -> String {
        switch part {
        case .counts: "Charts and lists of values count these entries one by one, or wrongly."
        case .summary: "Searches may be slower, and the next start takes longer."
        default: "Searches may be slower, or miss some of these entries."
        }
    }

    private static func json(_ found: StoreVerification) -> String {
        var object = JSONObjectText()
        object.add("sound", json: "\(found.isSound)")
        object.add("files", number: found.files)
        object.add("segments", number: found.segments)
        object.add("blocks", number: found.blocks)
        object.add("entries", number: found.entries)
        object.add("lost", number: found.lost)
        object.add(
            "damages",
            objects: found.damages.map { damage in
                var object = JSONObjectText()
                object.add("file", text: damage.file)
                object.add("segment", number: damage.segment)
                object.add("block", number: damage.block)
                object.add("part", text: damage.part.rawValue)
                object.add("detail", text: damage.sentence)
                object.add("entries", number: damage.entries)
                object.add("oldest", text: damage.oldest?.description)
                object.add("newest", text: damage.newest?.description)
                object.add("charger_ids", texts: damage.chargers.map(\.rawValue))
                return object
            })
        return object.json
    }
}
