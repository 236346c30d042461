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

    @Test func aNumberThatIsKeptAlreadyNeedsNoRoomOnTheDisk() throws {
        try directory.keep(1_001, in: "number")
        try FileManager.default.createDirectory(at: file("number.new"), withIntermediateDirectories: false)
        try directory.keep(21_001, in: "number")
        #expect(try directory.number(in: "number") == 21_001)
    }

    @Test func aDirectoryThatIsNotThereIsNamed() throws {
        let failure = try #require(throws: CommandFailure.self) {
            try DataDirectory(path: "/no/such/place").keep(1, in: "number")
        }
        #expect(failure.message.hasPrefix("ocpplogs: /no/such/place/number: cannot be written: "))
    }
}
