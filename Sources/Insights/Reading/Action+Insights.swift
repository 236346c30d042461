import OCPP

extension Action {
    static let changeAvailability = Action("ChangeAvailability")
    static let changeConfiguration = Action("ChangeConfiguration")
    static let clearChargingProfile = Action("ClearChargingProfile")
    static let firmwareStatusNotification = Action("FirmwareStatusNotification")
    static let getCompositeSchedule = Action("GetCompositeSchedule")
    static let getConfiguration = Action("GetConfiguration")
    static let getVariables = Action("GetVariables")
    static let notifyReport = Action("NotifyReport")
    static let remoteStartTransaction = Action("RemoteStartTransaction")
    static let remoteStopTransaction = Action("RemoteStopTransaction")
    static let requestStartTransaction = Action("RequestStartTransaction")
    static let requestStopTransaction = Action("RequestStopTransaction")
    static let reset = Action("Reset")
    static let securityEventNotification = Action("SecurityEventNotification")
    static let setChargingProfile = Action("SetChargingProfile")
    static let setVariables = Action("SetVariables")
    static let triggerMessage = Action("TriggerMessage")
}
