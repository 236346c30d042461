import OCPP

extension Answer {
    /// PullDynamicScheduleUpdate (2.1): rejected, since the controller sets no dynamic schedules.
    static let pullDynamicScheduleUpdate = Answer(to: Action("PullDynamicScheduleUpdate")) { _ in
        ["status": "Rejected"]
    }
}
