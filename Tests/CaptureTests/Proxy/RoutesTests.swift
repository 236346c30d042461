import OCPP
import OCPPLog
import Testing
import WebSockets

@testable import Capture

struct RoutesTests {
    private static func routes() throws -> Routes {
        func upstream(_ name: String) throws -> Upstream { try Upstream(url: "ws://\(name).example") }
        let sites = SiteDirectory([
            Site(id: SiteID("depot"), chargers: [Glob("DE-*")]), Site(id: SiteID("garage"), chargers: [Glob("G*")]),
        ])
        return Routes(
            [
                Route(upstream: try upstream("lab"), chargers: [Glob("*-LAB"), Glob("TEST*")]),
                Route(upstream: try upstream("both"), chargers: [Glob("*7")], sites: [SiteID("depot")]),
                Route(upstream: try upstream("depot"), sites: [SiteID("depot")]),
                Route(upstream: try upstream("rest"), sites: [SiteID("garage"), .default]),
            ], sites: sites)
    }

    @Test(arguments: [
        ("DE-1-LAB", "lab", "depot"), ("test9", "lab", "default"), ("DE-7", "both", "depot"),
        ("DE-8", "depot", "depot"), ("de-8", "depot", "depot"), ("G7", "rest", "garage"), ("X", "rest", "default"),
        ("", "rest", "default"),
    ])
    func theFirstRouteThatTakesAStationCounts(charger: String, host: String, site: String) throws {
        let destination = try #require(try Self.routes().destination(of: ChargerID(charger)))
        #expect(destination.upstream.host == "\(host).example")
        #expect(destination.site == SiteID(site))
    }

    @Test func aStationThatNoRouteTakesHasNoDestination() throws {
        var routes = try Self.routes()
        routes.routes.removeLast()
        #expect(routes.destination(of: ChargerID("X")) == nil)
        #expect(Routes([]).destination(of: ChargerID("X")) == nil)
    }

    @Test(arguments: [
        ("/ocpp/", "CP 1", "/ocpp/CP%201"), ("/", "CP1", "/CP1"), ("/ocpp/?a=b", "CP1", "/ocpp/CP1?a=b"),
        ("/ocpp/CP%2d1?x", "CP-1", "/ocpp/CP%2d1?x"), ("/", "", "/"), ("/", "ü/~", "/%C3%BC%2F~"),
    ])
    func anIdentityThatOnlyTheCertificateNamesIsPutIntoThePathAndOneThatIsThereStaysAsItWasEncoded(
        target: String, charger: String, named: String
    ) {
        let request = HandshakeRequest(target: target, headers: .init(), remoteAddress: "")
        #expect(request.naming(ChargerID(charger)).target == named)
    }
}
