import OCPP
import TestSupport
import Testing

@testable import Capture

struct RememberedLoginsTests {
    private static let hash = PasswordHash(
        cost: PasswordHash.usualCost, salt: Array(repeating: 1, count: 16), digest: Array(repeating: 2, count: 32))

    @Test func onlyTheVeryPasswordOfTheVeryStationIsRemembered() {
        var logins = RememberedLogins()
        logins.remember(ChargerID("CP1"), password: [1, 2], hash: Self.hash)
        #expect(logins.hash(for: ChargerID("CP1"), password: [1, 2]) == Self.hash)
        #expect(logins.hash(for: ChargerID("CP1"), password: [1]) == nil)
        #expect(logins.hash(for: ChargerID("CP2"), password: [1, 2]) == nil)
        logins.forget(ChargerID("CP1"))
        #expect(logins.hash(for: ChargerID("CP1"), password: [1, 2]) == nil)
    }

    @Test func thereIsRoomForSoManyAndTheNextTakesThePlaceOfOne() {
        var logins = RememberedLogins(capacity: 3)
        for number in 0..<10 { logins.remember(ChargerID("CP\(number)"), password: [1], hash: Self.hash) }
        let known = (0..<10).filter { logins.hash(for: ChargerID("CP\($0)"), password: [1]) != nil }
        #expect(known.count == 3)
        #expect(known.last == 9)
    }
}
