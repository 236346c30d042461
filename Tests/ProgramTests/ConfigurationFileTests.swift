import Logging
import OCPP
import OCPPLog
import TestSupport
import Testing
import WebSockets

@testable import ocpplogs

/// What a configuration file may say, and how its faults are told.
struct ConfigurationFileTests {
    @Test func everyKeyIsRead() throws {
        let configuration = try ConfigurationFile.parse(
            """
            ocpp: 0.0.0.0:9001
            http: "[::1]:8081"
            data: /var/lib/ocpplogs
            upstream: wss://csms.example/ocpp
            answer_timeout: 45s
            heartbeat_interval: 10m
            log: {format: json, level: debug}
            sites:
              - {id: depot-7, name: Depot 7, level: debug, chargers: ["DE-7-*", DE-8-1]}
              - {id: quiet, level: none}
              - id: plain
            """, name: "x.yaml")
        #expect(configuration.ocpp == HostPort(host: "0.0.0.0", port: 9001))
        #expect(configuration.http == HostPort(host: "::1", port: 8081))
        #expect(configuration.data == "/var/lib/ocpplogs")
        #expect(configuration.upstream?.address == "wss://csms.example:443")
        #expect(configuration.answerTimeout.duration == .seconds(45))
        #expect(configuration.heartbeatInterval.duration == .seconds(600))
        #expect(configuration.log == LogSettings(format: .json, level: .debug))
        #expect(configuration.sites.map(\.id) == [SiteID("depot-7"), SiteID("quiet"), SiteID("plain")])
        #expect(configuration.sites.map(\.name) == ["Depot 7", "quiet", "plain"])
        #expect(configuration.sites.map(\.level) == [.debug, .none, .info])
        #expect(configuration.sites[0].chargers.map(\.description) == ["DE-7-*", "DE-8-1"])
    }

    @Test(arguments: ["", "# nothing but a comment\n", "---\n"])
    func anEmptyFileMeansTheDefaults(_ text: String) throws {
        let configuration = try ConfigurationFile.parse(text, name: "x.yaml")
        #expect(configuration.ocpp == HostPort(host: "127.0.0.1", port: 9000))
        #expect(configuration.http == HostPort(host: "127.0.0.1", port: 8080))
        #expect(configuration.data == "./ocpplogs-data")
        #expect(configuration.upstream == nil)
        #expect(configuration.sites.isEmpty)
    }

    @Test(arguments: [
        ("ocppp: 127.0.0.1:1", #"x.yaml:1:1: unknown key "ocppp"; the keys here are ocpp, http, data"#),
        ("data: d\nsites: [{id: a, lvel: debug}]", #"x.yaml:2:17: unknown key "lvel""#),
        ("log: {format: xml}", #"x.yaml:1:15: format is one of text, json, not "xml""#),
        ("log: {level: loud}", "level is one of trace, debug, info, notice, warning, error, critical"),
        ("log: {lvl: info}", #"unknown key "lvl"; the keys here are format, level"#),
        ("sites: [{id: a, level: verbose}]", #"level is none, info or debug, not "verbose""#),
        ("sites: [{level: debug}]", "this site has no id"),
        ("sites: [{id: \"\"}]", "this site has no id"),
        ("sites: [{id: a}, {id: a}]", #"the site id "a" stands here twice"#),
        ("sites: depot", "x.yaml:1:8: sites is a list"),
        ("sites: [{id: a, chargers: CP-1}]", "chargers is a list"),
        ("ocpp: nowhere", "ocpp is an address and a port"),
        ("http: 127.0.0.1:99999", "http is an address and a port"),
        ("upstream: http://somewhere", "x.yaml:1:11: upstream: the URL does not begin with ws:// or wss://"),
        ("answer_timeout: soon", "answer_timeout is a time with a unit"),
        ("answer_timeout: 0s", "answer_timeout is a time with a unit"),
        ("heartbeat_interval: 500ms", "heartbeat_interval is a time with a unit, from 1s to 24h"),
        ("answer_timeout: 25h", "from 1s to 24h"),
        ("ocpp: {host: a}", "a single value is expected here"),
        ("- a list", "the configuration is written as keys and values"),
        ("sites: [", "this is not YAML"),
        ("ocpp: 127.0.0.1:1\nocpp: 127.0.0.1:2", #"x.yaml:1:1: the key "ocpp" stands here twice"#),
        ("data: d\nsites: [{id: a, level: info, level: none}]", #"x.yaml:2:17: the key "level" stands here twice"#),
        ("data:", "x.yaml:1:6: data is a directory"), ("data: \"\"", "data is a directory"),
    ])
    func aFaultIsOneLineThatNamesThePlaceAndTheWayOut(_ text: String, _ said: String) throws {
        let failure = try #require(throws: CommandFailure.self) { try ConfigurationFile.parse(text, name: "x.yaml") }
        #expect(failure.exitCode == 2)
        #expect(failure.message.hasPrefix("ocpplogs: x.yaml:"))
        #expect(failure.message.contains(said))
        #expect(!failure.message.contains("\n"))
    }

    @Test func aFileThatCannotBeReadIsNamed() throws {
        let failure = try #require(throws: CommandFailure.self) { try ConfigurationFile.read(path: "/no/such.yaml") }
        #expect(failure.message == "ocpplogs: /no/such.yaml: there is no such configuration file")
        let directory = try #require(throws: CommandFailure.self) { try ConfigurationFile.read(path: "/") }
        #expect(directory.message == "ocpplogs: /: this cannot be read as a file")
    }

    @Test func sitesThatAreWrittenAreReadAsTheyWere() throws {
        let sites = [
            Site(id: SiteID("a: \"b\""), name: "Straße #7", level: .none, chargers: [Glob("*"), Glob("x,]y\\")]),
            Site(id: SiteID("plain")),
        ]
        #expect(try ConfigurationFile.parse(ConfigurationFile.text(of: sites), name: "x").sites == sites)
        #expect(try ConfigurationFile.parse(ConfigurationFile.text(of: []), name: "x").sites.isEmpty)
    }
}
