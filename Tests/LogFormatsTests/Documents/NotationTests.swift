import OCPP
import OCPPLog
import Testing

@testable import LogFormats

/// Ways in which programs write a frame down that is not the frame itself.
struct NotationTests {
    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test(arguments: [
        (#"{"a"=>1, "b"=>nil}"#, #"{"a":1, "b":null}"#), (#"{"a=>b"=>"nil => \"x\""}"#, #"{"a=>b":"nil => \"x\""}"#),
        (#"[2, "1", {:key=>:value, "t"=>true}]"#, #"[2, "1", {"key":"value", "t":true}]"#),
        ("{\"a\"=>\"\\#{x}\\e\\u{1F600}\\u00e9\\\\\"}", "{\"a\":\"#{x}\\u001b\u{1F600}\\u00e9\\\\\"}"),
        (#"{"a":1,"b":[null]}"#, #"{"a":1,"b":[null]}"#), (#"{"a"=>"#, #"{"a":"#), ("{\"a\\", "{\"a\\"),
    ]) func ruby(_ ruby: String, _ json: String) {
        #expect(Self.text(RubyNotation.json(Array(ruby.utf8)[...])) == json)
    }

    @Test(arguments: [
        (#"[2,"1"]' rest"#, #"[2,"1"]"#), (#"\\"\x41\xc3\xa9\'\n' "#, "\\\"A\u{E9}'\n"), (#"\q\x4"#, #"\q\x4"#),
        ("", ""),
    ]) func bytesOfPython(_ python: String, _ bytes: String) {
        #expect(
            Self.text(PythonBytes.decode(Array(python.utf8)[...], from: 0, quote: UInt8(ascii: "'")).bytes) == bytes)
    }

    @Test(arguments: [
        ("seq_no=0, offline=False, x=None)", #"{"seqNo":0,"offline":false}"#),
        (
            #"id_token={'id_token': "it's", 'type': <IdTokenType.e_maid: 'eMAID'>}, )"#,
            #"{"idToken":{"idToken":"it's","type":"eMAID"}}"#
        ),
        ("v=[-1.5e3, (1, 2), [], {}, True], e=ReasonType.local)", #"{"v":[-1.5e3,[1,2],[],{},true],"e":"local"}"#),
        (#"a=EVSEType(id=1, connector_id=None), b='\u00e9\n')"#, #"{"a":{"id":1},"b":"é\n"}"#), (")", "{}"),
    ]) func argumentsOfPython(_ python: String, _ json: String) throws {
        var notation = PythonNotation(Array(python.utf8)[...])
        let found = notation.arguments()
        #expect(Self.text(try #require(found)) == json)
    }

    @Test(arguments: [
        "a=", "a=1", "a=01)", "a='x)", "a=[1", "a={'b' 1})", "a=<X.y 'z'>)", "=1)", "a=1 b=2)", "",
        "a=" + String(repeating: "[", count: 10_000),
    ]) func whatIsNoPythonIsNotGuessed(_ python: String) {
        var notation = PythonNotation(Array(python.utf8)[...])
        #expect(notation.arguments() == nil)
    }

    @Test(arguments: [
        (#"received JSON message from CP-7: [2,"1","A",{}]"#, LoggedSender.receivedByWriter, "CP-7"),
        (#"sent JSON message to 10.0.0.1:9000: [2,"1","A",{}] x"#, .sentByWriter, "10.0.0.1:9000"),
        (#"received JSON message from server: [2,"1","A",{}]"#, .csms, ""),
        (#"CP-7: receive message [2,"1","A",{}]"#, .receivedByWriter, "CP-7"),
        (#"CP-7: send [2,"1","A",{}]"#, .sentByWriter, "CP-7"), (#"delivered to CSMS: b'[2,"1","A",{}]'"#, .cp, ""),
        (#"[2,\"1\",\"A\",{}]" logger=x"#, .unknown, ""), (#"[2,\\\"1\\\",\\\"A\\\",{}]"#, .unknown, ""),
    ]) func aFrameIsFoundInTheTextOfAMessage(_ text: String, _ sender: LoggedSender, _ charger: String) throws {
        let found = try #require(FrameInText(Array(text.utf8)))
        #expect(
            Self.text(found.frame) == #"[2,"1","A",{}]"# && found.sender == sender && found.charger ?? "" == charger)
    }

    @Test(arguments: [
        (#"{"log":"[ocpp] a \"b\"\r\n","stream":"stderr","time":"2026-11-24T10:00:00.5Z"}"#, "[ocpp] a \"b\"", 500_000),
        (#"{"MESSAGE":"a","X":1,"__REALTIME_TIMESTAMP":"1795514400000001"}"#, "a", 1),
        (#"{"__REALTIME_TIMESTAMP":"1795514400000000","MESSAGE":[27, 91,51,49,109,97]}"#, "\u{1B}[31ma", 0),
        (#"{"labels":{"app":"x"},"line":"a","timestamp":"2026-11-24T11:00:00+01:00"}"#, "a", 0),
    ]) func linesAreTakenOutOfJSON(_ line: String, _ text: String, _ microseconds: Int64) throws {
        let found = try #require(JSONWrapper.unwrapped(Array(line.utf8)[...]))
        #expect(Self.text(found.text) == text)
        #expect(found.time == .instant(Timestamp(microseconds: 1_795_514_400_000_000 + microseconds)))
    }

    @Test(arguments: ["", "{", "{}", #"{"log":"a"}"#, #"{"log":"a","stream":}"#, "[1]"])
    func whatIsNotWrappedStaysAsItIs(_ line: String) {
        #expect(JSONWrapper.unwrapped(Array(line.utf8)[...]) == nil)
    }

    @Test func theStationOfAMessageMayBeNamedByAnotherLine() {
        var stations = NamedStations()
        let frame = Array(#"[2, "2","Heartbeat",{}]"#.utf8)
        #expect(stations.station(of: frame[...]) == nil)
        stations.learn(from: Array("headers: [('charge_point_id', 'CP-7')] <Call - unique_id=1, action".utf8))
        #expect(stations.station(of: frame[...]) == "CP-7")
        stations.learn(from: Array("headers: [('charge_point_id', 'CP-8')] <Call - unique_id=2, action".utf8))
        #expect(stations.station(of: frame[...]) == "CP-8")
        #expect(stations.station(of: Array(#"[2,"3"]"#.utf8)[...]) == nil)
    }
}
