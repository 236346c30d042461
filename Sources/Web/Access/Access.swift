import Crypto
import HTTPTypes

/// Who may read and who may write: this machine under its own name, from its own pages, and with the token.
///
/// The checks of names keep a foreign web page from reaching the log through a browser on this machine, by a host name
/// that it makes mean 127.0.0.1 (DNS rebinding) or by a form that it sends here.
struct Access: Sendable {
    private let tokenDigest: SHA256.Digest?
    private let origins: Set<String>
    private let forms: FormAccess?

    /// - Parameters:
    ///   - token: the bearer token; an empty one lets nothing be written.
    ///   - origins: web pages of other places that may ask all the same.
    ///   - forms: who may send forms of pages; nil: nobody, without the token.
    init(token: String, origins: Set<String> = [], forms: FormAccess? = nil) {
        self.origins = origins
        self.forms = forms
        tokenDigest = token.isEmpty ? nil : Self.digest(of: token)
    }

    /// Why a request is refused; nil when it may pass.
    func refusal(of request: HTTPRequest) -> WebProblem? {
        hostRefusal(of: request) ?? originRefusal(of: request) ?? writingRefusal(of: request)
    }

    private func hostRefusal(of request: HTTPRequest) -> WebProblem? {
        guard let authority = request.authority, !authority.isEmpty, !request.headerFields.contains(.host) else {
            return WebProblem(
                .badRequest, "bad_host", "The request does not name its host",
                "A request has one Host header.")
        }
        guard let host = LoopbackName.host(ofAuthority: authority), LoopbackName.isLoopback(host) else {
            return WebProblem(
                .misdirectedRequest, "foreign_host", "This host name is not served",
                "Pages and API answer to localhost, 127.0.0.1 and [::1] only. There are no accounts yet, "
                    + "and another name would let a foreign web page read the log.")
        }
        return nil
    }

    private func originRefusal(of request: HTTPRequest) -> WebProblem? {
        let origins = request.headerFields[values: .origin]
        guard !origins.isEmpty else { return nil }
        let own = (request.authority ?? "").lowercased()
        let welcome = self.origins.union(["http://\(own)", "https://\(own)"])
        let isOwn = origins.allSatisfy { welcome.contains($0.lowercased()) }
        guard !isOwn else { return nil }
        return WebProblem(
            .forbidden, "foreign_origin", "Requests from other web pages are refused",
            "The Origin header names another place than this server.")
    }

    private func writingRefusal(of request: HTTPRequest) -> WebProblem? {
        guard request.method != .get, request.method != .head else { return nil }
        if let forms, FormAccess.isForm(request) { return forms.refusal(of: request) }
        guard let tokenDigest, let given = Self.bearerToken(of: request),
            // Digests are compared in constant time, and hide the length of the token too.
            Self.digest(of: given) == tokenDigest
        else {
            var problem = WebProblem(
                .unauthorized, "token_required", "Writing wants the token",
                "A request that changes something brings the token of the data directory: Authorization: Bearer TOKEN.")
            problem.headers[.wwwAuthenticate] = "Bearer"
            return problem
        }
        return nil
    }

    private static func bearerToken(of request: HTTPRequest) -> String? {
        guard let header = request.headerFields[.authorization] else { return nil }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return parts[1].trimmingPrefix { $0 == " " }.description
    }

    private static func digest(of token: String) -> SHA256.Digest {
        SHA256.hash(data: Array(token.utf8))
    }
}

extension HTTPField.Name {
    /// A second `Host`: the first one is the request's authority. The name is a plain token, so there always is one.
    fileprivate static let host = HTTPField.Name("Host") ?? .origin
}
