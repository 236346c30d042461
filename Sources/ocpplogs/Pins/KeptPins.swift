import Foundation
import Logging
import OCPP
import OCPPLog
import Synchronization

/// The pins of a data directory, in `pins.json`.
///
/// The file is what counts: it is looked at whenever pins are asked for, and read again when it has changed. So a command
/// pins entries also while a server runs, and the server knows at once.
final class KeptPins: PinBoard {
    static let fileName = "pins.json"

    /// What was read last.
    private struct Contents {
        var stamp: FileStamp?
        /// A file that could not be read is told of once.
        var badStamp: FileStamp?
        var list = PinList()
    }

    private let directory: DataDirectory
    private let logger: Logger
    private let now: @Sendable () -> Timestamp
    private let contents = Mutex(Contents())

    init(
        directory: DataDirectory, logger: Logger, now: @escaping @Sendable () -> Timestamp = SystemTime.now
    ) {
        self.directory = directory
        self.logger = logger
        self.now = now
    }

    /// The pins as commands read and change them: what is wrong with the file is told on standard error.
    static func ofCommand(_ directory: DataDirectory) -> KeptPins {
        KeptPins(directory: directory, logger: Logger(label: "ocpplogs") { StreamLogHandler.standardError(label: $0) })
    }

    func pins() -> PinList {
        contents.withLock { contents in
            let stamp = FileStamp(directory.path(Self.fileName))
            guard stamp != contents.stamp else { return contents.list }
            do {
                contents = Contents(stamp: stamp, list: try read())
            } catch {
                if stamp != contents.badStamp { logger.error("\(Self.words(error)); nothing is pinned") }
                contents = Contents(badStamp: stamp)
            }
            return contents.list
        }
    }

    func pin(_ id: EntryID, by: String) throws -> Pin {
        let pin = Pin(id, since: now(), by: by)
        return try change { list in
            try list.add(pin) ? pin : list[id] ?? pin
        }
    }

    func unpin(_ id: EntryID) throws -> Bool {
        try change { list in list.remove(id) }
    }

    /// What stands in the file.
    /// - Throws: ``CommandFailure`` when it cannot be read or holds something else.
    func read() throws -> PinList {
        guard let text = try directory.text(in: Self.fileName) else { return PinList() }
        guard let list = PinJSON.list(in: Array(text.utf8)) else {
            throw CommandFailure.usage("\(directory.path(Self.fileName)): this is no list of pins")
        }
        return list
    }

    /// Reads, changes and writes while no other process does.
    private func change<Answer>(_ act: (inout PinList) throws -> Answer) throws -> Answer {
        do {
            return try directory.whileLocked(Self.fileName) {
                var list = readOrPutAside()
                let before = list
                let answer = try act(&list)
                if list != before { try directory.keep(PinJSON.text(of: list), in: Self.fileName) }
                return answer
            }
        } catch let error as CommandFailure {
            throw StoreError(.unwritable, "the pin cannot be kept: \(Self.words(error))", cause: error)
        }
    }

    /// A file that cannot be read must not be in the way for ever, nor be lost.
    private func readOrPutAside() -> PinList {
        do {
            return try read()
        } catch {
            let path = directory.path(Self.fileName)
            let isAside = rename(path, path + ".broken") == 0
            logger.error(
                "\(Self.words(error)); it is put aside", metadata: ["file": "\(path)\(isAside ? ".broken" : "")"])
            return PinList()
        }
    }

    private static func words(_ error: any Error) -> String { (error as? CommandFailure)?.reason ?? "\(error)" }
}
