import OCPP

extension Answer {
    /// NotifyEVChargingSchedule: received; the status says nothing about the schedule itself.
    static let notifyEVChargingSchedule = Answer(to: Action("NotifyEVChargingSchedule")) { _ in
        ["status": "Accepted"]
    }
}
