import Foundation
import TestSupport
import Testing

@testable import ocpplogs

/// Files with a token.
struct TokenFileTests {
    private func file(_ text: String, mode: mode_t) throws -> (TemporaryDirectory, String) {
        let place = try TemporaryDirectory()
        let path = place.url.appending(path: "token").path
        try Data(text.utf8).write(to: URL(filePath: path))
        #expect(chmod(path, mode) == 0)
        return (place, path)
    }

    @Test func theOwnersFileIsRead() throws {
        let (place, path) = try file("  secret\n", mode: 0o600)
        let token = try TokenFile.read(path)
        #expect(token == "secret")
        withExtendedLifetime(place) {}
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o660] as [mode_t])
    func aFileThatOthersMayReadIsRefused(_ mode: mode_t) throws {
        let (place, path) = try file("secret", mode: mode)
        let failure = try #require(throws: CommandFailure.self) { try TokenFile.read(path) }
        #expect(failure.exitCode == 3 && failure.message.contains("chmod 600"))
        #expect(!failure.message.contains("secret"))
        withExtendedLifetime(place) {}
    }

    @Test func whatIsNotThereOrEmptyIsSaid() throws {
        let (place, path) = try file("\n", mode: 0o600)
        for path in [path, path + "-not"] {
            let failure = try #require(throws: CommandFailure.self) { try TokenFile.read(path) }
            #expect(failure.exitCode == 3)
        }
        withExtendedLifetime(place) {}
    }
}
