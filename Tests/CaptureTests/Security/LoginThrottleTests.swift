import OCPP
import Testing

@testable import Capture

struct LoginThrottleTests {
    private static func attempt(_ charger: String, _ address: String = "192.0.2.7") -> LoginThrottle.Attempt {
        LoginThrottle.Attempt(address: address, charger: ChargerID(charger))
    }

    /// Tries so often, failing whenever it is looked at.
    /// - Returns: how many were looked at.
    private static func hammer(_ throttle: Throttle, _ attempt: LoginThrottle.Attempt, _ times: Int) -> Int {
        (0..<times).count { _ in
            guard throttle.admits(attempt) else { return false }
            _ = throttle.failed(attempt)
            return true
        }
    }

    @Test func oneStationHasFiveFailuresWithinAMinute() {
        let throttle = Throttle()
        #expect(Self.hammer(throttle, Self.attempt("CP1"), 100) == 5)
        #expect(throttle.endWindow() == [.init(attempt: Self.attempt("CP1"), reason: .station, count: 95)])
        #expect(Self.hammer(throttle, Self.attempt("CP1"), 100) == 5)
    }

    @Test func aStationThatHammersDoesNotLockTheOthersOfItsAddressOut() {
        let throttle = Throttle()
        _ = Self.hammer(throttle, Self.attempt("CP1"), 10_000)
        #expect(throttle.admits(Self.attempt("CP2")))
        #expect(throttle.admits(Self.attempt("CP1", "192.0.2.8")))
    }

    @Test func oneAddressHasSixtyFailuresWithinAMinute() {
        let throttle = Throttle()
        let looked = (0..<100).map { Self.hammer(throttle, Self.attempt("CP\($0)"), 3) }.reduce(0, +)
        #expect(looked == 60)
        #expect(throttle.admits(Self.attempt("CP1", "192.0.2.8")))
        #expect(throttle.endWindow() == [.init(attempt: Self.attempt("CP20"), reason: .address, count: 240)])
    }

    @Test func whatIsRightIsNeverCounted() {
        let throttle = Throttle()
        for number in 0..<10_000 { #expect(throttle.admits(Self.attempt("CP\(number)"))) }
        #expect(throttle.endWindow().isEmpty)
    }

    @Test func aFailureTellsHowManyWereRefusedUnseenBeforeItAndOnlyTheFirstOpensTheWindow() {
        let throttle = Throttle(.init(failuresPerStation: 2))
        #expect(throttle.failed(Self.attempt("CP1")) == .init(untold: 0, opensWindow: true))
        // Two at once were looked at: both are told of.
        _ = throttle.failed(Self.attempt("CP1"))
        #expect(!throttle.admits(Self.attempt("CP1")))
        #expect(!throttle.admits(Self.attempt("CP1")))
        #expect(throttle.failed(Self.attempt("CP1")) == .init(untold: 2, opensWindow: false))
        #expect(throttle.endWindow().isEmpty)
        #expect(throttle.failed(Self.attempt("CP1")) == .init(untold: 0, opensWindow: true))
    }

    @Test func theTablesHaveABoundAndWhoComesBesidesIsRefusedUntilTheWindowEnds() {
        let throttle = Throttle(.init(failuresPerAddress: 1_000, capacity: 10))
        for number in 0..<10 { _ = throttle.failed(Self.attempt("CP\(number)")) }
        #expect(!throttle.admits(Self.attempt("CP10")))
        #expect(throttle.admits(Self.attempt("CP3")))
        #expect(throttle.failed(Self.attempt("CP11")) == .init(untold: 0, opensWindow: false))
        #expect(throttle.endWindow() == [.init(attempt: Self.attempt("CP10"), reason: .capacity, count: 1)])
        #expect(throttle.admits(Self.attempt("CP10")))
    }

    @Test func longIdentitiesDoNotMakeTheTablesLarge() {
        let attempt = Self.attempt(String(repeating: "x", count: 16_000))
        #expect(attempt.charger.rawValue.utf8.count == 255)
    }

    @Test func overloadsAreToldOneByOneAtFirstAndThenTogether() {
        let throttle = Throttle(.init(toldOverloads: 2))
        let told = (0..<5).map { throttle.overloaded(Self.attempt("CP\($0)")) }
        #expect(told.map { $0 == nil } == [false, false, true, true, true])
        #expect(throttle.endWindow() == [.init(attempt: Self.attempt("CP2"), reason: .overload, count: 3)])
    }
}

/// The throttle as a class, so that what it returns can be expected in one line.
private final class Throttle {
    private var throttle: LoginThrottle

    init(_ limits: LoginThrottle.Limits = .init()) {
        throttle = LoginThrottle(limits)
    }

    func admits(_ attempt: LoginThrottle.Attempt) -> Bool { throttle.admits(attempt) }
    func failed(_ attempt: LoginThrottle.Attempt) -> LoginThrottle.Failure { throttle.failed(attempt) }
    func overloaded(_ attempt: LoginThrottle.Attempt) -> LoginThrottle.Failure? { throttle.overloaded(attempt) }
    func endWindow() -> [LoginThrottle.Untold] { throttle.endWindow() }
}
