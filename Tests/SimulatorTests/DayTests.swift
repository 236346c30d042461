import OCPP
import TestSupport
import Testing

@testable import Simulator

/// A whole day of each maker's station and its CSMS, in fast motion.
struct DayTests {
    static let day: [Stage] = Vendor.all.indices.map { number in
        var stage = Stage(number: number)
        stage.play(seconds: 86_400)
        return stage
    }

    @Test(arguments: day.indices)
    func everyActionAppears(number: Int) {
        let stage = Self.day[number]
        let wordy: Set<Action> = stage.station.vendor.isWordy ? [.dataTransfer] : []
        let common: Set<Action> = [
            .bootNotification, .statusNotification, .authorize, .heartbeat, Action("FirmwareStatusNotification"),
        ]
        let ofVersion: Set<Action> =
            stage.version == .v16
            ? [.startTransaction, .meterValues, .stopTransaction] : [.transactionEvent, .notifyEvent]
        #expect(stage.actions(from: .cp) == common.union(ofVersion).union(wordy))
        let asked = Set(stage.actions(from: .csms).map(\.rawValue))
        let always = [
            "SetChargingProfile", "ClearChargingProfile", "TriggerMessage", "UnlockConnector", "Reset",
            "UpdateFirmware", "DataTransfer", "GetLocalListVersion",
        ]
        let more =
            stage.version == .v16
            ? ["RemoteStartTransaction", "RemoteStopTransaction", "GetConfiguration", "ChangeConfiguration"]
            : ["RequestStartTransaction", "RequestStopTransaction", "GetVariables", "SetVariables"]
        #expect(asked == Set(always + more))
    }

    @Test(arguments: day.indices)
    func mishapsHappenAndStayRare(number: Int) {
        let report = Self.day[number].station.report
        #expect((1...60).contains(report.faults))
        #expect((1...200).contains(report.reboots))
        #expect((1...60).contains(report.brokenLines))
        #expect((1...120).contains(report.brokenFrames))
        #expect(report.ignored > 0)
        #expect(report.unanswered > 0)
        #expect((50...800).contains(report.transactions))
    }

    @Test(arguments: day.indices, [Source.cp, .csms])
    func noCallIsSentWhileAnotherIsOpen(number: Int, source: Source) {
        let stage = Self.day[number]
        var open: (id: UniqueID, line: Stage.Line)?
        var overlaps = 0
        for line in stage.lines {
            switch line.frame {
            case .call(let call) where line.source == source:
                if let open, open.line.connection == line.connection,
                    line.time.since(open.line.time) < StationScript.patience
                {
                    overlaps += 1
                }
                open = (call.uniqueID, line)
            case .callResult(let answer) where line.source != source && answer.uniqueID == open?.id: open = nil
            case .callError(let answer) where line.source != source && answer.uniqueID == open?.id: open = nil
            default: break
            }
        }
        #expect(overlaps == 0)
    }

    @Test(arguments: day.indices, [Source.cp, .csms])
    func noIDIsUsedTwice(number: Int, source: Source) {
        let ids = Self.day[number].lines.filter { $0.source == source }.compactMap { $0.call?.uniqueID }
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { (1...36).contains($0.rawValue.utf8.count) })
    }

    @Test(arguments: day.indices)
    func everyTransactionThatBeganEnds(number: Int) {
        let stage = Self.day[number]
        let open = stage.station.visit?.transaction
        let (began, ended) = stage.version == .v16 ? Self.transactions16(stage) : Self.transactions2(stage)
        #expect(began.count > 50)
        #expect(began.subtracting(ended).subtracting([open].compactMap(\.self)) == [])
        #expect(ended.subtracting(began) == [])
    }

    @Test(arguments: day.indices)
    func theEventsOfATransactionAreCounted(number: Int) {
        let stage = Self.day[number]
        var last: [String: Int] = [:]
        for call in stage.calls(of: .transactionEvent) {
            let payload = call.payload
            let transaction = payload["transactionInfo"]?["transactionId"]?.scalar ?? ""
            let sequence = payload["seqNo"]?.integer ?? -1
            // The same number again is the same message again: no answer came. A lost MeterValue leaves a hole.
            #expect(sequence >= last[transaction, default: 0])
            last[transaction] = sequence
        }
    }

    @Test(arguments: day.indices)
    func nothingGrowsWithTheDay(number: Int) {
        let stage = Self.day[number]
        #expect(stage.mostPlanned < 25)
        #expect(stage.mostWaiting < 15)
        #expect(stage.station.report.dropped == 0)
    }

    @Test func theSameSeedTellsTheSameStory() {
        var again = Stage(number: 3)
        again.play(seconds: 7_200)
        let other = Self.day[3].lines.prefix(again.lines.count)
        #expect(again.lines.count > 200)
        #expect(again.lines.map(\.bytes) == other.map(\.bytes))
        var different = Stage(number: 3, seed: 2)
        different.play(seconds: 7_200)
        #expect(different.lines.map(\.bytes) != again.lines.map(\.bytes))
    }

    private static func transactions16(_ stage: Stage) -> (began: Set<String>, ended: Set<String>) {
        let starts = Set(stage.calls(of: .startTransaction).compactMap { $0.call?.uniqueID })
        var began: Set<String> = []
        for case .callResult(let result) in stage.lines.map(\.frame) where starts.contains(result.uniqueID) {
            if let transaction = result.fields.transactionID { began.insert(transaction) }
        }
        return (began, Set(stage.calls(of: .stopTransaction).compactMap { $0.payload["transactionId"]?.scalar }))
    }

    private static func transactions2(_ stage: Stage) -> (began: Set<String>, ended: Set<String>) {
        let events = stage.calls(of: .transactionEvent).map(\.payload)
        func transactions(_ type: String) -> Set<String> {
            let ofType = events.filter { $0["eventType"]?.scalar == type }
            return Set(ofType.compactMap { $0["transactionInfo"]?["transactionId"]?.scalar })
        }
        return (transactions("Started"), transactions("Ended"))
    }
}
