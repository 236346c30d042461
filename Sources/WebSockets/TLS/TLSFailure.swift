import NIOSSL

/// Says in plain words why TLS failed. The library's own words name its source files and numbers.
enum TLSFailure {
    /// What the listener tells of a client, as a whole sentence.
    static func sentence(ofClient error: any Error) -> String {
        let reasons = reasons(of: error)
        // An error that is none of TLS is one of the line.
        if reasons.contains(eof) || !isTLS(error) { return clientLeft }
        if reasons.contains(where: notTLS.contains) { return "this port speaks TLS: connect with wss://" }
        let why: String? = first(reasons) {
            switch $0 {
            case "PEER_DID_NOT_RETURN_A_CERTIFICATE": "the client showed no certificate"
            case "CERTIFICATE_VERIFY_FAILED": "the client's certificate cannot be verified"
            case "UNSUPPORTED_PROTOCOL": "the client offers no version from TLS 1.2 on"
            case "NO_SHARED_CIPHER": "the client offers no cipher that is allowed here"
            case let reason where certificateAlerts.contains(where: reason.hasSuffix):
                "the client does not accept this server's certificate"
            default: nil
            }
        }
        return "the TLS handshake failed: \(why ?? plain(reasons))"
    }

    /// The end of a sentence about a server that was dialled; nil for an error that has nothing to do with TLS.
    static func words(ofServer error: any Error) -> String? {
        if let error = error as? NIOSSLExtraError {
            return error == .failedToValidateHostname
                ? "its certificate is for another name" : "TLS failed: its host name cannot be used"
        }
        guard isTLS(error) else { return nil }
        if case NIOSSLError.uncleanShutdown = error { return "it broke the connection off" }
        if case NIOSSLError.unableToValidateCertificate = error { return "its certificate is for another name" }
        let reasons = reasons(of: error)
        if reasons.contains("CERTIFICATE_VERIFY_FAILED") { return "its certificate cannot be verified" }
        if reasons.contains(where: notTLS.contains) { return "TLS failed: it does not speak TLS on this port" }
        let why: String? = first(reasons) {
            switch $0 {
            case let reason where reason.hasSuffix("ALERT_CERTIFICATE_REQUIRED"): "it demands a client certificate"
            case let reason where reason.hasSuffix("ALERT_HANDSHAKE_FAILURE"):
                "it refused the handshake: no common cipher, or it demands a client certificate"
            case let reason where reason.hasSuffix("PROTOCOL_VERSION") || reason == "UNSUPPORTED_PROTOCOL":
                "it speaks no version from TLS 1.2 on"
            case eof: "it closed the connection during the handshake"
            case let reason where certificateAlerts.contains(where: reason.hasSuffix):
                "it does not accept our certificate"
            default: nil
            }
        }
        return "TLS failed: \(why ?? plain(reasons))"
    }

    static let clientLeft = "the TLS handshake failed: the client left before its end"
    static let tooSlow = "the TLS handshake failed: it was not done in time"

    private static let eof = "EOF"
    private static let notTLS: Set = [
        "HTTP_REQUEST", "HTTPS_PROXY_REQUEST", "WRONG_VERSION_NUMBER", "INVALID_OUTER_RECORD_TYPE",
    ]
    private static let certificateAlerts = [
        "ALERT_UNKNOWN_CA", "ALERT_BAD_CERTIFICATE", "ALERT_CERTIFICATE_UNKNOWN", "ALERT_CERTIFICATE_EXPIRED",
        "ALERT_CERTIFICATE_REVOKED", "ALERT_UNSUPPORTED_CERTIFICATE", "ALERT_ACCESS_DENIED",
        "ALERT_DECRYPT_ERROR",
    ]

    private static func isTLS(_ error: any Error) -> Bool {
        error is NIOSSLError || error is BoringSSLError || error is NIOSSLCloseTimedOutError
    }

    private static func first(_ reasons: [String], _ words: (String) -> String?) -> String? {
        reasons.lazy.compactMap(words).first
    }

    /// A reason that has no sentence of its own: `RECORD_LAYER_FAILURE` as words.
    private static func plain(_ reasons: [String]) -> String {
        reasons.first.map { $0.lowercased().replacing("_", with: " ") } ?? "the other side broke it off"
    }

    /// BoringSSL's names of what went wrong: `error:1000007d:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED at …`.
    private static func reasons(of error: any Error) -> [String] {
        let stack: [BoringSSLInternalError] =
            switch error {
            case NIOSSLError.handshakeFailed(.sslError(let stack)), NIOSSLError.shutdownFailed(.sslError(let stack)),
                BoringSSLError.sslError(let stack), BoringSSLError.unknownError(let stack):
                stack
            default: []
            }
        return stack.compactMap { entry in
            if entry == .eofDuringHandshake { return eof }
            // The words stand behind the last colon that is before the source file.
            return entry.description.split(separator: " at ").first?.split(separator: ":").last.map(String.init)
        }
    }
}
