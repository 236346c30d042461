import Insights
import OCPP
import OCPPLog
import TestSupport
import Testing

/// The variables of OCPP 2.x.
struct DeviceModelSettingTests {
    private static let component = #""component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"}"#

    private static func talk() -> Conversation {
        var talk = Conversation()
        talk.version = .v201
        return talk
    }

    private static func report(_ talk: inout Conversation, _ part: Int, _ name: String, tbc: Bool?, id: Int = 7) {
        let more = tbc.map { ",\"tbc\":\($0)" } ?? ""
        talk.charger(
            "NotifyReport",
            """
            {"requestId":\(id),"generatedAt":"2026-11-23T10:00:00Z","seqNo":\(part)\(more),"reportData":[\
            {"component":{"name":"EVSE","evse":{"id":1}},"variable":{"name":"\(name)"},"variableAttribute":[\
            {"value":"32","mutability":"ReadOnly"},{"type":"MaxSet","value":"64"},{"type":"Target","mutability":"WriteOnly"}],\
            "variableCharacteristics":{"dataType":"decimal","unit":"A","supportsMonitoring":false}}]}
            """)
    }

    @Test func variablesAreReadSetAndRefused() {
        var talk = Self.talk()
        talk.csms(
            "GetVariables", "{\"getVariableData\":[{\(Self.component)}]}",
            answer: """
                {"getVariableResult":[{"attributeStatus":"Accepted","attributeValue":"300",\(Self.component)},\
                {"attributeStatus":"UnknownVariable","component":{"name":"X","instance":"1"},"variable":{"name":"Y","instance":"b"}}]}
                """)
        talk.csms(
            "SetVariables",
            """
            {"setVariableData":[{"attributeValue":"9","component":{"name":"X"},"variable":{"name":"Z"}},\
            {"attributeValue":"60",\(Self.component)}]}
            """,
            answer: """
                {"setVariableResult":[{"attributeType":"Actual","attributeStatus":"Accepted",\(Self.component)},\
                {"attributeStatus":"Rejected","component":{"name":"X"},"variable":{"name":"Z"}}]}
                """)
        let configuration = StationConfigurationTests.configuration(talk)
        let settings = configuration.settings
        #expect(settings.map(\.name.description) == ["OCPPCommCtrlr.HeartbeatInterval", "X[1].Y[b]"])
        #expect(settings.map(\.value) == ["60", nil] && settings.map(\.refusal) == [nil, "UnknownVariable"])
        #expect(configuration.changes.map(\.to) == ["9", "60"] && configuration.changes.map(\.from) == [nil, "300"])
        #expect(configuration.changes.map { $0.result?.word } == ["Rejected", "Accepted"])
    }

    @Test func aChangeThatIsAnErrorIsOneForEachVariable() {
        var talk = Self.talk()
        talk.csms(
            "SetVariables", "{\"setVariableData\":[{\"attributeValue\":\"1\",\(Self.component)}]}",
            answer: "error InternalError")
        let change = StationConfigurationTests.configuration(talk).changes.first
        #expect(change?.result == .error("InternalError") && change?.name.component == "OCPPCommCtrlr")
    }

    @Test func aReportTellsEachAttributeWithWhatMayBeDoneWithIt() {
        var talk = Self.talk()
        Self.report(&talk, 0, "Current", tbc: false)
        let configuration = StationConfigurationTests.configuration(talk)
        #expect(
            configuration.settings.map(\.name.description) == [
                "EVSE.Current (EVSE 1)", "EVSE.Current (EVSE 1) (MaxSet)", "EVSE.Current (EVSE 1) (Target)",
            ])
        #expect(configuration.settings.map(\.value) == ["32", "64", nil])
        #expect(configuration.settings.map(\.access) == [.readOnly, .readWrite, .writeOnly])
        #expect(configuration.settings.allSatisfy { $0.unit == "A" })
        #expect(configuration.report?.isWhole == true)
    }

    @Test func aReportInPartsIsWholeWhenAllOfThemCame() {
        var talk = Self.talk()
        Self.report(&talk, 0, "A", tbc: true)
        Self.report(&talk, 2, "C", tbc: false)
        var report = StationConfigurationTests.configuration(talk).report
        #expect(report?.parts == 2 && report?.missing == 1 && report?.isEnded == true && report?.isWhole == false)
        Self.report(&talk, 1, "B", tbc: true)
        report = StationConfigurationTests.configuration(talk).report
        #expect(report?.isWhole == true && StationConfigurationTests.configuration(talk).settings.count == 9)
        Self.report(&talk, 0, "A", tbc: true)
        report = StationConfigurationTests.configuration(talk).report
        #expect(report?.parts == 1 && report?.isEnded == false)
    }

    @Test func partsWithNumbersThatNobodyCountsTakeNoRoom() {
        var talk = Self.talk()
        for part in [-1, 9_000_000_000_000] { Self.report(&talk, part, "A", tbc: true) }
        #expect(StationConfigurationTests.configuration(talk).report == nil)
        for id in 0..<50 { Self.report(&talk, 0, "A", tbc: nil, id: id) }
        #expect(StationConfigurationTests.configuration(talk).report?.requestID == 49)
    }
}
