import OCPP
import OCPPLog

/// Makes entries of the frames of a foreign log, in the order in which it shows them.
struct Trace {
    init(_ options: ImportOptions) {}

    /// Takes the next frame; entries that are complete are added.
    mutating func take(_ frame: LoggedFrame, into batch: inout ImportBatch) throws(ImportFault) {}

    /// There are no more frames.
    mutating func finish(into batch: inout ImportBatch) throws(ImportFault) {}
}
