import OCPP
import TestSupport

@testable import OCPPLog

extension FuzzTarget {
    /// What masks secrets: nothing of a planted secret stays, what remains can be read, and what holds none stays to the byte.
    static let redactor = FuzzTarget(name: "redactor", grammar: .json, seeds: redactorSeeds) { bytes in
        var input = FuzzInput(bytes)
        let choice = input.choice(places.count + 8)
        let shape = input.byte()
        let cut = input.byte()
        let text = input.takeRest()
        guard places.indices.contains(choice) else { return brokenAlone(text) }
        var frame = planted(places[choice], shape, beside: text)
        if cut < 64 { frame.removeLast(min(Int(cut), tailLength(of: frame))) }
        return brokenPlanted(frame)
    }

    private static let secret = "XYZZY-4711"

    /// Members that hold a secret.
    private static let places = [
        #""password":"SECRET""#, #""key":"AuthorizationKey","value":"SECRET""#, #""value":"SECRET","key":"wifi_psk""#,
        #""variable":{"name":"BasicAuthPassword"},"attributeValue":"SECRET""#, #""vpn":{"user":"u","key":"SECRET"}"#,
        #""idToken":{"idToken":"SECRET","type":"KeyCode"}"#, #""location":"ftp://u:SECRET@h/x""#,
        #""url":"https://h/x?n=1&token=SECRET""#, #""data":"{\"password\":\"SECRET\"}""#,
        #""apn":{"apnPassword":["a",{"b":"SECRET"}]}"#, #""secretKey":"SECRET""#,
    ]

    /// A frame with a secret and a text of strangers beside it, as a member where it is JSON, else as a string.
    private static func planted(_ place: String, _ shape: UInt8, beside text: [UInt8]) -> [UInt8] {
        let stranger = WholeJSON.isRead(text) ? String(decoding: text, as: UTF8.self) : quoted(text)
        var object = place.replacing("SECRET", with: secret)
        if shape & 1 != 0 { object = #""a":\#(stranger),"# + object }
        if shape & 2 != 0 { object += #","z":\#(stranger)"# }
        if shape & 4 != 0 { object = #"\#(quoted(Array(text.prefix(80))) + ":0"),"# + object }
        object = "{\(object)}"
        for _ in 0..<(shape >> 3 & 3) { object = #"{"list":[1,\#(object)]}"# }
        if shape & 32 != 0 { object = #"{"data":\#(JSONText.quoted(object))}"# }
        return Array((shape & 64 == 0 ? #"[2,"1","DataTransfer",\#(object)]"# : #"[3,"1",\#(object)]"#).utf8)
    }

    private static func quoted(_ text: [UInt8]) -> String {
        // As the member `type` or `key` a stranger could say that it is no secret; what a peer says twice is its own fault.
        JSONText.quoted("_" + String(decoding: text, as: UTF8.self))
    }

    /// How much may be cut off so that the secret and the name that tells of it are still there.
    private static func tailLength(of frame: [UInt8]) -> Int {
        frame.reversed().prefix { [UInt8(ascii: "}"), UInt8(ascii: "]")].contains($0) }.count
    }

    private static func brokenPlanted(_ frame: [UInt8]) -> String? {
        for entry in entries(of: frame) {
            let again = redacted(entry)
            if holdsSecret(again) { return "the secret is still there" }
            if again.masked.isEmpty { return "nothing says that something was masked" }
            // Only a CALL passes twice: when it is opened and when it ends.
            if again.kind == .malformed { continue }
            if holdsSecret(redacted(again)) { return "masked twice the secret is back" }
            guard let kept = again.request ?? again.response else { return "the frame is gone" }
            if let broken = brokenFrame(kept) { return broken }
        }
        return nil
    }

    private static func brokenAlone(_ text: [UInt8]) -> String? {
        for entry in entries(of: text) {
            let again = redacted(entry)
            // What is left of one URL may look like another: then more is masked, never less.
            if again.kind != .malformed, !text.contains(where: isOfURL), redacted(again) != again {
                return "masked twice it is another entry"
            }
            for (before, after) in [(entry.request, again.request), (entry.response, again.response)] {
                if again.masked.isEmpty, before != after { return "something was masked and nothing says so" }
                if before?.length != after?.length { return "the length on the wire is forgotten" }
                if again.kind != .malformed, let after, let broken = brokenFrame(after) { return broken }
            }
        }
        return nil
    }

    private static func isOfURL(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\")
    }

    private static func brokenFrame(_ frame: RecordedFrame) -> String? {
        if case .malformed = FrameReader(version: .v21).read(frame.bytes.span) { return "masked it is no frame" }
        guard let payload = frame.payload else { return nil }
        guard payload.upperBound <= frame.bytes.count else { return "masked the payload lies outside of the frame" }
        return WholeJSON.isRead(Array(frame.bytes[payload])) ? nil : "masked the payload is no JSON"
    }

    private static func entries(of frame: [UInt8]) -> [Entry] {
        var correlator = Correlator(
            connection: ConnectionID(rawValue: 1), charger: ChargerID("CP"), version: .v21)
        return (correlator.received(frame, from: .cp, at: .start) + correlator.closed(at: .start)).compactMap {
            if case .completed(let entry, _) = $0 { entry } else { nil }
        }
    }

    private static func redacted(_ entry: Entry) -> Entry {
        var entry = entry
        Redactor.redact(&entry)
        return entry
    }

    private static func holdsSecret(_ entry: Entry) -> Bool {
        var json: [UInt8] = []
        EntryJSON.append(entry, frames: true, to: &json)
        return String(decoding: json, as: UTF8.self).contains(secret)
    }

    private static func redactorSeeds(_ frames: [[UInt8]]) -> [[UInt8]] {
        frames.enumerated().map { [UInt8($0 % (places.count + 8)), UInt8($0 * 7 & 0x7F), UInt8($0 * 37 & 0xFF)] + $1 }
    }
}
