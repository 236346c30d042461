import NIOCore
import NIOPosix
import OCPP
import Synchronization
import TestSupport
import Testing
import WebSockets

@testable import Capture

@Suite(.timeLimit(.minutes(1)))
struct LoginCheckTests {
    private let loop: any EventLoop = MultiThreadedEventLoopGroup.singleton.next()

    private static let password = Array("a password".utf8)

    /// What a login comes to, in one word.
    private func verdict(
        _ check: LoginCheck, _ charger: String = "CP1", _ password: [UInt8]? = password,
        from address: String = "192.0.2.7"
    ) async throws -> String {
        let promise = loop.makePromise(of: String.self)
        let credentials = password.map { "Basic \(Base64.encodeUnpadded(Array("\(charger):".utf8) + $0))" }
        let headers = HandshakeHeaders(credentials.map { [.init("Authorization", $0)] } ?? [])
        loop.execute {
            check.check(headers, of: ChargerID(charger), from: address, on: self.loop) { verdict in
                let word =
                    switch verdict {
                    case .passed: "passed"
                    case .failed(let why, _): "\(why)"
                    case .throttled: "throttled"
                    case .overloaded(_, let failure): failure == nil ? "overloaded, untold" : "overloaded"
                    }
                promise.succeed(word)
            }
        }
        return try await promise.futureResult.get()
    }

    @Test func theRightPasswordPassesAndEveryOtherFailsWithItsReason() async throws {
        let check = LoginCheck(try ChangingBook(["CP1": Self.password]))
        #expect(try await verdict(check) == "passed")
        #expect(try await verdict(check, "CP1", [1]) == "wrongPassword")
        #expect(try await verdict(check, "CP1", []) == "wrongPassword")
        #expect(try await verdict(check, "CP2") == "unknownCharger")
        #expect(try await verdict(check, "CP1", nil) == "noCredentials")
        await check.close()
    }

    @Test func aRememberedLoginPassesHoweverManyFailedAndIsNotHashedAgain() async throws {
        let check = LoginCheck(try ChangingBook(["CP1": Self.password]))
        #expect(try await verdict(check) == "passed")
        for _ in 0..<5 { #expect(try await verdict(check, "CP1", [1]) == "wrongPassword") }
        #expect(try await verdict(check, "CP1", [1]) == "throttled")
        #expect(try await verdict(check) == "passed")
        #expect(try await verdict(check, "CP1", Self.password, from: "192.0.2.8") == "passed")
        #expect(check.endWindow().map(\.count) == [1])
        await check.close()
    }

    @Test func aPasswordThatWasChangedOrTakenAwayIsNotRememberedAnyMore() async throws {
        let book = try ChangingBook(["CP1": Self.password])
        let check = LoginCheck(book)
        #expect(try await verdict(check) == "passed")
        try book.set("CP1", Array("another".utf8))
        #expect(try await verdict(check) == "wrongPassword")
        #expect(try await verdict(check, "CP1", Array("another".utf8)) == "passed")
        book.remove("CP1")
        #expect(try await verdict(check, "CP1", Array("another".utf8)) == "unknownCharger")
        await check.close()
    }

    @Test func whenTooManyWaitTheNextOneIsToldToComeAgain() async throws {
        let check = LoginCheck(try ChangingBook(["CP1": Self.password]), maximumWaiting: 0)
        #expect(try await verdict(check) == "overloaded")
        await check.close()
    }

    @Test func aBookThatCannotBeReadLocksNobodyOutAsWrong() async throws {
        let book = try ChangingBook(["CP1": Self.password])
        let check = LoginCheck(book)
        #expect(try await verdict(check) == "passed")
        book.breakDown()
        #expect(try await verdict(check) == "overloaded")
        #expect(try await verdict(check, "CP2") == "overloaded")
        await check.close()
    }

    @Test func manyAtOnceOfOneStationAreNotAllHashed() async throws {
        let check = LoginCheck(try ChangingBook(["CP1": Self.password]))
        let verdicts = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<50 { group.addTask { try await self.verdict(check, "CP1", [1]) } }
            return try await group.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        }
        // Two are hashed at a time: one more may be under way when the fifth fails.
        #expect((5...6).contains(verdicts["wrongPassword", default: 0]), "\(verdicts)")
        #expect(verdicts.values.reduce(0, +) == 50)
        await check.close()
    }
}

/// A book that changes, and breaks.
final class ChangingBook: PasswordBook {
    private struct BrokenDown: Error {}

    private let hashes: Mutex<[ChargerID: PasswordHash]?>

    init(_ passwords: [String: [UInt8]]) throws {
        var random = SeededGenerator(seed: 1)
        var hashes: [ChargerID: PasswordHash] = [:]
        for (charger, password) in passwords {
            hashes[ChargerID(charger)] = try PasswordHash(of: password, using: &random)
        }
        self.hashes = Mutex(hashes)
    }

    func hash(for charger: ChargerID) throws -> PasswordHash? {
        guard let hashes = hashes.withLock({ $0 }) else { throw BrokenDown() }
        return hashes[charger]
    }

    func set(_ charger: String, _ password: [UInt8]) throws {
        var random = SeededGenerator(seed: 2)
        let hash = try PasswordHash(of: password, using: &random)
        hashes.withLock { $0?[ChargerID(charger)] = hash }
    }

    func remove(_ charger: String) {
        hashes.withLock { $0?[ChargerID(charger)] = nil }
    }

    func breakDown() {
        hashes.withLock { $0 = nil }
    }
}
