import OCPP

extension Answer {
    /// Heartbeat: our clock.
    static let heartbeat = Answer(to: .heartbeat) { call in
        ["currentTime": .time(call.now)]
    }
}
