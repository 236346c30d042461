import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import LogFormats

/// Entries become a capture, and the capture is read again.
struct PcapngWriterTests {
    private static func entries(_ messages: [(String, Source)], _ charger: String, _ version: OCPPVersion) -> [Entry] {
        var correlator = Correlator(
            connection: ConnectionID(rawValue: 7), charger: ChargerID(charger), version: version)
        var recordables: [Recordable] = []
        for (index, (text, source)) in messages.enumerated() {
            correlator.received(
                Array(text.utf8), from: source,
                at: Timestamp(microseconds: 1_795_428_000_000_000 + Int64(index) * 1_001),
                into: &recordables)
        }
        correlator.closed(at: .at(99_999), into: &recordables)
        return recordables.compactMap { recordable in
            guard case .completed(let entry, _) = recordable else { return nil }
            return entry
        }
    }

    private static func written(_ entries: [Entry]) -> [UInt8] {
        var writer = PcapngWriter()
        var bytes: [UInt8] = []
        writer.begin(&bytes)
        for entry in entries { writer.append(entry, to: &bytes) }
        writer.end(&bytes)
        return bytes
    }

    private static let conversation: [(String, Source)] = [
        (#"[2,"1","BootNotification",{"reason":"PowerUp"} ]"#, .cp), (#"[3, "1" ,{"status":"Accepted"}]"#, .csms),
        (#"[2,"2","Reset",{"type":"Soft"}]"#, .csms), (#"[4,"2","NotSupported","no",{"a":"ü"}]"#, .cp),
        (#"[3,"nobody",{"a":1}]"#, .csms), (#"[6,"5","NotifyPeriodicEventStream",{"id":1}]"#, .cp), (#"[2,"#, .cp),
        ("hello", .csms), (#"[2,"3","Heartbeat",{}]"#, .cp),
    ]

    @Test func everyFrameComesBackWithItsTimeSenderAndStation() {
        let traffic = Traffic(Self.written(Self.entries(Self.conversation, "CP \"7\"/ü%", .v21)))
        #expect(traffic.fault == nil && traffic.codes.isEmpty)
        #expect(traffic.frames.allSatisfy { $0.charger == "CP \"7\"/ü%" && $0.version == .v21 && $0.connection == 1 })
        for (index, (text, source)) in Self.conversation.enumerated() {
            let time = Timestamp(microseconds: 1_795_428_000_000_000 + Int64(index) * 1_001)
            let found = traffic.frames.contains {
                $0.bytes == Array(text.utf8) && $0.sender == (source == .cp ? .cp : .csms) && $0.time == .instant(time)
            }
            #expect(found, "\(text)")
        }
        #expect(traffic.frames.count == Self.conversation.count)
    }

    @Test(arguments: [0, 1, 125, 126, 1_440, 1_460, 1_461, 65_535, 65_536, 700_001])
    func aFrameOfAnyLengthComesBack(_ length: Int) {
        let payload = "{\"vendorId\":\"\(String(repeating: "x", count: length))\"}"
        let messages: [(String, Source)] = [
            ("[2,\"1\",\"DataTransfer\",\(payload)]", .cp), ("[3,\"1\",{\"data\":\(payload)}]", .csms),
        ]
        let traffic = Traffic(Self.written(Self.entries(messages, "CP-7", .v16)))
        #expect(traffic.frames.map { String(decoding: $0.bytes, as: UTF8.self) } == messages.map(\.0))
    }

    @Test func moreStationsThanAreKeptComeBackAll() {
        let all = (0..<5_000).flatMap { number in
            Self.entries([(#"[2,"1","Heartbeat",{}]"#, .cp), (#"[3,"1",{}]"#, .csms)], "CP-\(number)", .unknown)
        }
        let traffic = Traffic(Self.written(all + all))
        #expect(traffic.frames.count == 20_000 && Set(traffic.frames.compactMap(\.charger)).count == 5_000)
        #expect(traffic.frames.allSatisfy { $0.version == nil } && traffic.codes.isEmpty)
    }

    @Test func aPayloadWhoseFrameIsNotKnownGetsTheIDOfItsEntry() {
        let lines = [
            line(["action": "\"Heartbeat\"", "request": "{}", "response": #"{"currentTime":"x"}"#]),
            line([
                "action": "\"Reset\"", "source": "\"csms\"", "request": #"{"type":"Hard"}"#,
                "response": #"{"errorCode":"GenericError","errorDescription":"no","errorDetails":{"a": 1}}"#,
            ]),
        ]
        let entries = Reading(lines.joined(separator: "\n")).entries.enumerated().map { index, entry in
            var entry = entry
            entry.id = EntryID(origin: 0x1F, sequence: Int64(index) + 1)
            return entry
        }
        let traffic = Traffic(Self.written(entries))
        #expect(
            traffic.told == [
                #"> [2,"0000001f-1","Heartbeat",{}]"#, #"< [3,"0000001f-1",{"currentTime":"x"}]"#,
                #"< [2,"0000001f-2","Reset",{"type":"Hard"}]"#,
                #"> [4,"0000001f-2","GenericError","no",{"a": 1}]"#,
            ])
        let text = String(decoding: Self.written(entries), as: UTF8.self)
        #expect(text.contains("exchange 0000001f-1: request") && text.contains("exchange 0000001f-2: response"))
    }

    @Test func whatIsLeftOutIsCountedAndSaid() throws {
        var writer = PcapngWriter()
        var bytes: [UInt8] = []
        #expect(writer.omission == nil)
        writer.append(
            Entry(
                kind: .gap, datetime: .start, chargerID: ChargerID("CP-7"), connectionID: ConnectionID(rawValue: 1),
                source: .cp,
                version: .v16), to: &bytes)
        for var entry in Self.entries([("<a/>", .cp)], "CP-7", .v16SOAP) {
            entry.version = .v16SOAP
            writer.append(entry, to: &bytes)
        }
        let omission = try #require(writer.omission)
        #expect(omission.count == 2 && bytes.isEmpty)
        #expect(
            omission.sentence
                == "1 entry has no frame: connections and gaps; 1 entry is an envelope of OCPP-S, which goes over HTTP and not "
                + "over a WebSocket")
    }

    @Test func connectionsAndGapsHaveNoPackets() {
        let entry = Entry(
            kind: .connection, datetime: .at(1), chargerID: ChargerID("CP-7"),
            connectionID: ConnectionID(rawValue: 1), source: .cp, version: .v16)
        #expect(Self.written([entry]) == Self.written([]))
        #expect(Traffic(Self.written([])).fault?.contains("looked at 0 packets") == true)
    }

    @Test(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
    func trafficOfRealStationsComesBackAsItWas() throws {
        for (charger, frames) in Dictionary(grouping: try SharedTraces.frames("frames-real"), by: \.sourceFile) {
            let messages = frames.map { ($0.text, $0.source ?? .cp) }
            let traffic = Traffic(Self.written(Self.entries(messages, charger, frames.first?.version ?? .v16)))
            #expect(traffic.frames.count == messages.count, "\(charger)")
            #expect(
                Set(traffic.frames.map(\.bytes)) == Set(messages.map { Array($0.0.utf8) }), "\(charger)")
        }
    }
}
