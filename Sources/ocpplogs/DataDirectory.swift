import Foundation
import OCPPLog

/// The small files beside the store: the token for writing routes, the number of the next transaction, the names of the sites,
/// the passwords of the stations, the pins.
struct DataDirectory: Sendable {
    private let url: URL

    init(path: String) {
        url = URL(filePath: path, directoryHint: .isDirectory)
    }

    /// The bearer token that every writing route wants; made at the first start, readable by the owner only.
    /// - Throws: ``CommandFailure`` when it can be neither read nor written.
    func accessToken(using random: inout some RandomNumberGenerator) throws -> String {
        if let token = try text(in: "token"), token.utf8.count >= 32 {
            // A copy from elsewhere may have come with other rights.
            guard chmod(path("token"), 0o600) == 0 else { throw Self.failure(path("token")) }
            return token
        }
        let token = (0..<4).map { _ in Self.hex(random.next()) }.joined()
        try write(token + "\n", to: "token")
        return token
    }

    /// Reads a number that was kept; nil at the first start.
    /// - Throws: ``CommandFailure`` when there is something else in the file: a number must not be given twice.
    func number(in name: String) throws -> Int? {
        guard let text = try text(in: name) else { return nil }
        guard let number = Int(text), number > 0 else {
            throw CommandFailure.usage("\(path(name)): a number is expected in this file")
        }
        return number
    }

    /// Keeps a number, written to the disk when this returns.
    ///
    /// On a disk that is full there is no room for a new file, but the old one has its own: then the digits are written over
    /// those that are there. They lie in one sector, which a disk writes as a whole.
    func keep(_ number: Int, in name: String) throws {
        let text = "\(number)\n"
        do {
            try write(text, to: name)
        } catch {
            guard overwrite(text, in: name) else { throw error }
        }
    }

    /// Keeps the sites, so that commands which read the store know their names without the configuration file.
    ///
    /// Writes nothing when they are kept already: on a disk that is full, the program must be able to start again.
    func keep(_ sites: [Site]) throws {
        let wanted = ConfigurationFile.text(of: sites)
        // What cannot be read is replaced.
        let kept = try? text(in: Self.sitesFile)
        guard kept != wanted.trimmingCharacters(in: .whitespacesAndNewlines) else { return }
        try write(wanted, to: Self.sitesFile)
    }

    /// The sites as the last `serve` knew them; none when there was no `serve` yet.
    func sites() throws -> [Site] {
        guard let text = try text(in: Self.sitesFile) else { return [] }
        return try ConfigurationFile.parse(text, name: path(Self.sitesFile)).sites
    }

    /// Keeps a text, written to the disk when this returns.
    func keep(_ text: String, in name: String) throws {
        try write(text, to: name)
    }

    /// Whether there is such a directory.
    var exists: Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory) && isDirectory.boolValue
    }

    /// Does something that no other process does at the same time.
    func whileLocked<Answer>(_ name: String, _ act: () throws -> Answer) throws -> Answer {
        let descriptor = open(path(name) + ".lock", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path(name)) }
        // Closing it lets go of the lock.
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_EX) == 0 else { throw Self.failure(path(name)) }
        return try act()
    }

    private static let sitesFile = "sites.yaml"

    /// What belongs into a backup beside the log. The token does not: a new one is made.
    static let backupFiles = [sitesFile, KeptTransactionNumbers.fileName, PasswordFile.fileName, KeptPins.fileName]

    func path(_ name: String) -> String {
        url.appending(path: name).path
    }

    /// The text of a file without the white space around it; nil when there is no such file.
    func text(in name: String) throws -> String? {
        let file = url.appending(path: name)
        do {
            return try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        } catch CocoaError.fileReadNoSuchFile {
            return nil
        } catch {
            throw CommandFailure.usage("\(file.path): cannot be read: \(error.localizedDescription)")
        }
    }

    /// Replaces a file by a new one in one step: a crash leaves the old or the new one.
    private func write(_ text: String, to name: String) throws {
        let file = path(name)
        let draft = file + ".new"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure(file) }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard Foundation.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0,
            rename(draft, file) == 0
        else {
            let failure = Self.failure(file)
            // Half a draft is of no use to anybody, and takes room.
            unlink(draft)
            throw failure
        }
        try syncNames(for: file)
    }

    /// Writes over the beginning of a file that is there, and is not longer.
    private func overwrite(_ text: String, in name: String) -> Bool {
        let descriptor = open(path(name), O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        return pwrite(descriptor, bytes, bytes.count, 0) == bytes.count && fsync(descriptor) == 0
    }

    /// Puts the new name on the disk too: without it a power failure could bring the old file back.
    private func syncNames(for file: String) throws {
        let descriptor = open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.failure(file) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Self.failure(file) }
    }

    private static func failure(_ file: String) -> CommandFailure {
        .usage("\(file): cannot be written: \(String(cString: strerror(errno)))")
    }

    private static func hex(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
