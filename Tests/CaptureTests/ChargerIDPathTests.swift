import OCPP
import Testing

@testable import Capture

struct ChargerIDPathTests {
    @Test(arguments: [
        ("/CP1", "CP1"), ("/ocpp/CP1", "CP1"), ("///CP1", "CP1"), ("CP1", "CP1"), ("/ocpp/RDAM%20123", "RDAM 123"),
        ("/RDAM%7C123", "RDAM|123"), ("/a%2Fb%2fc", "a/b/c"), ("/DE%3A7", "DE:7"), ("/DE:7", "DE:7"),
        ("/CP1?token=x/y", "CP1"), ("/CP1#part/x", "CP1"), ("/", ""), ("", ""), ("/ocpp/", ""), ("/?a=/b", ""),
        ("/%C3%BC", "ü"), ("/ü", "ü"), ("/%FF", "\u{FFFD}"), ("/50%", "50%"), ("/%4", "%4"), ("/%zz%41", "%zzA"),
        ("/%2541", "%41"), ("/a+b", "a+b"), ("/%00", "\u{0}"),
    ])
    func theIdentityIsTheLastSegmentOfThePathPercentDecoded(path: String, identity: String) {
        #expect(ChargerID(path: path) == ChargerID(identity))
    }

    @Test func anIdentityOf1000CharactersIsKeptWhole() {
        let long = String(repeating: "x", count: 1_000)
        #expect(ChargerID(path: "/ocpp/" + long) == ChargerID(long))
    }
}
