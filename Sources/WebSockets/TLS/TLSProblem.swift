/// Why a certificate, a key or authorities cannot be used for TLS. Never holds a part of the key.
public struct TLSProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is bad of the things that were given.
    public enum Part: String, Sendable, Hashable {
        case certificate = "the certificate"
        case key = "the private key"
        case authorities = "the authorities"
        case serverName = "the server name"
    }

    /// What is bad.
    public var part: Part
    /// One sentence: what is bad, and why.
    public var description: String

    init(_ part: Part, _ why: String) {
        self.part = part
        description = "\(part.rawValue) \(why)"
    }
}
