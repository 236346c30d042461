import NIOSSL

/// Reads certificates and keys as operators have them, and says in plain words what is wrong with them.
enum PEM {
    /// All certificates of a text; other blocks in it are passed over.
    static func certificates(_ bytes: [UInt8], as part: TLSProblem.Part) throws(TLSProblem) -> [NIOSSLCertificate] {
        let isMany = part == .authorities
        guard holds("-----BEGIN ", bytes) else {
            throw TLSProblem(part, "\(isMany ? "are" : "is") not PEM: there is no line -----BEGIN CERTIFICATE-----")
        }
        let begin = ["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"]
        guard begin.contains(where: { holds("-----BEGIN \($0)-----", bytes) }) else {
            throw TLSProblem(part, "\(isMany ? "hold" : "holds") no certificate, but something else in PEM")
        }
        guard let certificates = try? NIOSSLCertificate.fromPEMBytes(bytes), !certificates.isEmpty else {
            throw TLSProblem(part, "cannot be read: a block of the PEM text is damaged")
        }
        return certificates
    }

    /// A private key without a passphrase.
    static func key(_ bytes: [UInt8]) throws(TLSProblem) -> NIOSSLPrivateKey {
        guard holds("-----BEGIN ", bytes) else {
            throw TLSProblem(.key, "is not PEM: there is no line -----BEGIN PRIVATE KEY-----")
        }
        guard holds("PRIVATE KEY-----", bytes) else {
            throw TLSProblem(.key, "holds no private key, but something else in PEM")
        }
        guard !holds("ENCRYPTED", bytes) else {
            throw TLSProblem(.key, "is encrypted: write it without its passphrase (openssl pkey -in KEY -out PLAIN)")
        }
        guard let key = try? NIOSSLPrivateKey(bytes: bytes, format: .pem) else {
            throw TLSProblem(.key, "cannot be read: its PEM text is damaged, or it is of a kind that TLS does not use")
        }
        return key
    }

    /// A context whose certificate and key are known to be readable.
    static func context(_ configuration: TLSConfiguration) throws(TLSProblem) -> NIOSSLContext {
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch NIOSSLError.failedToLoadPrivateKey {
            throw TLSProblem(
                .key, "does not belong to the certificate; of a chain, the certificate of the key has to come first")
        } catch {
            let part: TLSProblem.Part = configuration.certificateChain.isEmpty ? .authorities : .certificate
            throw TLSProblem(part, "cannot be used for TLS")
        }
    }

    private static func holds(_ text: String, _ bytes: [UInt8]) -> Bool {
        // A key must not lie about as a string of its own, so the bytes are searched as they are.
        bytes.firstRange(of: Array(text.utf8)) != nil
    }
}
