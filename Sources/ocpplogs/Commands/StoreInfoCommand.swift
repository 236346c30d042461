import ArgumentParser
import EmbeddedStore
import OCPP
import OCPPLog

/// `ocpplogs store info`: how much there is, how large, from when to when.
struct StoreInfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract: "Says how many entries there are, how much room they take, and from when to when they are.",
        discussion: """
            Also while a server records. Blocks are not looked at: ocpplogs store verify does that.

            Examples:
              ocpplogs store info
              ocpplogs store info --data /var/lib/ocpplogs --json
            """)

    @Option(help: "The data directory.")
    var data = Configuration.defaultData

    @Flag(help: "One JSON object.")
    var json = false

    func run() throws {
        let info = try Self.info(data)
        Terminal.print(json ? Self.json(info) : Self.text(info))
    }

    /// Counts what lies in a data directory.
    static func info(_ directory: String) throws -> StoreInfo {
        do throws(StoreError) {
            return try EmbeddedStore.info(directory: directory)
        } catch {
            throw CommandFailure.usage(error.sentence)
        }
    }

    private static func text(_ info: StoreInfo) -> String {
        var lines = [
            "The log in \(info.directory)",
            "  Entries          \(Amount.grouped(info.entries))  (sealed \(Amount.grouped(info.sealed)) in "
                + "\(Amount.of(info.segments, "segment", "segments")), hot \(Amount.grouped(info.hot)))",
            "  On the disk      \(Amount.bytes(info.bytes))\(perEntry(info.bytes, info.entries))"
                + (info.freeBytes > 0 ? ", of it free for use \(Amount.bytes(info.freeBytes))" : ""),
        ]
        if info.sealed > 0 {
            lines.append(
                "  Sealed           \(Amount.bytes(info.sealedBytes))\(perEntry(info.sealedBytes, info.sealed))")
        }
        lines += [
            "  Oldest entry     \(info.oldest?.description ?? "–")",
            "  Newest entry     \(info.newest?.description ?? "–")",
            "",
            columns(["Month", "Entries", "Sealed", "On the disk", "B/entry"]) + "  Oldest – newest",
        ]
        lines += info.months.map { month in
            let times = month.oldest.map { "\($0.day) – \(month.newest?.day ?? "")" } ?? "–"
            return columns([
                month.month, Amount.grouped(month.entries), Amount.grouped(month.sealed), Amount.bytes(month.bytes),
                month.entries > 0 ? Amount.tenths(Double(month.bytes) / Double(month.entries)) : "–",
            ]) + "  " + times
        }
        for month in info.damaged {
            lines.append("\(month.file) cannot be read: \(month.problem ?? ""). ocpplogs store verify says more.")
        }
        return lines.joined(separator: "\n")
    }

    private static func perEntry(_ bytes: Int64, _ entries: Int) -> String {
        entries > 0 ? ", \(Amount.tenths(Double(bytes) / Double(entries))) bytes an entry" : ""
    }

    /// The first to the left, the others to the right.
    private static func columns(_ texts: [String]) -> String {
        texts.enumerated().map { index, text in
            let blanks = String(repeating: " ", count: max(0, (index == 0 ? 9 : 14) - text.count))
            return index == 0 ? text + blanks : blanks + text
        }.joined()
    }

    private static func json(_ info: StoreInfo) -> String {
        var object = JSONObjectText()
        object.add("directory", text: info.directory)
        object.add("format", number: info.format)
        add(
            to: &object, entries: info.entries, hot: info.hot, sealed: info.sealed, segments: info.segments,
            bytes: info.bytes, sealedBytes: info.sealedBytes, freeBytes: info.freeBytes, info.oldest, info.newest)
        object.add("damaged", texts: info.damaged.map(\.file))
        object.add(
            "months",
            objects: info.months.map { month in
                var object = JSONObjectText()
                object.add("month", text: month.month)
                object.add("file", text: month.file)
                add(
                    to: &object, entries: month.entries, hot: month.hot, sealed: month.sealed,
                    segments: month.segments, bytes: month.bytes, sealedBytes: month.sealedBytes,
                    freeBytes: month.freeBytes, month.oldest, month.newest)
                object.add("problem", text: month.problem)
                return object
            })
        return object.json
    }

    private static func add(
        to object: inout JSONObjectText, entries: Int, hot: Int, sealed: Int, segments: Int, bytes: Int64,
        sealedBytes: Int64, freeBytes: Int64, _ oldest: Timestamp?, _ newest: Timestamp?
    ) {
        object.add("entries", number: entries)
        object.add("hot", number: hot)
        object.add("sealed", number: sealed)
        object.add("segments", number: segments)
        object.add("bytes", number: bytes)
        object.add("sealed_bytes", number: sealedBytes)
        object.add("free_bytes", number: freeBytes)
        object.add(
            "bytes_per_entry", json: entries > 0 ? "\((Double(bytes) / Double(entries) * 100).rounded() / 100)" : "null"
        )
        object.add("oldest", text: oldest?.description)
        object.add("newest", text: newest?.description)
    }
}

extension Timestamp {
    /// `2026-11-24`.
    fileprivate var day: String { String(description.prefix { $0 != "T" }) }
}
