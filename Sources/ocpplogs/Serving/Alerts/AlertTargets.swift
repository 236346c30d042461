// The compiler takes `stat` for a part of CoreFoundation or of Glibc, by what it has read before.
import CoreFoundation
import Foundation
import OCPPLog

/// Makes of what the configuration says of a target the way to tell it.
enum AlertTargets {
    /// A secret has so many characters at least.
    private static let shortestSecret = 16
    /// No file with a secret is larger, in bytes.
    private static let largestSecret = 4_096

    /// - Throws: ``CommandFailure`` when the file with its secret cannot be used.
    static func sender(_ target: AlertTargetConfiguration) throws -> any AlertSender {
        switch target.way {
        case .webhook(let url, let file):
            WebhookSender(
                url: url, signature: WebhookSignature(secret: try secret(in: file)),
                timeLimit: target.timeLimit.duration, now: SystemTime.now)
        case .command(let words): CommandSender(words: words, timeLimit: target.timeLimit.duration)
        }
    }

    /// Without the blanks and line breaks around it.
    private static func secret(in path: String) throws -> String {
        var facts = stat()
        guard stat(path, &facts) == 0, facts.st_size <= largestSecret,
            let text = try? String(contentsOfFile: path, encoding: .utf8)
        else {
            throw CommandFailure.usage("\(path): the secret of an alert's webhook cannot be read from this file")
        }
        guard facts.st_mode & 0o077 == 0 else {
            throw CommandFailure.usage(
                "\(path): others on this machine may read this secret; chmod 600 \(path) keeps it yours, and a secret "
                    + "that was open to others should be replaced")
        }
        let secret = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard secret.count >= shortestSecret else {
            throw CommandFailure.usage(
                "\(path): a secret has \(shortestSecret) characters or more; openssl rand -hex 32 makes one")
        }
        return secret
    }
}
