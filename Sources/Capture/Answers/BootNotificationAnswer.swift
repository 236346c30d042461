import OCPP

extension Answer {
    /// BootNotification: accepted, with our clock, which the station takes over, and the interval of its Heartbeats.
    static let bootNotification = Answer(to: .bootNotification) { call in
        [
            "status": "Accepted",
            "currentTime": .time(call.now),
            "interval": .number(call.settings.heartbeatSeconds),
        ]
    }
}
