import OCPP
import TestSupport
import Testing

struct FrameReaderTests {
    private func read(_ text: String, _ version: OCPPVersion = .v16) -> Frame {
        let bytes = Array(text.utf8)
        return FrameReader(version: version).read(bytes.span)
    }

    private func payload(_ text: String, _ range: Range<Int>) -> String {
        String(decoding: Array(text.utf8)[range], as: UTF8.self)
    }

    @Test func aCallHasItsPartsWhereTheyStand() throws {
        let text = #" [2 , "id-1" ,"Heartbeat", { "a" : 1 } ] "#
        guard case .call(let call) = read(text) else {
            Issue.record("not a call")
            return
        }
        #expect(call.uniqueID == UniqueID("id-1"))
        #expect(call.action == .heartbeat)
        #expect(payload(text, call.payload) == #"{ "a" : 1 }"#)
    }

    @Test func aCallErrorMayLeaveOutDescriptionAndDetails() {
        let cases: [(String, String, Bool)] = [
            (#"[4,"1","NotImplemented","no",{}]"#, "no", true), (#"[4,"1","NotImplemented","no"]"#, "no", false),
            (#"[4,"1","NotImplemented"]"#, "", false), (#"[4,"1","NotImplemented",null,null]"#, "", true),
        ]
        for (text, description, hasDetails) in cases {
            guard case .callError(let error) = read(text) else {
                Issue.record("not a CALLERROR: \(text)")
                continue
            }
            #expect(error.code == .notImplemented)
            #expect(error.text == description)
            #expect((error.details != nil) == hasDetails)
        }
    }

    @Test func knownDeviationsAreReadAsWhatTheyMean() {
        let cases: [(String, String)] = [
            (#"[3,"1",null]"#, "callResult"), (#"[3,12345,{}]"#, "callResult"), (#"[2,-1.5,"Heartbeat",{}]"#, "call"),
            (#"[2,"1","Heartbeat",{},"more"]"#, "call"), (#"[2,"","",{}]"#, "call"),
            (#"[2.0,"1","A",{}]"#, "malformed"),
            (#"[2,"1","Heartbeat",null]"#, "call"), ("[2,\"1\",\"Heartbeat\",{}]\n", "call"),
        ]
        for (text, kind) in cases { #expect(read(text).kind == kind, "\(text)") }
    }

    @Test func newMessageTypesExistInTwoPointOneOnly() {
        for version in [OCPPVersion.v16, .v201, .unknown] {
            #expect(read(#"[6,"1","NotifyPeriodicEventStream",{}]"#, version).kind == "malformed")
            #expect(read(#"[5,"1","InternalError","",{}]"#, version).kind == "malformed")
        }
        #expect(read(#"[6,"1","NotifyPeriodicEventStream",{}]"#, .v21).kind == "send")
        #expect(read(#"[5,"1","InternalError","",{}]"#, .v21).kind == "callResultError")
    }

    @Test(arguments: [
        ("", FrameProblem.Reason.empty, 0), ("   ", .empty, 0), ("{}", .notArray, 0), ("\"x\"", .notArray, 0),
        ("[]", .missingElement, 1), ("[2]", .missingElement, 2), (#"[2,"1"]"#, .missingElement, 6),
        (#"[2,"1","A"]"#, .missingElement, 10), (#"[2,"1","A",[]]"#, .payloadNotObject, 11),
        (#"[2,"1","A","x"]"#, .payloadNotObject, 11), (#"[2,"1",7,{}]"#, .badAction, 7),
        (#"[2,{},"A",{}]"#, .badUniqueID, 3), (#"[4,"1",{},"",{}]"#, .badErrorCode, 7),
        (#"[1,"1","A",{}]"#, .unknownMessageType, 1), (#"["2","1","A",{}]"#, .unknownMessageType, 1),
        (#"[2,"1","A",{}"#, .notJSON, 13), (#"[2,"1","A",{}]x"#, .notJSON, 14),
        (#"[2,"1","A",{"a"=>1}]"#, .notJSON, 15),
        (#"[2,"1","A",{"a":}]"#, .notJSON, 16), (#"[2,"1","A",{"a":01}]"#, .notJSON, 17), ("hello", .notJSON, 0),
        (#"[1,"1","A",{]"#, .notJSON, 12), (#"[2,"1","A",{"a":"\x"}]"#, .notJSON, 17),
    ])
    func whatIsNoFrameSaysWhyAndWhere(_ text: String, _ reason: FrameProblem.Reason, _ offset: Int) {
        guard case .malformed(let problem) = read(text) else {
            Issue.record("read as a frame: \(text)")
            return
        }
        #expect(problem.reason == reason)
        #expect(problem.offset == offset)
    }

    @Test func aProblemKeepsWhatWasReadBeforeIt() {
        guard case .malformed(let problem) = read(#"[2,"id-7","MeterValues",{"connectorId":"#) else {
            Issue.record("read as a frame")
            return
        }
        #expect(problem.uniqueID == UniqueID("id-7"))
        #expect(problem.action == .meterValues)
    }

    @Test func bytesThatAreNotUTF8AreNamedSo() {
        let sequences: [[UInt8]] = [
            [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80],
        ]
        for sequence in sequences {
            let bytes = Array(#"[2,"1","A",{"a":""#.utf8) + sequence + Array(#""}]"#.utf8)
            guard case .malformed(let problem) = FrameReader(version: .v16).read(bytes.span) else {
                Issue.record("read as a frame: \(sequence)")
                continue
            }
            #expect(problem.reason == .notUTF8, "\(sequence)")
            #expect(problem.offset == 17)
        }
    }

    @Test(arguments: [("\u{FEFF}[2]", 0), (#"[2,"1","A",{"a":é}]"#, 16), (#"[2,"1","A",{}]€"#, 14), ("[2,😀]", 3)])
    func aCharacterInAWrongPlaceIsAFaultOfTheJSONNotOfItsBytes(_ text: String, _ offset: Int) {
        guard case .malformed(let problem) = read(text) else {
            Issue.record("read as a frame: \(text)")
            return
        }
        #expect(problem.reason == .notJSON)
        #expect(problem.offset == offset)
    }

    @Test(arguments: [[0xFF], Array("[2,".utf8) + [0xE2, 0x82], Array("[2]".utf8) + [0xC0, 0x80]] as [[UInt8]])
    func bytesThatAreNotUTF8AreNamedSoBetweenTokensToo(_ bytes: [UInt8]) {
        guard case .malformed(let problem) = FrameReader(version: .v16).read(bytes.span) else {
            Issue.record("read as a frame: \(bytes)")
            return
        }
        #expect(problem.reason == .notUTF8)
    }

    @Test func nestingIsBounded() {
        let deep = String(repeating: "[", count: 200_000)
        guard case .malformed(let problem) = read(#"[2,"1","A",{"a":"# + deep) else {
            Issue.record("read as a frame")
            return
        }
        #expect(problem.reason == .notJSON)
    }

    @Test func randomBytesNeverTrap() {
        var random = SeededGenerator(seed: 1)
        let seeds = [
            #"[2,"19223201","BootNotification",{"chargePointVendor":"V","n":[1.5e3,true,null,"\u00e9"]}]"#,
            #"[4,"1","GenericError","text",{"a":{}}]"#,
        ].map { Array($0.utf8) }
        for round in 0..<20_000 {
            var bytes = seeds[round % seeds.count]
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
                case 1: bytes.removeSubrange(Int.random(in: bytes.indices, using: &random)...)
                default:
                    bytes.insert(
                        .random(in: 0...255, using: &random), at: Int.random(in: bytes.indices, using: &random))
                }
                if bytes.isEmpty { bytes = [0x5B] }
            }
            for version in OCPPVersion.allCases {
                if case .malformed(let problem) = FrameReader(version: version).read(bytes.span) {
                    #expect(problem.offset <= bytes.count)
                }
            }
        }
    }
}

extension Frame {
    /// The name of the case, for tables.
    var kind: String {
        switch self {
        case .call: "call"
        case .callResult: "callResult"
        case .callError: "callError"
        case .callResultError: "callResultError"
        case .send: "send"
        case .malformed: "malformed"
        }
    }
}
