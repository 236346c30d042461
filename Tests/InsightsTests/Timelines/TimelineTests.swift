import Insights
import OCPP
import OCPPLog
import TestSupport
import Testing

/// What a conversation says of a station's day.
struct TimelineTests {
    static func timeline(_ talk: Conversation, from: Double = 0, to: Double) -> Timeline {
        var builder = TimelineBuilder(ChargerID(talk.charger), from: .at(from))
        for entry in talk.entries where entry.datetime < .at(to) { builder.read(entry) }
        return builder.finished(at: .at(to))
    }

    static func status(_ talk: inout Conversation, _ status: String, _ more: String = "\"errorCode\":\"NoError\"") {
        talk.charger("StatusNotification", "{\"connectorId\":1,\"status\":\"\(status)\",\(more)}")
    }

    static func boot(_ talk: inout Conversation, interval: Int = 300) {
        talk.charger(
            "BootNotification",
            "{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\",\"firmwareVersion\":\"3.2\"}",
            answer: "{\"status\":\"Accepted\",\"currentTime\":\"2026-11-23T10:00:00Z\",\"interval\":\(interval)}")
    }

    @Test func statesFollowOneAnotherWithTheEntryThatSaysSo() throws {
        var talk = Conversation()
        Self.status(&talk, "Available")
        talk.now = 100
        Self.status(&talk, "Charging")
        talk.now = 150
        Self.status(&talk, "Charging")
        talk.now = 300
        Self.status(&talk, "Faulted", "\"errorCode\":\"OtherError\",\"vendorErrorCode\":\"CX002\"")
        let timeline = Self.timeline(talk, to: 400)
        let connector = try #require(timeline.connectors.first)
        #expect(connector.states.map(\.status) == ["Available", "Charging", "Faulted"])
        #expect(connector.states.map(\.length) == [100_000_000, 200_000_000, 100_000_000])
        #expect(connector.states[1].entryID == talk.entries[1].id)
        let fault = try #require(timeline.faults.first)
        #expect(fault.state.errorCode == "OtherError")
        #expect(fault.state.vendorErrorCode == "CX002")
        #expect(fault.state.meaning?.hasPrefix("Ground failure") == true)
        #expect(fault.isOpen)
        #expect(connector.availability.share == 0.75)
    }

    @Test func whatWasReportedBeforeCountsFromTheBeginning() throws {
        var talk = Conversation()
        Self.status(&talk, "Available")
        Self.status(&talk, "Unavailable")
        let timeline = Self.timeline(talk, from: 1_000, to: 1_100)
        let connector = try #require(timeline.connectors.first)
        #expect(connector.states.map(\.status) == ["Unavailable"])
        #expect(connector.states.first?.from == .at(1_000))
        #expect(connector.availability.share == 0)
        #expect(timeline.entries == 0)
    }

    @Test func withoutAConnectionItIsNotConnected() throws {
        var talk = Conversation()
        talk.connection("opened")
        Self.status(&talk, "Available")
        talk.now = 100
        talk.connection("closed", "closed by the charging station")
        talk.now = 300
        talk.connection("opened")
        let timeline = Self.timeline(talk, to: 400)
        #expect(timeline.absences.map(\.kind) == [.notConnected])
        #expect(timeline.absences.first?.length == 200_000_000)
        #expect(timeline.connections.map(\.end) == ["closed by the charging station", nil])
        let availability = try #require(timeline.connectors.first?.availability)
        #expect(availability.notConnected == 200_000_000)
        #expect(availability.ready == 199_000_000)
        #expect(availability.unknown == 1_000_000)
        #expect(availability.shareConnected == 1)
    }

    @Test func aConnectedStationThatSaysNothingForTwoHeartbeatsIsSilent() {
        var talk = Conversation()
        talk.connection("opened")
        Self.boot(&talk)
        talk.now += 500
        talk.charger("Heartbeat")
        talk.now += 700
        talk.charger("Heartbeat")
        let timeline = Self.timeline(talk, to: talk.now)
        #expect(timeline.heartbeatInterval == 300)
        #expect(timeline.silentAfter == 600)
        #expect(timeline.absences.map(\.kind) == [.silent])
    }

    @Test func atLevelInfoSilenceCannotBeTold() throws {
        var talk = Conversation()
        talk.level = .info
        talk.connection("opened")
        Self.boot(&talk)
        talk.now += 5_000
        Self.status(&talk, "Available")
        let absence = try #require(Self.timeline(talk, to: talk.now).absences.first)
        #expect(absence.kind == .notLogged)
        #expect(absence.detail.contains("level info"))
    }

    @Test func whatCouldNotBeRecordedIsNotLogged() throws {
        var talk = Conversation()
        Self.status(&talk, "Available")
        talk.now = 50
        talk.gap("12 frames are missing: the disk is full")
        talk.now = 150
        Self.status(&talk, "Charging")
        let timeline = Self.timeline(talk, to: 200)
        #expect(timeline.absences.map(\.kind) == [.notLogged])
        #expect(timeline.absences.first?.detail.hasPrefix("12 frames") == true)
        let availability = try #require(timeline.connectors.first?.availability)
        #expect(availability.notLogged == 100_000_000)
        #expect(availability.ready == 50_000_000)
        #expect(availability.share == 1)
    }

    @Test func aMessageShowsThatItIsConnectedAgainWhereTheOpeningIsMissing() {
        var talk = Conversation()
        talk.connection("opened")
        talk.connection("closed")
        talk.now = 100
        talk.charger("Heartbeat")
        let timeline = Self.timeline(talk, to: 200)
        #expect(timeline.absences.map(\.kind) == [.notConnected])
        #expect(timeline.absences.first?.to == .at(100))
    }

    @Test func aLogWithoutConnectionsSaysNothingOfThem() {
        var talk = Conversation()
        Self.status(&talk, "Available")
        talk.now = 600
        Self.status(&talk, "Charging")
        let timeline = Self.timeline(talk, to: 700)
        #expect(timeline.absences == [])
        #expect(timeline.connections == [])
    }

    @Test func bootsAreToldWithTheirAnswer() throws {
        var talk = Conversation()
        Self.boot(&talk)
        let boot = try #require(Self.timeline(talk, to: 10).boots.first)
        #expect(boot.firmware == "3.2")
        #expect(boot.answer == "Accepted")
    }

    @Test func intervalsBeyondAllMeasureDoNoHarm() {
        var talk = Conversation()
        Self.boot(&talk, interval: .max)
        talk.now = 100_000
        talk.charger("Heartbeat")
        #expect(Self.timeline(talk, to: talk.now).absences == [])
    }

    @Test func theTimesOfAConnectorAreTheWholeTime() throws {
        var talk = Conversation()
        for (index, word) in ["Available", "Faulted", "Weird", "Charging", "Unavailable"].enumerated() {
            talk.now = Double(index) * 1_000
            Self.status(&talk, word)
            talk.connection(index.isMultiple(of: 2) ? "closed" : "opened")
        }
        let all = try #require(Self.timeline(talk, to: 9_000).connectors.first).availability
        let sum = all.ready + all.inUse + all.outOfOrder + all.notConnected + all.notLogged + all.unknown
        #expect(sum == 9_000_000_000)
    }

    @Test func whatIsWrittenAsJSONIsReadAgain() throws {
        var talk = Conversation()
        talk.connection("opened")
        Self.boot(&talk)
        Self.status(&talk, "Faulted", "\"errorCode\":\"OtherError\",\"vendorErrorCode\":\"CX002\"")
        talk.now += 3_000
        talk.connection("closed", "gone")
        let timeline = Self.timeline(talk, to: 9_000)
        let json = TimelineJSON.object(of: timeline, unreadable: 3).json
        let again = try #require(TimelineJSON.timeline(Array(json.utf8)))
        #expect(again.timeline == timeline)
        #expect(again.unreadable == 3)
    }

    @Test(arguments: [0, 3, 6, 9]) func cuttingTheInputAnywhereChangesNothing(_ cut: Int) {
        var talk = Conversation()
        talk.connection("opened")
        Self.boot(&talk)
        Self.status(&talk, "Available")
        talk.now += 2_000
        talk.gap("one frame is missing")
        Self.status(&talk, "Charging")
        talk.connection("closed")
        talk.now += 50
        talk.connection("opened")
        Self.status(&talk, "Faulted")
        var first = TimelineBuilder(ChargerID(talk.charger), from: .at(0))
        for entry in talk.entries.prefix(cut) { first.read(entry) }
        // The end that is asked in between changes nothing either.
        _ = first.finished(at: .at(9_000))
        var second = first
        for entry in talk.entries.dropFirst(cut) { second.read(entry) }
        #expect(second.finished(at: .at(9_000)) == Self.timeline(talk, to: 9_000))
    }

    @Test func aStoreIsAskedForTheLastDayUnlessToldOtherwise() async throws {
        var talk = Conversation()
        Self.status(&talk, "Unavailable")
        talk.now = 100_000
        Self.status(&talk, "Available")
        let store = MemoryStore(origin: 7)
        try await store.commit(Batch(entries: talk.entries))
        let asking = TimelineAsking(store, sites: SiteDirectory())
        let asked = try await asking.timeline(of: ChargerID("cp-1"), from: nil, to: nil, now: .at(200_000))
        let found = try #require(asked)
        #expect(found.timeline.charger == ChargerID("CP-1"))
        #expect(found.timeline.to == Timestamp.at(100_000).advanced(by: .microseconds(1)))
        #expect(found.timeline.connectors.first?.states.map(\.status) == ["Unavailable", "Available"])
        let nobody = try await asking.timeline(of: ChargerID("CP-2"), from: nil, to: nil, now: .at(0))
        #expect(nobody == nil)
    }
}
