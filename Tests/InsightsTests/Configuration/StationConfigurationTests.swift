import Insights
import OCPP
import OCPPLog
import TestSupport
import Testing

/// What a station is set to, and what was changed, told as conversations.
struct StationConfigurationTests {
    static func configuration(_ talk: Conversation) -> StationConfiguration {
        var configuration = StationConfiguration()
        for entry in talk.entries { configuration.read(entry) }
        return configuration
    }

    /// The CSMS reads keys of 1.6; the station tells them.
    static func read(_ talk: inout Conversation, _ keys: [(String, String?)], readonly: Bool = false) {
        let told = keys.map { key, value in
            "{\"key\":\"\(key)\",\"readonly\":\(readonly)\(value.map { ",\"value\":\"\($0)\"" } ?? "")}"
        }
        talk.csms("GetConfiguration", answer: "{\"configurationKey\":[\(told.joined(separator: ","))]}")
    }

    static func change(_ talk: inout Conversation, _ key: String, _ value: String, _ answer: String?) {
        talk.csms(
            "ChangeConfiguration", "{\"key\":\"\(key)\",\"value\":\"\(value)\"}",
            answer: answer.map { $0.hasPrefix("error") ? $0 : "{\"status\":\"\($0)\"}" })
    }

    /// `key: from → to, by, result`
    private static func lines(_ configuration: StationConfiguration) -> [String] {
        configuration.changes.reversed().map { change in
            "\(change.name): \(change.from ?? "?") → \(change.to ?? "?"), \(change.origin.rawValue), "
                + (change.result?.word ?? "-")
        }
    }

    @Test func whatWasReadLastIsTheConfiguration() throws {
        var talk = Conversation()
        talk.csms(
            "GetConfiguration",
            answer: """
                {"configurationKey":[{"key":"NumberOfConnectors","readonly":true,"value":"2"},\
                {"key":"HeartbeatInterval","readonly":false,"value":"300"},{"key":"AuthorizationKey","readonly":false}],\
                "unknownKey":["Colour"]}
                """)
        let settings = Self.configuration(talk).settings
        #expect(
            settings.map(\.name.description) == [
                "AuthorizationKey", "Colour", "HeartbeatInterval", "NumberOfConnectors",
            ])
        #expect(settings.map(\.value) == [nil, nil, "300", "2"])
        #expect(settings.map(\.access) == [.readWrite, nil, .readWrite, .readOnly])
        #expect(settings.map(\.refusal) == [nil, "unknownKey", nil, nil])
        let entry = try #require(talk.entries.first)
        #expect(settings.allSatisfy { $0.read?.entryID == entry.id && $0.read?.time == entry.datetime })
        #expect(Self.configuration(talk).changes.isEmpty)
    }

    @Test func anAcceptedChangeIsTheValueAndStandsInTheHistory() {
        var talk = Conversation()
        Self.read(&talk, [("HeartbeatInterval", "300")])
        Self.change(&talk, "heartbeatinterval", "60", "Accepted")
        let configuration = Self.configuration(talk)
        #expect(configuration.settings.map(\.value) == ["60"] && configuration.settings.first?.changed != nil)
        #expect(Self.lines(configuration) == ["heartbeatinterval: 300 → 60, csms, Accepted"])
    }

    @Test(arguments: ["Rejected", "NotSupported", "error FormationViolation"])
    func whatTheStationDidNotTakeChangesNothing(_ answer: String) {
        var talk = Conversation()
        Self.read(&talk, [("HeartbeatInterval", "300")])
        Self.change(&talk, "HeartbeatInterval", "60", answer)
        Self.change(&talk, "Never", "1", answer)
        let configuration = Self.configuration(talk)
        #expect(configuration.settings.map(\.value) == ["300"] && configuration.settings.first?.changed == nil)
        let word = answer.split(separator: " ").last.map(String.init) ?? ""
        #expect(
            Self.lines(configuration) == [
                "HeartbeatInterval: 300 → 60, csms, \(word)", "Never: ? → 1, csms, \(word)",
            ])
    }

    @Test func whatNeedsABootIsAwaitedUntilThen() {
        var talk = Conversation()
        Self.read(&talk, [("SecurityProfile", "1")])
        Self.change(&talk, "SecurityProfile", "2", "RebootRequired")
        Self.read(&talk, [("SecurityProfile", "1")])
        var configuration = Self.configuration(talk)
        #expect(configuration.settings.first?.value == "1" && configuration.settings.first?.awaited == "2")
        talk.charger("BootNotification", answer: #"{"status":"Accepted"}"#)
        configuration = Self.configuration(talk)
        #expect(configuration.settings.first?.value == "2" && configuration.settings.first?.awaited == nil)
        Self.read(&talk, [("SecurityProfile", "2")])
        #expect(Self.lines(Self.configuration(talk)) == ["SecurityProfile: 1 → 2, csms, RebootRequired"])
    }

    @Test func aChangeThatNobodyAnsweredMayHaveBeenTaken() {
        for value in ["300", "60"] {
            var talk = Conversation()
            Self.read(&talk, [("HeartbeatInterval", "300")])
            Self.change(&talk, "HeartbeatInterval", "60", nil)
            talk.wait(60)
            let asked = Self.configuration(talk).settings.first
            #expect(asked?.value == "300" && asked?.awaited == "60" && asked?.waitsForBoot == false)
            Self.read(&talk, [("HeartbeatInterval", value)])
            let configuration = Self.configuration(talk)
            #expect(configuration.settings.first?.value == value && configuration.settings.first?.awaited == nil)
            #expect(Self.lines(configuration) == ["HeartbeatInterval: 300 → 60, csms, no answer"])
        }
    }

    @Test func aValueThatDiffersWithoutACallWasChangedAtTheStation() {
        var talk = Conversation()
        Self.read(&talk, [("LightIntensity", "80"), ("CpoName", "A")])
        Self.read(&talk, [("LightIntensity", "20"), ("CpoName", "A")])
        let configuration = Self.configuration(talk)
        #expect(Self.lines(configuration) == ["LightIntensity: 80 → 20, station, -"])
        #expect(configuration.changes.first?.stamp.entryID == talk.entries.last?.id)
    }

    @Test func aValueThatIsNotAsItWasSetIsSaidSo() {
        var talk = Conversation()
        Self.change(&talk, "MeterValueSampleInterval", "1", "Accepted")
        Self.read(&talk, [("MeterValueSampleInterval", "10")])
        Self.read(&talk, [("MeterValueSampleInterval", "10")])
        #expect(
            Self.lines(Self.configuration(talk)) == [
                "MeterValueSampleInterval: ? → 1, csms, Accepted", "MeterValueSampleInterval: 1 → 10, not_as_set, -",
            ])
    }

    @Test func moreSettingsAndChangesThanAreKeptAreToldOf() {
        var talk = Conversation()
        Self.read(&talk, (0...StationConfiguration.mostSettings).map { ("Key\($0)", "1") })
        for number in 1...1_200 { Self.change(&talk, "Key1", "\(number)", "Accepted") }
        let configuration = Self.configuration(talk)
        #expect(configuration.settings.count == StationConfiguration.mostSettings && configuration.isCut)
        #expect(configuration.changes.count == StationConfiguration.mostChanges)
        #expect(configuration.changeCount == 1_200 && configuration.changes.first?.to == "1200")
    }

    @Test func aLongValueIsCutAndAMaskIsKnown() {
        var talk = Conversation()
        Self.read(&talk, [("Long", String(repeating: "x", count: 9_000)), ("Key", "(masked: 9-16 characters)")])
        let values = Self.configuration(talk).settings.compactMap(\.value)
        #expect(values.map(\.count) == [25, 2_501] && Setting.isMasked(values[0]) && !Setting.isMasked(values[1]))
    }

    @Test func knownKeysHaveAMeaning() {
        #expect(SettingMeanings.meaning(of: SettingName(key: "heartbeatinterval"))?.hasPrefix("Seconds") == true)
        #expect(SettingMeanings.meaning(of: SettingName(key: "VendorKey")) == nil)
    }
}
