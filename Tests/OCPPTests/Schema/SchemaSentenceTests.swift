import OCPP
import Testing

/// What people read about a problem.
struct SchemaSentenceTests {
    private func problems(_ payload: String, _ action: String, _ version: OCPPVersion) throws -> [SchemaProblem] {
        let schema = try #require(PayloadSchema.request(of: Action(action), in: version))
        return SchemaCheck.problems(in: Array(payload.utf8).span, against: schema)
    }

    @Test(arguments: [
        (#"{}"#, "Reset", OCPPVersion.v16, [#"/type: "type" is missing and required"#]),
        (
            #"{"type":"soft"}"#, "Reset", .v16,
            [#"/type: "type" is "soft", it must be one of Hard, Soft — did you mean "Soft"?"#]
        ),
        (#"{"type":"Warm"}"#, "Reset", .v16, [#"/type: "type" is "Warm", it must be one of Hard, Soft"#]),
        (#"{"type":null}"#, "Reset", .v16, [#"/type: "type" is null, it must be a string"#]),
        (#"[]"#, "Reset", .v16, ["the payload is an array, it must be an object"]),
        (#"{"type":"Soft""#, "Reset", .v16, ["the payload is not JSON: the text ends too early, at byte 14"]),
        (#"{"type":"Soft","type":"Soft"}"#, "Reset", .v16, [#"/type: "type" stands more than once in this object"#]),
        (#"{"x":1}"#, "ClearCache", .v16, [#"/x: "x" is no member of this object, which has none"#]),
        (
            #"{"conectorId":1,"type":"Operative"}"#, "ChangeAvailability", .v16,
            [
                #"/conectorId: "conectorId" is no member of this object, which has connectorId, type — did you mean "connectorId"?"#,
                #"/connectorId: "connectorId" is missing and required"#,
            ]
        ),
        (
            #"{"connectorId":1.0,"type":"Operative"}"#, "ChangeAvailability", .v16,
            [#"/connectorId: "connectorId" is a number with a decimal point or an exponent, it must be a whole number"#]
        ),
        (
            #"{"idTag":"123456789012345678901"}"#, "Authorize", .v16,
            [#"/idTag: "idTag" has 21 characters, at most 20 are allowed"#]
        ),
        (
            #"{"location":"a b","retrieveDate":"2026-11-23 10:41:07Z"}"#, "UpdateFirmware", .v16,
            [
                #"/location: "location" is not a URI with its scheme, such as https://host/path (RFC 3986)"#,
                #"/retrieveDate: "retrieveDate" is not a date and time with its zone, such as 2026-11-23T10:41:07Z (RFC 3339)"#,
            ]
        ),
        (
            #"{"severity":-1,"level":9}"#, "SetMonitoringLevel", .v21,
            [
                #"/severity: "severity" is -1, it must be 0 or more"#,
                #"/level: "level" is no member of this object, which has severity, customData"#,
            ]
        ),
        (
            #"{"requestId":1,"componentVariable":[],"monitoringCriteria":["a","b","c","DeltaMonitorin"]}"#,
            "GetMonitoringReport", .v21,
            [
                #"/componentVariable: "componentVariable" has 0 elements, there must be 1 at least"#,
                #"/monitoringCriteria/0: "monitoringCriteria[0]" is "a", it must be one of ThresholdMonitoring, DeltaMonitoring, PeriodicMonitoring"#,
                #"/monitoringCriteria/1: "monitoringCriteria[1]" is "b", it must be one of ThresholdMonitoring, DeltaMonitoring, PeriodicMonitoring"#,
                #"/monitoringCriteria/2: "monitoringCriteria[2]" is "c", it must be one of ThresholdMonitoring, DeltaMonitoring, PeriodicMonitoring"#,
                #"/monitoringCriteria/3: "monitoringCriteria[3]" is "DeltaMonitorin", it must be one of ThresholdMonitoring, DeltaMonitoring, PeriodicMonitoring — did you mean "DeltaMonitoring"?"#,
                #"/monitoringCriteria: "monitoringCriteria" has 4 elements, at most 3 are allowed"#,
            ]
        ),
    ])
    func theSentenceSaysWhatIsThereAndWhatIsAllowed(
        _ payload: String, _ action: String, _ version: OCPPVersion, _ expected: [String]
    ) throws {
        let sentences = try problems(payload, action, version).map(\.description)
        #expect(sentences == expected)
    }

    @Test func boundsAndDecimalsAreSaidAsNumbers() throws {
        let schedule = #"{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":16.05}]}"#
        let profile = """
            {"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Absolute",
            "chargingSchedule":\(schedule)}
            """
        let multiple = try problems(
            #"{"connectorId":1,"csChargingProfiles":\#(profile)}"#, "SetChargingProfile", .v16)
        #expect(
            multiple.map(\.description) == [
                "/csChargingProfiles/chargingSchedule/chargingSchedulePeriod/0/limit: \"limit\" is 16.05, "
                    + "at most 1 digit may follow its decimal point"
            ])
        let battery = #"{"evseId":1,"serialNumber":"a","soC":100.5,"soH":-0.5}"#
        let range = try problems(
            #"{"batteryData":[\#(battery)],"eventType":"BatteryIn","idToken":{"idToken":"a","type":"b"},"requestId":1}"#,
            "BatterySwap", .v21)
        #expect(
            range.map(\.sentence) == [
                #""soC" is 100.5, it must be from 0 to 100"#, #""soH" is -0.5, it must be from 0 to 100"#,
            ])
    }

    @Test func aLongListIsShortened() throws {
        let payload = #"{"connectorId":1,"errorCode":"Broken","status":"available"}"#
        let found = try problems(payload, "StatusNotification", .v16)
        #expect(
            found.map(\.sentence) == [
                #""errorCode" is "Broken", it must be one of ConnectorLockFailure, EVCommunicationError, GroundFailure, "#
                    + "HighTemperature, InternalError, LocalListConflict, NoError, OtherError and 8 more",
                #""status" is "available", it must be one of Available, Preparing, Charging, SuspendedEVSE, SuspendedEV, "#
                    + #"Finishing, Reserved, Unavailable, Faulted — did you mean "Available"?"#,
            ])
        #expect(found.map(\.suggestion) == [nil, "Available"])
    }

    @Test func whatAMemberHoldsIsNotQuoted() throws {
        let secret = "correct-horse-battery"
        let found = try problems(
            #"{"key":["\#(secret)"],"value":"\#(String(repeating: secret, count: 30))","password":"\#(secret)"}"#,
            "ChangeConfiguration", .v16)
        #expect(found.map(\.code) == [.wrongType, .tooLong, .unknownMember, .missing].dropLast())
        #expect(!found.contains { $0.description.contains(secret) })
    }

    @Test func aQuotedValueIsCutAndCannotActOnATerminal() throws {
        let found = try problems(
            #"{"type":"\u001b[31m\u202e\ud800\#(String(repeating: "x", count: 100))","\u0007":1}"#, "Reset", .v16)
        let value = "\u{FFFD}[31m\u{FFFD}\u{FFFD}" + String(repeating: "x", count: 33) + "…"
        #expect(
            found.map(\.description) == [
                #"/type: "type" is "\#(value)", it must be one of Hard, Soft"#,
                "/\u{FFFD}: \"\u{FFFD}\" is no member of this object, which has type",
            ])
    }
}
