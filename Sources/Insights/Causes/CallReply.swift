import OCPP
import OCPPLog

/// Whether a charging station promised to do what a call asks.
enum CallReply {
    case promised, refused
    /// It did not answer, or its answer cannot be read.
    case unknown

    /// Answers that promise it. AcceptedCanceled: an upload or update that was going on makes room for it.
    private static let promises: Set<String> = ["Accepted", "AcceptedCanceled", "Scheduled"]
    /// In 1.6 their answers have no status.
    private static let withoutStatus: Set<Action> = [Action("GetDiagnostics"), Action("UpdateFirmware")]

    init(to read: ReadEntry) {
        if read.entry.response?.error != nil {
            self = .refused
        } else if let status = read.entry.answerStatus {
            self = Self.promises.contains(status) ? .promised : .refused
        } else {
            self = read.isAnswered && Self.withoutStatus.contains(read.action) ? .promised : .unknown
        }
    }
}
