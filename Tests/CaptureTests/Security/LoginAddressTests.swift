import Testing

@testable import Capture

struct LoginAddressTests {
    @Test(arguments: [
        ("192.0.2.7:51234", "192.0.2.7"), ("", ""), ("[2001:db8:0:1::7]:51234", "2001:db8:0:1::/64"),
        ("[2001:db8:0:1:2:3:4:5]:1", "2001:db8:0:1::/64"), ("[2001:db8::7]:1", "2001:db8:0:0::/64"),
        ("[::1]:1", "0:0:0:0::/64"), ("[fe80::1%eth0]:1", "fe80:0:0:0::/64"),
        ("[::ffff:192.0.2.7]:1", "::ffff:192.0.2.7"),
    ])
    func aStationIsCountedByItsAddressAndOfIPv6ByItsNetwork(remote: String, address: String) {
        #expect(LoginAddress.of(remote) == address)
    }
}
