import OCPP
import OCPPLog
import TestSupport
import Testing

/// What comparisons, payloads, sorts of entries and boots find.
struct WholeLanguageTests {
    private static let meter = Entry.talked(
        #"""
        [2,"m1","MeterValues",{"connectorId":2,"transactionId":42,"grün_Wert":"a","esc\u0061ped":true,"none":null,
        "meterValue":[{"timestamp":"2026-11-23T10:00:00Z","sampledValue":[{"value":"1.5e3","unit":"Wh"},{"value":"230"}]},
        {"sampledValue":[]}],"limits":[[1,2e+01],[3]],"big":9007199254740993}]
        """#, #"[3,"m1",{}]"#)

    @Test(arguments: [
        "connector:>1", "connector:>=2", "connector:<3", "connector:<=2", "connector:1..2", "connector:2..*",
        "connector:0,2..5", "connector:>1 connector:<3", "connector:>1.5", "tx:42", "tx:41..43", "tx:>41", "tx:<=42",
        "version:1.6", "version:>1.5", "version:<2", "version:1.6..2.0.1", "version:<1.10", "latency:50ms",
        "latency:0.05s", "latency:<1s", "latency:>=50ms latency:<=50ms", "latency:*..1m", "size:>100",
        "size:<4kb", "size:*", "has:size", "is:ok", "is:routine", "severity:ok", "-is:error", "is:ok,error",
        "is:ok is:routine",
        "request.connectorId:2", "req.connector_id:2", "REQUEST.CONNECTORID:2", "request.connectorId:2.0",
        "request.meterValue.sampledValue.value:1500", "request.meterValue[0].sampledValue[1].value:230",
        "request.meter_value[*].sampled_value[*].unit:wh", "request.meterValue.sampledValue.value:>1499.9",
        "request.meterValue.sampledValue.value:200..300", "request.meterValue.timestamp:2026-11-*",
        "request.limits:20", "request.limits[0][1]:20", "request.limits[1]:3", "request.grünWert:A",
        "request.escaped:true",
        "request.none:*", "has:request.none", "has:request.meterValue.sampledValue", "has:request", "response:*",
        "request.big:9007199254740993", "request.big:>9007199254740992", "-request.missing:*",
        "request.connectorId:>1,7",
        "request.meterValue.sampledValue.value:\"230\"",
    ])
    func thisFindsTheMeterValues(_ query: String) throws {
        #expect(try matches(query, Self.meter))
    }

    @Test(arguments: [
        "connector:>2", "connector:<2", "connector:3..*", "connector:>1 connector:<2", "tx:>42", "tx:1..41",
        "version:>1.6",
        "version:>=2", "latency:>50ms", "latency:<50ms", "latency:51ms", "latency:1m..*", "size:<10", "size:>1mb",
        "is:error", "is:warning", "is:rejected", "is:unanswered", "is:orphan", "is:malformed", "is:slow", "is:boot",
        "severity:error,warning,note", "is:ok is:error", "request.connectorId:1", "request.meterValue[2]:*",
        "request.meterValue[0].sampledValue[2].value:*", "request.meterValue.unit:Wh", "request.none:null",
        "request.none:\"\"", "request.meterValue.sampledValue.value:>1500", "request.big:9007199254740992",
        "request.connectorId[0]:2", "request.connectorId.x:*", "response.connectorId:2", "request.limits[0][0]:20",
        "request.escaped:True1", "evse:>0", "has:request.missing", "has:tag", "request.connectorId:\"2 \"",
    ])
    func thisDoesNot(_ query: String) throws {
        #expect(try !matches(query, Self.meter))
    }

    @Test(arguments: [
        "response.errorCode:InternalError", "res.error_code:Internal*", "response.errorDescription:\"lock is jammed\"",
        "response.errorDetails.why:frost", "has:response.errorDetails", "is:error", "severity:error",
        "result:InternalError",
        "error:InternalError", "-response.status:*",
    ])
    func aCallErrorIsAskedAsItsJSON(_ query: String) throws {
        let entry = Entry.talked(
            #"[2,"1","Reset",{"type":"Hard"}]"#, #"[4,"1","InternalError","lock is jammed",{"why":"frost"}]"#,
            from: .csms)
        #expect(try matches(query, entry))
    }

    @Test(arguments: [
        ("GroundFailure", "", ["CX002", "GroundFailure"]), ("OtherError", "CX008", ["CX008", "OtherError"]),
        ("OtherError", "EmergencyStop", ["CX008", "emergencystop"]), ("NoError", "", []),
    ])
    func errorsAreFoundByTheirCommonCode(_ code: String, _ vendor: String, _ found: [String]) throws {
        let entry = Entry.talked(
            #"[2,"1","StatusNotification",{"connectorId":1,"status":"Available","errorCode":"\#(code)","vendorErrorCode":"\#(vendor)"}]"#,
            #"[3,"1",{}]"#)
        for word in found { #expect(try matches("error:\(word)", entry), "\(word)") }
        #expect(try matches("error:*", entry) == !found.isEmpty)
        #expect(try matches("is:warning severity:warning", entry) == !found.isEmpty)
        #expect(try !matches("error:CX001,CX003,NoError", entry))
    }

    @Test(arguments: [
        (#"[2,"1","Heartbeat",{}]"#, #"[3,"1",{"currentTime":"2026-11-23T10:00:00Z"}]"#, "ok routine"),
        (#"[2,"1","Heartbeat",{"x":1}]"#, #"[3,"1",{"currentTime":"2026-11-23T10:00:00Z"}]"#, "ok routine invalid"),
        (#"[2,"1","Heartbeat",{}]"#, nil, "warning unanswered"),
        (#"[2,"1","Heartbeat",{}]"#, #"[4,"1","InternalError","",{}]"#, "error"),
        (
            #"[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Faulted"}]"#, nil,
            "error warning unanswered"
        ),
        (
            #"[2,"1","BootNotification",{"chargePointVendor":"V","chargePointModel":"M"}]"#,
            #"[3,"1",{"status":"Rejected","currentTime":"2026-11-23T10:00:00Z","interval":1}]"#, "rejected boot"
        ),
        (#"[3,"1",{}]"#, nil, "warning orphan"), ("not JSON", nil, "malformed invalid"),
    ])
    func sortsOfEntriesHaveWords(_ call: String, _ answer: String?, _ words: String) throws {
        let entry = try #require(Entry.talked(call, answer))
        let found = try EntryMark.allCases.filter { try matches("is:\($0.rawValue)", entry) }
        #expect(Set(found.map(\.rawValue)) == Set(words.split(separator: " ").map(String.init)))
    }

    /// The tones of pages and the words of `is:` say the same of how serious an entry is.
    @Test func whatIsAnErrorIsNeverShownAsLess() throws {
        for (call, answer) in [
            (#"[2,"1","StatusNotification",{"connectorId":1,"errorCode":"OtherError","status":"Faulted"}]"#, nil),
            (#"[2,"1","Reset",{}]"#, #"[4,"1","InternalError","",{}]"#), (#"[2,"1","Reset",{}]"#, nil),
            (#"[3,"1",{}]"#, nil),
        ] as [(String, String?)] {
            let entry = try #require(Entry.talked(call, answer))
            let isError = try matches("is:error", entry)
            #expect(try matches("severity:error", entry) == isError)
            if try !isError && matches("is:warning", entry) { #expect(try matches("severity:warning", entry)) }
        }
    }

    @Test func versionsAreComparedPartByPart() throws {
        var entry = try #require(Entry.talked(#"[2,"1","Heartbeat",{}]"#))
        for (version, found) in [
            (OCPPVersion.v201, true), (.v21, true), (.v16, false), (.unknown, false),
        ] {
            entry.version = version
            #expect(try matches("version:>=2.0", entry) == found, "\(version)")
        }
    }

    @Test func findingsAreAskedForByTheirCodesAndByWordsOfIs() throws {
        var entry = try #require(Entry.talked(#"[2,"1","Heartbeat",{}]"#))
        #expect(try !matches("has:finding", entry) && !matches("is:duplicate", entry) && !matches("is:offline", entry))
        entry.findings = ["clock-drift", "offline-message"]
        #expect(try matches("finding:clock-drift is:offline -is:duplicate findings:*", entry))
        for code in ["message-id-reused", "duplicate-start"] {
            entry.findings = [code]
            #expect(try matches("is:duplicate -is:offline", entry))
        }
        #expect(
            try QueryParser.read("finding:clock-drfit").hints.first?.sentence == #"no rule has the code "clock-drfit""#)
    }

    @Test(arguments: [
        ("finding:x", true), ("-is:offline", true), ("a OR (b is:dup*)", true), ("is:*", true), ("is:slow", false),
        ("clock-drift", false), ("request.finding:x", false), ("", false),
    ])
    func whatAsksForFindingsIsKnown(_ text: String, _ asks: Bool) throws {
        #expect(try QueryParser.parse(text).asksFindings == asks)
    }

    @Test(arguments: [
        ("StatusNotificaton", ["StatusNotification"]), ("Frobnicate", []),
    ])
    func anActionThatNoVersionHasIsDoubted(_ action: String, _ suggestions: [String]) throws {
        let reading = try QueryParser.read("x action:Heartbeat,\(action)")
        #expect(reading.hints.map(\.code) == [.unknownValue])
        #expect(reading.hints.first?.start == 19)
        #expect(reading.hints.first?.suggestions == suggestions)
        #expect(reading.hints.first?.fix == suggestions.first.map { "x action:Heartbeat,\($0)" })
    }

    @Test(arguments: [
        "status:Faultd", "error:GroundFailur", "result:acepted", "result:InternalEror", "finding:clock-drfit",
    ])
    func aStateOrCodeIsDoubtedWhereAnotherIsClose(_ text: String) throws {
        #expect(try QueryParser.read(text).hints.map(\.code) == [.unknownValue])
    }

    @Test(arguments: [
        "status:Warming", "error:210", "action:Boot*", "action:\"Frobnicate\"", "status:faulted", "error:cx002",
        "finding:clock-drift", "finding:rule-of-tomorrow",
    ])
    func whatMakersInventIsNot(_ text: String) throws {
        #expect(try QueryParser.read(text).hints.isEmpty)
    }

    private func matches(_ query: String, _ entry: Entry?) throws -> Bool {
        let entry = try #require(entry)
        return QueryMatcher(try QueryParser.parse(query)).matches(entry)
    }
}

/// What a station said when it booted holds until it boots again.
struct BootTests {
    private static func boot(_ firmware: String?, vendor: String = "Vestel", at second: Double, _ sequence: Int64)
        -> Entry?
    {
        let firmware = firmware.map { #","firmwareVersion":"\#($0)""# } ?? ""
        var entry = Entry.talked(
            #"[2,"b","BootNotification",{"chargePointVendor":"\#(vendor)","chargePointModel":"EVC04"\#(firmware)}]"#)
        entry?.datetime = .at(second)
        entry?.id = EntryID(origin: 7, sequence: sequence)
        return entry
    }

    private static func beat(at second: Double, _ sequence: Int64, charger: String = "CP-7") -> Entry? {
        var entry = Entry.talked(#"[2,"h","Heartbeat",{}]"#, charger: charger)
        entry?.datetime = .at(second)
        entry?.id = EntryID(origin: 7, sequence: sequence)
        return entry
    }

    private static let entries = [
        beat(at: 1, 1), boot("1.9", at: 2, 2), beat(at: 3, 3), boot("1.10", at: 4, 4), beat(at: 5, 5),
        boot(nil, vendor: "Other", at: 6, 6), beat(at: 7, 7), beat(at: 5, 8, charger: "CP-8"),
    ].compactMap(\.self)

    @Test(arguments: [
        ("firmware:1.9", [2, 3]), ("fw:1.10", [4, 5]), ("firmware:>1.9", [4, 5]), ("firmware:<=1.10", [2, 3, 4, 5]),
        ("firmware:1.*", [2, 3, 4, 5]), ("firmware:*", [2, 3, 4, 5]), ("vendor:vestel", [2, 3, 4, 5]),
        ("vendor:other", [6, 7]),
        ("model:EVC04", [2, 3, 4, 5, 6, 7]), ("-vendor:*", [1, 8]), ("vendor:vestel -firmware:1.9", [4, 5]),
        ("has:firmware action:Heartbeat", [3, 5]), ("vendor:x OR firmware:1.9", [2, 3]),
    ])
    func anEntryHasWhatItsStationSaidLast(_ text: String, _ found: [Int64]) async throws {
        #expect(Self.entries.count == 8)
        let store = MemoryStore(origin: 7)
        try await store.commit(Batch(entries: Self.entries))
        let page = await store.search(Search(try QueryParser.parse(text), order: .oldestFirst))
        #expect(Set(page.entries.map(\.id.sequence)) == Set(found))
    }

    @Test func bootsMayComeInAnyOrder() {
        #expect(BootDirectory(Self.entries) == BootDirectory(Self.entries.reversed() + Self.entries))
    }

    @Test func ofAStationThatBootsTooOftenTheOldestAreForgottenAndCounted() throws {
        var boots = BootDirectory()
        let one = try #require(Self.boot("1.0", at: 0, 1))
        for number in 0..<BootDirectory.mostBoots + 3 {
            var entry = one
            entry.datetime = .at(Double(number))
            entry.id.sequence = Int64(number + 1)
            boots.add(entry)
        }
        #expect(boots.count == BootDirectory.mostBoots && boots.forgotten == 3)
    }

    @Test func theLatestBootOfAStationCountsWhateverItsSiteAndSpelling() throws {
        var old = try #require(Self.boot("1.0", at: 1, 1))
        old.siteID = SiteID("before")
        var other = try #require(Self.boot("3.0", at: 9, 3))
        other.source = .csms
        let new = try #require(Self.boot("2.0", at: 2, 2))
        let latest = BootDirectory([new, old, other]).latest()
        #expect(latest.count == 1)
        let boot = try #require(latest[CaseFolding.fold("CP-7")])
        #expect(boot.firmware == "2.0" && boot.vendor == "Vestel" && boot.datetime == .at(2))
    }

    @Test func aQueryThatIsResolvedPrintsAsBefore() throws {
        let query = try QueryParser.parse("vendor:Vestel -(firmware:>1 OR x)")
        let resolved = query.resolving(BootDirectory(Self.entries))
        #expect(query.asksBoots)
        #expect(resolved != query)
        #expect(resolved.description == query.description)
        #expect(resolved.resolving(BootDirectory(Self.entries)) == resolved)
        #expect(try !QueryParser.parse("charger:x y").asksBoots)
    }
}
