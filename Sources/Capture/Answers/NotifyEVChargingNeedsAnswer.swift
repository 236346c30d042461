import OCPP

extension Answer {
    /// NotifyEVChargingNeeds: the controller plans no schedules, so the station charges by the profiles it has.
    ///
    /// 2.1 has a word for that; in 2.0.1 it is a rejection.
    static let notifyEVChargingNeeds = Answer(to: Action("NotifyEVChargingNeeds")) { call in
        ["status": call.version == .v21 ? "NoChargingProfile" : "Rejected"]
    }
}
