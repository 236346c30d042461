import Foundation
import Logging
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import ocpplogs

/// The small files beside the store.
struct DataDirectoryTests {
    private let place: TemporaryDirectory
    private let directory: DataDirectory

    init() throws {
        place = try TemporaryDirectory()
        directory = DataDirectory(path: place.path)
    }

    private func file(_ name: String) -> URL { place.url.appending(path: name) }

    @Test func theTokenIsMadeOnceAndForItsOwnerOnly() throws {
        var random = SeededGenerator(seed: 1)
        let token = try directory.accessToken(using: &random)
        #expect(token.utf8.count == 64)
        #expect(try directory.accessToken(using: &random) == token)
        let attributes = try FileManager.default.attributesOfItem(atPath: file("token").path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func aTokenThatOthersCouldReadIsClosedToThem() throws {
        var random = SeededGenerator(seed: 1)
        let token = try directory.accessToken(using: &random)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file("token").path)
        #expect(try directory.accessToken(using: &random) == token)
        let attributes = try FileManager.default.attributesOfItem(atPath: file("token").path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func transactionIdsGoOnWhereTheLastStartMayHaveEnded() throws {
        let logger = Logger(label: "tests")
        let first = try KeptTransactionNumbers(directory: directory, logger: logger)
        #expect(first.next() == 1)
        #expect(first.next() == 2)
        let second = try KeptTransactionNumbers(directory: directory, logger: logger)
        #expect(second.next() == 1_001)
    }

    @Test func transactionIdsDoNotEndWithTheReservedBlock() throws {
        let numbers = try KeptTransactionNumbers(directory: directory, logger: Logger(label: "tests"))
        let given = (0..<5_000).map { _ in numbers.next() }
        #expect(given == Array(1...5_000))
    }

    @Test func aBrokenNumberIsNoReasonToBeginAnew() throws {
        try "nonsense".write(to: file("next-transaction-id"), atomically: true, encoding: .utf8)
        let failure = try #require(throws: CommandFailure.self) {
            try KeptTransactionNumbers(directory: directory, logger: Logger(label: "tests"))
        }
        #expect(failure.message.contains("next-transaction-id"))
    }

    @Test func theSitesAreKeptForReaders() throws {
        #expect(try directory.sites().isEmpty)
        let sites = [Site(id: SiteID("a"), name: "Depot 7", level: .debug, chargers: [Glob("A-*")])]
        try directory.keep(sites)
        #expect(try directory.sites() == sites)
        try directory.keep([])
        #expect(try directory.sites().isEmpty)
    }

    @Test func sitesThatAreKeptAlreadyNeedNoRoomOnTheDisk() throws {
        let sites = [Site(id: SiteID("a"), name: "Depot 7", level: .debug, chargers: [Glob("A-*")])]
        try directory.keep(sites)
        // Where a directory stands in the place of the draft, nothing can be written.
        try FileManager.default.createDirectory(at: file("sites.yaml.new"), withIntermediateDirectories: false)
        try directory.keep(sites)
        #expect(throws: CommandFailure.self) { try directory.keep([]) }
    }

    @Test func aDirectoryThatIsNotThereIsNamed() throws {
        let failure = try #require(throws: CommandFailure.self) {
            try DataDirectory(path: "/no/such/place").keep(1, in: "number")
        }
        #expect(failure.message.hasPrefix("ocpplogs: /no/such/place/number: cannot be written: "))
    }
}
