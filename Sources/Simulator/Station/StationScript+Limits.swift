import OCPP

// Which limits of the power a station holds.
extension StationScript {
    /// A TxProfile holds for the transaction that runs, and needs one; any other for all that come (1.6 §3.13, 2.x K01).
    mutating func setLimit(_ payload: JSON) -> Bool {
        let profile = payload[messages.is16 ? "csChargingProfiles" : "chargingProfile"]
        let connector = payload["connectorId"]?.integer ?? payload["evseId"]?.integer ?? 0
        guard (0...vendor.connectors).contains(connector) else { return false }
        let watts = powerLimit(profile)
        guard profile?["chargingProfilePurpose"]?.scalar == "TxProfile" else {
            limits[connector] = watts
            return true
        }
        let transaction = profile?["transactionId"]?.scalar
        guard let visit, visit.isRunning, visit.connector == connector,
            transaction == nil || transaction == visit.transaction
        else { return false }
        self.visit?.limit = watts
        return true
    }

    /// - Returns: whether there was any.
    mutating func clearLimits() -> Bool {
        defer {
            limits = [:]
            visit?.limit = nil
        }
        return !limits.isEmpty || visit?.limit != nil
    }

    /// In watts; a limit in amperes holds for three phases.
    private func powerLimit(_ profile: JSON?) -> Double? {
        // 1.6 has one schedule, 2.x a list of up to three.
        let schedules = profile?["chargingSchedule"]
        let schedule = schedules?.elements.first ?? schedules
        let limit = schedule?["chargingSchedulePeriod"]?.elements.first?["limit"]?.scalar
        guard let limit = limit.flatMap({ Double($0) }) else { return nil }
        return schedule?["chargingRateUnit"]?.scalar == "A" ? limit * 690 : limit
    }
}
