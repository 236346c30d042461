// The compiler takes `stat` for a part of CoreFoundation or of Glibc, by what it has read before.
import CoreFoundation
import Foundation
import Synchronization

/// A file or standard input, read in pieces; knows how much of it was read.
final class ImportSource: AsyncSequence, Sendable {
    private static let pieceSize = 1 << 20
    /// Standard input that says nothing is looked at so often, in milliseconds, so that `Ctrl-C` is heard.
    private static let patience: Int32 = 200

    /// As it was typed; `standard input` for `-`.
    let name: String
    /// Where its rejected lines are listed unless told otherwise.
    let rejectsPath: String
    /// In bytes; nil where that is not known.
    let size: Int64?
    /// Tells whether another file has its name now.
    let inode: UInt64
    private let descriptor: Int32
    private let position = Atomic<Int64>(0)
    private let isStopped = Atomic<Bool>(false)

    /// - Throws: ``CommandFailure`` when it cannot be opened.
    init(_ path: String) throws {
        let isInput = path == "-"
        name = isInput ? "standard input" : path
        rejectsPath = (isInput ? "import" : path) + ".rejects.ndjson"
        descriptor = isInput ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw CommandFailure.usage("\(path): cannot be read: \(String(cString: strerror(errno)))")
        }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT != S_IFDIR else {
            throw CommandFailure.usage(
                "\(path): this is a directory; name the files in it, or read all of it as one archive: "
                    + "tar c DIRECTORY | ocpplogs import -")
        }
        inode = UInt64(facts.st_ino)
        size = facts.st_mode & S_IFMT == S_IFREG ? Int64(facts.st_size) : nil
    }

    deinit {
        if descriptor != STDIN_FILENO { close(descriptor) }
    }

    /// Bytes that were read so far.
    var read: Int64 { position.load(ordering: .relaxed) }

    /// It ends here, whatever is still to come.
    func stop() {
        isStopped.store(true, ordering: .relaxed)
    }

    struct AsyncIterator: AsyncIteratorProtocol {
        let source: ImportSource

        mutating func next() async throws -> [UInt8]? {
            try source.next()
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(source: self)
    }

    private func next() throws -> [UInt8]? {
        while !isStopped.load(ordering: .relaxed) {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, Self.patience) != 0 else { continue }
            var failure: Int32 = 0
            // The system writes at most as many bytes as the capacity.
            let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, count in
                let length = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
                failure = length < 0 ? errno : 0
                count = Swift.max(0, length)
            }
            if failure == EINTR { continue }
            guard failure == 0 else {
                throw CommandFailure.server("\(name): cannot be read: \(String(cString: strerror(failure)))")
            }
            position.wrappingAdd(Int64(piece.count), ordering: .relaxed)
            return piece.isEmpty ? nil : piece
        }
        return nil
    }
}
