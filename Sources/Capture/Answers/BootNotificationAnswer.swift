import OCPP

extension Answer {
    /// BootNotification: what the policy says, with our clock, which the station takes over.
    static let bootNotification = Answer(to: .bootNotification) { call in
        let answer = call.settings.boot.answer(to: call.charger)
        return [
            "status": .text(answer.status.rawValue),
            "currentTime": .time(call.now),
            "interval": .number(answer.seconds),
        ]
    }
}
