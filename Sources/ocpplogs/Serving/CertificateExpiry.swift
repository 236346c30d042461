import Foundation
import Logging
import SwiftASN1
import X509

/// When a certificate of this program is over: stations and upstreams refuse it from then on, all at once.
enum CertificateExpiry {
    /// So long before its end a certificate is warned of.
    private static let notice: TimeInterval = 14 * 86_400

    /// The end of the first certificate of a chain in PEM; nil where there is none that can be read.
    static func end(ofChain pem: [UInt8]) -> Date? {
        guard let document = try? PEMDocument.parseMultiple(pemString: String(decoding: pem, as: UTF8.self)).first,
            let certificate = try? Certificate(pemDocument: document)
        else { return nil }
        return certificate.notValidAfter
    }

    /// Says in the program's log when a certificate is over, or will be soon.
    static func warn(of file: String, _ pem: [UInt8], at now: Date, _ logger: Logger) {
        guard let end = end(ofChain: pem), end < now.addingTimeInterval(notice) else { return }
        let metadata: Logger.Metadata = ["file": "\(file)", "end": "\(end.ISO8601Format())"]
        if end < now {
            logger.error("a certificate is over: the other side will refuse it", metadata: metadata)
        } else {
            logger.warning("a certificate is over soon", metadata: metadata)
        }
    }
}
