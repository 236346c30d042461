import Foundation
import OCPP
import OCPPLog

/// The file that lists rejected lines: one JSON object a line. It is made when there is one.
struct RejectFile {
    /// Chosen by the user: one for all files.
    private let chosen: String?
    private let isMade: Bool
    private var file: FileHandle?
    /// Where the lines are listed; nil before there is one.
    private(set) var path: String?

    /// - Parameter isMade: whether there is a list at all when no path is chosen.
    init(path: String?, isMade: Bool = true) {
        chosen = path
        self.isMade = isMade || path != nil
    }

    /// Goes on with another source.
    mutating func begin() {
        guard chosen == nil else { return }
        (file, path) = (nil, nil)
    }

    /// Lists lines of a source.
    mutating func write(_ rejects: [ImportReject], of source: ImportSource) throws {
        guard isMade, !rejects.isEmpty else { return }
        let file = try opened(for: source)
        var bytes: [UInt8] = []
        for reject in rejects {
            let members =
                [
                    ("file", JSONText.quoted(source.name)), ("line", String(reject.line)),
                    ("code", JSONText.quoted(reject.code)), ("reason", JSONText.quoted(reject.reason)),
                ]
                + (reject.text.map { [("text", JSONText.quoted(String(decoding: $0, as: UTF8.self)))] } ?? [])
            bytes += Array(("{" + members.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}\n").utf8)
        }
        do {
            try file.write(contentsOf: Data(bytes))
        } catch {
            throw failure("cannot be written: \(error.localizedDescription)")
        }
    }

    private mutating func opened(for source: ImportSource) throws -> FileHandle {
        if let file { return file }
        let path = chosen ?? source.rejectsPath
        self.path = path
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("cannot be written: \(String(cString: strerror(errno)))") }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        self.file = file
        return file
    }

    private func failure(_ what: String) -> CommandFailure {
        .usage("\(path ?? ""): \(what); --rejects names another file for the rejected lines")
    }
}
