import Capture
import Logging
import OCPP
import OCPPLog
import TestSupport
import Testing
import WebSockets

@testable import ocpplogs

/// What a configuration file may say, and how its faults are told.
struct ConfigurationFileTests {
    @Test func webPagesThatMayUseTheAPIAreReadAsOrigins() throws {
        let text = #"api: {allow_origins: ["https://dashboard.example", "http://[::1]:3000"]}"#
        let configuration = try ConfigurationFile.parse(text, name: "x.yaml")
        #expect(configuration.api.allowedOrigins == ["https://dashboard.example", "http://[::1]:3000"])
    }

    @Test(arguments: ["*", "null", "dashboard.example", "https://dashboard.example/", "https://*.example", "ftp://x"])
    func whatIsNoOriginIsAFault(_ origin: String) {
        let error = #expect(throws: CommandFailure.self) {
            try ConfigurationFile.parse("api: {allow_origins: [\"\(origin)\"]}", name: "x.yaml")
        }
        #expect(error?.message.contains("x.yaml:1:23: an origin is a scheme, a host") == true)
    }

    @Test func everyKeyIsRead() throws {
        let configuration = try ConfigurationFile.parse(
            """
            ocpp: 0.0.0.0:9001
            http: "[::1]:8081"
            data: /var/lib/ocpplogs
            upstream: wss://csms.example/ocpp
            answer_timeout: 45s
            log: {format: json, level: debug}
            findings: off
            sites:
              - {id: depot-7, name: Depot 7, level: debug, chargers: ["DE-7-*", DE-8-1]}
              - {id: quiet, level: none}
              - id: plain
            """, name: "x.yaml")
        #expect(configuration.listeners == [ListenerConfiguration(address: HostPort(host: "0.0.0.0", port: 9001))])
        #expect(configuration.http == HostPort(host: "::1", port: 8081))
        #expect(configuration.data == "/var/lib/ocpplogs")
        #expect(configuration.upstreams == [UpstreamConfiguration(url: "wss://csms.example/ocpp")])
        #expect(configuration.answerTimeout.duration == .seconds(45))
        #expect(!configuration.findings && Configuration().findings)
        #expect(configuration.log == LogSettings(format: .json, level: .debug))
        #expect(configuration.sites.map(\.id) == [SiteID("depot-7"), SiteID("quiet"), SiteID("plain")])
        #expect(configuration.sites.map(\.name) == ["Depot 7", "quiet", "plain"])
        #expect(configuration.sites.map(\.level) == [.debug, .none, .info])
        #expect(configuration.sites[0].chargers.map(\.description) == ["DE-7-*", "DE-8-1"])
    }

    @Test(arguments: ["", "# nothing but a comment\n", "---\n"])
    func anEmptyFileMeansTheDefaults(_ text: String) throws {
        let configuration = try ConfigurationFile.parse(text, name: "x.yaml")
        #expect(configuration.listeners == [ListenerConfiguration(address: HostPort(host: "127.0.0.1", port: 9000))])
        #expect(configuration.http == HostPort(host: "127.0.0.1", port: 8080))
        #expect(configuration.data == "./ocpplogs-data")
        #expect(configuration.upstreams.isEmpty)
        #expect(configuration.controller.admission == .all)
        #expect(configuration.controller.boot == BootPolicy())
        #expect(configuration.controller.idTags == .acceptAll)
        #expect(configuration.limits == LimitsConfiguration())
        #expect(configuration.sites.isEmpty)
    }

    @Test func retentionHasTimesByLevelAndSiteAndASize() throws {
        let configuration = try ConfigurationFile.parse(
            """
            retention:
              info: 365d
              debug: 30d
              max_size: 20GB
              sites: {depot-7: {debug: 7d}, lab: {info: forever}}
            """, name: "x.yaml")
        #expect(
            configuration.retention
                == Retention(
                    days: .init(info: 365, debug: 30),
                    sites: [SiteID("depot-7"): .init(info: 365, debug: 7), SiteID("lab"): .init(info: nil, debug: 30)],
                    cap: 20_000_000_000))
    }

    @Test func addressesHaveSecurityProfilesWithTheirFiles() throws {
        let configuration = try ConfigurationFile.parse(
            """
            ocpp:
              - 127.0.0.1:9000
              - {address: "0.0.0.0:9001", security_profile: 1, basic_auth: check}
              - {address: "0.0.0.0:9002", security_profile: 2, certificate: server.pem, key: server.key}
              - address: 0.0.0.0:9003
                security_profile: 3
                certificate: server.pem
                key: server.key
                client_ca: stations.pem
            """, name: "x.yaml")
        let files = ServerFiles(certificate: "server.pem", key: "server.key")
        var filesForStations = files
        filesForStations.clientAuthorities = "stations.pem"
        #expect(configuration.listeners.map(\.address.port) == [9000, 9001, 9002, 9003])
        #expect(
            configuration.listeners.map(\.policy) == [
                SecurityPolicy(), SecurityPolicy(profile: .basic, basicAuthentication: .check),
                SecurityPolicy(profile: .tlsWithBasic), SecurityPolicy(profile: .mutualTLS),
            ])
        #expect(configuration.listeners.map(\.tls) == [nil, nil, files, filesForStations])
    }

    @Test func upstreamsAreChosenBySiteAndPatternAndHaveTheirOwnTLS() throws {
        let configuration = try ConfigurationFile.parse(
            """
            upstreams:
              - url: wss://a.example/ocpp/{charger}?site={site}
                chargers: ["DE-7-*"]
                sites: [depot-7]
                ca: ca.pem
                certificate: client.pem
                key: client.key
                server_name: csms.internal
                compression: false
              - ws://b.example
            sites: [{id: depot-7}]
            """, name: "x.yaml")
        let tls = UpstreamFiles(
            authorities: "ca.pem", certificate: "client.pem", key: "client.key", serverName: "csms.internal")
        #expect(
            configuration.upstreams == [
                UpstreamConfiguration(
                    url: "wss://a.example/ocpp/{charger}?site={site}", chargers: [Glob("DE-7-*")],
                    sites: [SiteID("depot-7")], tls: tls, passesCompression: false),
                UpstreamConfiguration(url: "ws://b.example"),
            ])
    }

    @Test func theControllerHasPoliciesAndASiteItsLimits() throws {
        let configuration = try ConfigurationFile.parse(
            """
            controller:
              chargers: ["DE-*"]
              boot:
                - {chargers: ["DE-NEW-*"], status: pending, interval: 60s}
                - {status: Accepted, interval: 10m}
              id_tags: [04A2, {id: 04B3, status: blocked, expiry: 2027-01-01T00:00:00Z, parent: FLEET}]
              other_id_tags: Invalid
            limits: {connections: 100, connections_per_address: 10, handshake_time: 5s, message_size: 256KiB,
                     idle_time: 1h, keep_alive_time: 20s, closing_time: 2s, stop_time: 20s}
            """, name: "x.yaml")
        let controller = configuration.controller
        #expect(controller.admission == .only([Glob("DE-*")]))
        #expect(
            controller.boot
                == BootPolicy(
                    rules: [
                        .init(
                            chargers: [Glob("DE-NEW-*")],
                            answer: .init(.pending, interval: .seconds(60)))
                    ], otherwise: .init(.accepted, interval: .seconds(600))))
        let expiry = try #require(Timestamp("2027-01-01T00:00:00Z"))
        #expect(
            controller.idTags
                == IDTagPolicy(
                    [.init(id: "04A2"), .init(id: "04B3", status: .blocked, expiry: expiry, parent: "FLEET")],
                    others: .invalid))
        #expect(
            configuration.limits
                == LimitsConfiguration(
                    connections: 100, connectionsPerAddress: 10, handshakeTime: TimeSpan(seconds: 5),
                    messageSize: 256 << 10, idleTime: TimeSpan("1h"), keepAliveTime: TimeSpan(seconds: 20),
                    closingTime: TimeSpan(seconds: 2),
                    stopTime: TimeSpan(seconds: 20)))
    }

    @Test(arguments: [
        ("ocppp: 127.0.0.1:1", #"x.yaml:1:1: unknown key "ocppp"; the keys here are ocpp, http, data"#),
        ("data: d\nsites: [{id: a, lvel: debug}]", #"x.yaml:2:17: unknown key "lvel""#),
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
        ("controller: {boot: {interval: 500ms}}", "interval is a time with a unit, from 1s to 24h"),
        ("answer_timeout: 25h", "from 1s to 24h"),
        (
            "ocpp: {host: a}",
            #"unknown key "host"; the keys here are address, security_profile, basic_auth, certificate, key"#
        ),
        ("ocpp: []", "ocpp has at least one address"),
        ("ocpp: {security_profile: 1}", "an address is missing"),
        ("ocpp: {address: \"a:1\", security_profile: 4}", "security_profile is a whole number from 0 to 3"),
        ("ocpp: {address: \"a:1\", security_profile: 2, key: k}", "certificate and key are missing"),
        ("ocpp: {address: \"a:1\", security_profile: 1, certificate: c, key: k}", "certificate is for TLS"),
        ("ocpp: {address: \"a:1\", security_profile: 3, certificate: c, key: k}", "security_profile 3 wants client_ca"),
        (
            "ocpp: {address: \"a:1\", security_profile: 2, certificate: c, key: k, client_ca: a}",
            "client_ca is for security_profile 3"
        ),
        ("ocpp: {address: \"a:1\", basic_auth: check}", "basic_auth: check belongs to the security profiles 1 and 2"),
        ("ocpp: {address: \"a:1\", security_profile: 1, basic_auth: maybe}", "basic_auth is check"),
        ("upstreams: []", "upstreams is empty"),
        ("upstreams: [{chargers: [a]}]", "this upstream has no url"),
        ("upstreams: [{url: \"ws://a\", chargers: []}]", "chargers is empty; leave it out to mean all stations"),
        ("controller: {chargers: []}", "chargers is empty; leave it out to mean all stations"),
        ("upstreams: [{url: \"ws://a\", sites: []}]", "sites is empty; leave it out to mean all sites"),
        ("upstreams: [{url: \"ws://a\", sites: [depot-9]}]", "the site \"depot-9\", which is none of the sites"),
        ("upstream: ws://a\ncontroller: {}", "x.yaml:2:13: with an upstream there is no controller"),
        ("upstreams: [{url: \"ws://a\", ca: x}]", "are for an upstream with wss://"),
        ("upstreams: [{url: \"wss://a\", compression: maybe}]", "compression is true or false"),
        ("upstream: ws://a\nupstreams: [ws://b]", "x.yaml:2:12: \"upstream\" and \"upstreams\" are two ways"),
        ("controller: {boot: [{status: Pending}, {chargers: [a]}]}", "it stands last"),
        ("controller: {boot: {status: Maybe}}", #"status is one of Accepted, Pending, Rejected, not "Maybe""#),
        ("controller: {id_tags: [{status: Blocked}]}", "this id tag has no id"),
        ("controller: {id_tags: [{id: a, expiry: soon}]}", "expiry is a time in RFC 3339"),
        ("limits: {message_size: 1}", "message_size is a number of bytes from 1KiB to 64MiB"),
        ("limits: {connections: 0}", "connections is a whole number from 1 to 1000000"),
        ("retention: {info: 90}", "info is a number of days, such as 90d, or forever"),
        ("retention: {debug: 0d}", "debug is a number of days"),
        ("retention: {max_size: 10MB}", "max_size is a size from 64MB on, such as 20GB, or unlimited"),
        ("retention: {sites: [depot-7]}", "sites is written as site ids and times"),
        ("limits: {idle_time: never}", "idle_time is a time with a unit"),
        ("- a list", "the configuration is written as keys and values"),
        ("sites: [", "this is not YAML"),
        ("ocpp: 127.0.0.1:1\nocpp: 127.0.0.1:2", #"x.yaml:1:1: the key "ocpp" stands here twice"#),
        ("data: d\nsites: [{id: a, level: info, level: none}]", #"x.yaml:2:17: the key "level" stands here twice"#),
        ("log: {format: xml}", #"x.yaml:1:15: format is one of text, json, not "xml""#),
        ("log: {level: loud}", "level is one of trace, debug, info, notice, warning, error, critical"),
        ("log: {lvl: info}", #"unknown key "lvl"; the keys here are format, level"#),
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
