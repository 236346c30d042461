import OCPP
import OCPPLog

/// The states of one connector, as they are reported.
struct ConnectorLane: Sendable {
    /// So many states are told one by one.
    static let mostStates = 2_000

    private let begin: Timestamp
    private var states: [Timeline.State] = []
    private var last: Timeline.State?
    private var more = 0

    init(from begin: Timestamp) {
        self.begin = begin
    }

    /// A report, in the order of time; the same state again changes nothing.
    mutating func note(_ read: ReadEntry, status: String) {
        let time = max(begin, read.entry.datetime)
        let codes = read.entry.errorCodes
        let vendor = read.request.text("vendorErrorCode").flatMap { $0.isEmpty ? nil : $0 }
        let code = codes.first { $0 != vendor }
        if let last, last.status == status, last.errorCode == code, last.vendorErrorCode == vendor { return }
        close(at: time)
        last = Timeline.State(
            from: time, to: time, status: status, errorCode: code, vendorErrorCode: vendor,
            meaning: Self.meaning(vendor) ?? Self.meaning(code), entryID: read.entry.id)
    }

    /// All states up to the end, and how many more there were.
    func finished(at end: Timestamp) -> (states: [Timeline.State], more: Int) {
        var lane = self
        lane.close(at: end)
        return (lane.states, lane.more)
    }

    private mutating func close(at time: Timestamp) {
        guard var state = last else { return }
        state.to = max(state.from, time)
        last = nil
        // A state of no length in the timeline was over before it began.
        guard state.to > state.from || state.from > begin else { return }
        if states.count < Self.mostStates { states.append(state) } else { more += 1 }
    }

    private static func meaning(_ code: String?) -> String? {
        code.flatMap { Explanations.meanings(of: $0, kind: .error).first?.meaning }
    }
}
