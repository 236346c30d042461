import OCPP
import OCPPLog

/// Keeps nothing: prints what would be kept, a line an entry.
actor DryRunStore: ImportStore {
    private var printer: EntryPrinter
    private var count: Int64 = 0

    init(_ printer: EntryPrinter) {
        self.printer = printer
    }

    func add(_ entries: [Entry]) async throws -> ImportCount {
        let rows = entries.map { entry in
            count += 1
            var entry = entry
            entry.id = EntryID(origin: 0, sequence: count)
            return EntryPrinter.Row.entry(entry, isContext: nil)
        }
        Terminal.write(printer.bytes(rows))
        return ImportCount(added: entries.count, duplicates: 0)
    }
}
