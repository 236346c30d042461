import NIOCore
import NIOSSL

/// Holds a verified certificate to the name that was dialled (RFC 9525 §6).
///
/// The library also takes a certificate for the address that was reached. Addresses have certificates of public authorities too:
/// whoever forges an answer of DNS could show the one of his own address.
struct NamedServer: Sendable {
    private let labels: [[UInt8]]

    /// - Parameter name: a host name, no address.
    init(_ name: String) {
        labels = Self.labels(name.utf8)
    }

    /// What a connection begins with.
    func handler(_ context: NIOSSLContext, name: String) throws -> NIOSSLClientHandler {
        try NIOSSLClientHandler._makeSSLClientHandler(context: context, serverHostname: name) { certificate, channel in
            isNamed(in: certificate)
                ? channel.eventLoop.makeSucceededVoidFuture()
                : channel.eventLoop.makeFailedFuture(NIOSSLExtraError.failedToValidateHostname)
        }
    }

    /// Without alternative names the library has compared the common name, and nothing else.
    private func isNamed(in certificate: NIOSSLCertificate) -> Bool {
        let names = certificate._subjectAlternativeNames()
        return names.isEmpty || names.contains { $0.nameType == .dnsName && matches(Array($0.contents)) }
    }

    /// A star stands for the whole first label, and nothing else.
    func matches(_ pattern: [UInt8]) -> Bool {
        let pattern = Self.labels(pattern)
        guard pattern.count == labels.count else { return false }
        let isWild = pattern.first == [UInt8(ascii: "*")] && pattern.count > 1
        return isWild ? pattern.dropFirst() == labels.dropFirst() : pattern == labels
    }

    /// In lower case, without the dot that may end a name.
    private static func labels(_ name: some Sequence<UInt8>) -> [[UInt8]] {
        var lowered = name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        if lowered.last == UInt8(ascii: ".") { lowered.removeLast() }
        return lowered.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map(Array.init)
    }
}
