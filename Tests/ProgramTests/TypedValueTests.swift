import OCPPLog
import Testing

@testable import ocpplogs

/// Values as people type them at the command line.
struct TypedValueTests {
    @Test(arguments: [
        ("127.0.0.1:9000", "127.0.0.1", 9000), ("localhost:0", "localhost", 0), ("[::1]:80", "::1", 80),
    ])
    func anAddressHasAHostAndAPort(_ text: String, _ host: String, _ port: Int) {
        #expect(HostPort(text) == HostPort(host: host, port: port))
        #expect(HostPort(text)?.description == text)
    }

    @Test(arguments: ["", ":", "host", "host:", ":80", "host:65536", "host:-1", "host:http", "::1:80", "[]:80"])
    func whatIsNoAddressIsNone(_ text: String) {
        #expect(HostPort(text) == nil)
    }

    @Test(arguments: [
        ("500ms", Duration.milliseconds(500)), ("30s", .seconds(30)), ("15m", .seconds(900)), ("24h", .seconds(86_400)),
        ("7d", .seconds(604_800)), ("0s", .zero),
    ])
    func aTimeSpanHasAUnit(_ text: String, _ duration: Duration) {
        #expect(TimeSpan(text)?.duration == duration)
    }

    @Test(arguments: ["", "30", "s", "1.5h", "-1s", "1 h", "1w", "99999999999s", "٣s"])
    func whatIsNoTimeSpanIsNone(_ text: String) {
        #expect(TimeSpan(text) == nil)
    }

    @Test(arguments: [
        ("all", EntryField.allCases), ("action,request_frame", [.action, .requestFrame]), ("id", [.id]),
    ])
    func fieldsAreNamedAsInJSON(_ text: String, _ fields: [EntryField]) throws {
        #expect(try FieldSelection(text).fields == fields)
    }

    @Test(arguments: [
        ("chager_id", #"--fields: there is no field "chager_id"; there are all, or action, connector_id, "#),
        ("action,nonsense", #"--fields: there is no field "nonsense"; there are all, or action, connector_id, "#),
        ("", "--fields: names of fields are expected, or all"), (",", "--fields: names of fields are expected, or all"),
    ])
    func aFieldThatThereIsNotIsNamedOnOneLine(_ text: String, _ said: String) throws {
        let failure = try #require(throws: CommandFailure.self) { try FieldSelection(text) }
        #expect(failure.message.hasPrefix("ocpplogs: " + said))
        #expect(!failure.message.contains("\n"))
        #expect(failure.exitCode == 2)
    }

    @Test func colourIsForTerminalsUnlessSomebodySaysOtherwise() {
        #expect(Terminal.wantsColour(["CLICOLOR_FORCE": "1", "NO_COLOR": "1"]))
        #expect(!Terminal.wantsColour(["NO_COLOR": "1"]))
        #expect(!Terminal.wantsColour(["CLICOLOR_FORCE": "0", "TERM": "dumb"]))
    }
}
