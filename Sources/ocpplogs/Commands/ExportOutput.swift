import OCPPLog
import Synchronization

/// Writes entries in a format to standard output: a batch at once, so that what is written are whole entries.
final class ExportOutput: Sendable {
    private struct State {
        var writer: any EntryWriter
        /// Kept from batch to batch: what it has room for does not have to be found again.
        var bytes: [UInt8] = []
    }

    private let state: Mutex<State>

    init(_ writer: any EntryWriter) {
        state = Mutex(State(writer: writer))
    }

    /// What the format had no place for.
    var omission: ExportOmission? { state.withLock { $0.writer.omission } }

    /// What stands before the first entry.
    func begin() {
        write { writer, bytes in writer.begin(&bytes) }
    }

    func write(_ entries: [Entry]) {
        write { writer, bytes in
            for entry in entries { writer.append(entry, to: &bytes) }
        }
    }

    /// What stands behind the last entry.
    func end() {
        write { writer, bytes in writer.end(&bytes) }
    }

    private func write(_ append: (inout any EntryWriter, inout [UInt8]) -> Void) {
        state.withLock { state in
            append(&state.writer, &state.bytes)
            if !state.bytes.isEmpty { Terminal.write(state.bytes) }
            state.bytes.removeAll(keepingCapacity: true)
        }
    }
}
