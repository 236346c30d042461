import Capture
import Foundation
import Logging
import OCPP
import Synchronization
import Yams

/// The hashed passwords of charging stations in the data directory: `charger-passwords.yaml`, an identity and its hash a line.
///
/// The file is looked at with every login, and read again when it has changed: a new password counts at once.
final class PasswordFile: PasswordBook {
    static let fileName = "charger-passwords.yaml"

    private struct Contents {
        var stamp: FileStamp?
        /// A file that could not be read is told of once.
        var badStamp: FileStamp?
        var hashes: [ChargerID: PasswordHash] = [:]
    }

    private let directory: DataDirectory
    private let logger: Logger
    private let contents = Mutex(Contents())

    init(directory: DataDirectory, logger: Logger) {
        self.directory = directory
        self.logger = logger
    }

    func hash(for charger: ChargerID) throws -> PasswordHash? {
        try current()[charger]
    }

    /// All of them.
    /// - Throws: ``CommandFailure`` that names file and line.
    func current() throws -> [ChargerID: PasswordHash] {
        try contents.withLock { contents in
            let stamp = FileStamp(directory.path(Self.fileName))
            guard stamp != contents.stamp else { return contents.hashes }
            do {
                contents = Contents(stamp: stamp, hashes: try read())
            } catch {
                if stamp != contents.badStamp {
                    let cause = (error as? CommandFailure)?.reason ?? "\(error)"
                    logger.error("no station can log in: the passwords cannot be read", metadata: ["cause": "\(cause)"])
                }
                contents.badStamp = stamp
                throw error
            }
            return contents.hashes
        }
    }

    /// Replaces the file.
    func keep(_ hashes: [ChargerID: PasswordHash]) throws {
        let lines = hashes.map { "\(JSONText.quoted($0.key.rawValue)): \(JSONText.quoted($0.value.text))\n" }.sorted()
        try directory.keep(lines.joined(), in: Self.fileName)
    }

    private func read() throws -> [ChargerID: PasswordHash] {
        guard let text = try directory.text(in: Self.fileName), !text.isEmpty else { return [:] }
        let path = directory.path(Self.fileName)
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw CommandFailure.usage("\(path): this is no list of identities and hashes")
        }
        guard let mapping = root?.mapping else {
            throw CommandFailure.usage("\(path): this is no list of identities and hashes")
        }
        var hashes: [ChargerID: PasswordHash] = [:]
        for (key, value) in mapping {
            guard let identity = key.scalar?.string, let text = value.scalar?.string else { continue }
            do throws(PasswordHash.Unreadable) {
                hashes[ChargerID(identity)] = try PasswordHash(text: text)
            } catch {
                throw CommandFailure.usage("\(path):\(key.mark?.line ?? 0): \(error)")
            }
        }
        return hashes
    }
}
