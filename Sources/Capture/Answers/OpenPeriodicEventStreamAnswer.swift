import OCPP

extension Answer {
    /// OpenPeriodicEventStream (2.1): accepted; the stream is recorded as it comes.
    static let openPeriodicEventStream = Answer(to: Action("OpenPeriodicEventStream")) { _ in
        ["status": "Accepted"]
    }
}
