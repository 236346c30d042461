import Insights
import OCPP
import OCPPLog
import TestSupport
import Testing

/// Configuration, firmware, uploads, security events and vendors' messages.
struct DeviceFindingTests {
    @Test(arguments: ["Rejected", "NotSupported"])
    func aValueThatIsNotTakenIsToldOnce(_ status: String) {
        var talk = Conversation()
        talk.csms(
            "ChangeConfiguration", "{\"key\":\"HeartbeatInterval\",\"value\":\"5\"}",
            answer: "{\"status\":\"\(status)\"}")
        #expect(
            talk.findings().map(\.sentence) == [
                "the station answered \(status) to a new value of HeartbeatInterval"
            ])
        #expect(talk.codes() == ["config-rejected"])
        #expect(talk.findings().map(\.pointer) == ["/response/status"])
    }

    @Test func aVariableOf2xIsToldByItsComponent() {
        var talk = Conversation()
        talk.version = .v201
        let variable = "\"component\":{\"name\":\"OCPPCommCtrlr\"},\"variable\":{\"name\":\"HeartbeatInterval\"}"
        let other = "\"component\":{\"name\":\"TxCtrlr\"},\"variable\":{\"name\":\"EVConnectionTimeOut\"}"
        talk.csms(
            "SetVariables",
            "{\"setVariableData\":[{\"attributeValue\":\"5\",\(variable)},{\"attributeValue\":\"5\",\(other)}]}",
            answer: """
                {"setVariableResult":[{"attributeStatus":"RebootRequired",\(variable)},\
                {"attributeStatus":"UnknownVariable",\(other)}]}
                """)
        #expect(talk.codes() == ["config-rejected", "config-needs-reboot"])
        #expect(
            talk.findings().map(\.sentence) == [
                "the station answered UnknownVariable to a new value of TxCtrlr.EVConnectionTimeOut",
                "the new value of OCPPCommCtrlr.HeartbeatInterval holds after the next boot of the station",
            ])
        #expect(
            talk.findings().map(\.pointer) == [
                "/response/setVariableResult/1/attributeStatus", "/response/setVariableResult/0/attributeStatus",
            ])
    }

    @Test func aValueThatNeedsABootIsANote() {
        var talk = Conversation()
        talk.csms(
            "ChangeConfiguration", "{\"key\":\"K\",\"value\":\"5\"}", answer: "{\"status\":\"RebootRequired\"}")
        #expect(talk.codes() == ["config-needs-reboot"])
        #expect(talk.findings().map(\.severity) == [.note])
    }

    @Test func aValueThatIsTakenIsNotTold() {
        var talk = Conversation()
        talk.csms("ChangeConfiguration", "{\"key\":\"K\",\"value\":\"5\"}", answer: "{\"status\":\"Accepted\"}")
        #expect(talk.codes().isEmpty)
    }

    @Test func keysThatTheStationDoesNotHaveAreTold() {
        var talk = Conversation()
        talk.csms(
            "GetConfiguration", "{\"key\":[\"A\",\"B\"]}",
            answer: "{\"configurationKey\":[],\"unknownKey\":[\"A\",\"B\"]}")
        #expect(talk.findings().map(\.sentence) == ["the station does not have A and B"])
        talk.csms("GetConfiguration", answer: "{\"configurationKey\":[],\"unknownKey\":[]}")
        #expect(talk.codes() == ["config-key-unknown"])
    }

    @Test func aFirmwareUpdateThatFailsIsFound() {
        var talk = Conversation()
        for status in ["Downloading", "DownloadFailed", "Installed"] {
            talk.charger("FirmwareStatusNotification", "{\"status\":\"\(status)\"}")
        }
        #expect(talk.findings().map(\.sentence) == ["the firmware update failed with DownloadFailed"])
        #expect(talk.codes() == ["firmware-update-failed"])
    }

    @Test func anUploadThatFailsIsFound() {
        var talk = Conversation()
        talk.charger("DiagnosticsStatusNotification", "{\"status\":\"Uploaded\"}")
        talk.charger("DiagnosticsStatusNotification", "{\"status\":\"UploadFailed\"}")
        talk.charger("LogStatusNotification", "{\"status\":\"PermissionDenied\",\"requestId\":7}")
        #expect(
            talk.findings().map(\.sentence) == [
                "the upload of the station's log failed with UploadFailed",
                "the upload of the station's log failed with PermissionDenied (request 7)",
            ])
    }

    @Test func securityEventsAreAsSeriousAsWhatTheyTell() {
        var talk = Conversation()
        for type in ["TamperDetectionActivated", "InvalidTLSVersion", "StartupOfTheDevice"] {
            talk.charger(
                "SecurityEventNotification",
                "{\"type\":\"\(type)\",\"timestamp\":\(Conversation.time(0)),\"techInfo\":\"x\"}")
        }
        #expect(talk.findings().map(\.severity) == [.error, .warning, .note])
        #expect(
            talk.findings().first?.sentence
                == "the station reports the security event TamperDetectionActivated: \"x\"")
    }

    @Test func aVendorThatIsNotKnownIsTold() {
        var talk = Conversation()
        talk.charger(
            "DataTransfer", "{\"vendorId\":\"V\",\"messageId\":\"M\"}", answer: "{\"status\":\"UnknownMessageId\"}")
        #expect(talk.codes() == ["data-transfer-unknown"])
        #expect(
            talk.findings().map(\.sentence) == [
                "the CSMS answered UnknownMessageId to a DataTransfer of the vendor \"V\", message \"M\""
            ])
        talk.charger("DataTransfer", "{\"vendorId\":\"V\"}", answer: "{\"status\":\"Rejected\"}")
        #expect(talk.codes() == ["data-transfer-unknown", "rejected"])
    }
}
