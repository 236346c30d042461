// The compiler takes `stat` for a part of CoreFoundation or of Glibc, by what it has read before.
import CoreFoundation
import Foundation

/// A file with the token of a server.
enum TokenFile {
    /// Wrong, missing or unsafe token.
    static let exitCode: Int32 = 3

    /// Reads the token.
    /// - Throws: ``CommandFailure`` when it cannot be read, and when others on the machine could read it as well.
    static func read(_ path: String) throws -> String {
        var facts = stat()
        guard stat(path, &facts) == 0, let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw failure(
                "\(path): the token of the server cannot be read; --data names its data directory, --token-file the file "
                    + "itself")
        }
        guard facts.st_mode & 0o077 == 0 else {
            throw failure(
                "\(path): others on this machine may read this token; chmod 600 \(path) keeps it yours, and a token that "
                    + "was open to others should be replaced")
        }
        let token = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !token.isEmpty else { throw failure("\(path): this file is empty; a token is expected in it") }
        return token
    }

    private static func failure(_ message: String) -> CommandFailure {
        CommandFailure(message: "ocpplogs: \(message)", exitCode: exitCode)
    }
}
