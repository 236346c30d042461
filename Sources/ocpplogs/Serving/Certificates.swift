import Foundation
import Logging
import WebSockets

/// The certificates and keys of all listeners and upstreams: read at the start, and again when SIGHUP comes.
struct Certificates: Sendable {
    private var servers: [ServerFiles: ServerTLS] = [:]
    private var upstreams: [UpstreamFiles: UpstreamTLS] = [:]

    /// Reads every file that the configuration names.
    /// - Throws: ``CommandFailure`` with the file that is missing or unusable.
    init(_ configuration: Configuration) throws {
        for files in configuration.listeners.compactMap(\.tls) {
            servers[files] = try Self.naming(files) {
                try ServerTLS(
                    certificates: try Self.bytes(files.certificate), key: try Self.bytes(files.key),
                    clientAuthorities: try files.clientAuthorities.map(Self.bytes))
            }
        }
        for files in configuration.upstreams.map(\.tls) {
            upstreams[files] = try Self.naming(files) {
                try UpstreamTLS(
                    authorities: try files.authorities.map(Self.bytes),
                    certificates: try files.certificate.map(Self.bytes), key: try files.key.map(Self.bytes),
                    serverName: files.serverName)
            }
        }
    }

    /// Whether there is nothing to read.
    var isEmpty: Bool { servers.isEmpty && !upstreams.keys.contains { $0.names } }

    /// What a listener encrypts with.
    func server(_ files: ServerFiles) -> ServerTLS? { servers[files] }

    /// What an upstream is verified by.
    func upstream(_ files: UpstreamFiles) -> UpstreamTLS? { upstreams[files] }

    /// Reads all files again; new connections use what was read, open ones go on.
    /// - Returns: what could not be taken, with its file; there the old certificate stays in use.
    func reload() -> [String] {
        var problems: [String] = []
        func attempt(_ replace: () throws -> Void) {
            do {
                try replace()
            } catch {
                problems.append((error as? CommandFailure)?.reason ?? "\(error)")
            }
        }
        for (files, tls) in servers {
            attempt {
                try Self.naming(files) {
                    try tls.replace(
                        certificates: try Self.bytes(files.certificate), key: try Self.bytes(files.key),
                        clientAuthorities: try files.clientAuthorities.map(Self.bytes))
                }
            }
        }
        for (files, tls) in upstreams {
            attempt {
                try Self.naming(files) {
                    try tls.replace(
                        authorities: try files.authorities.map(Self.bytes),
                        certificates: try files.certificate.map(Self.bytes), key: try files.key.map(Self.bytes))
                }
            }
        }
        return problems
    }

    /// Says in the program's log which certificates are over, or will be soon.
    func warn(_ logger: Logger) {
        let files = servers.keys.map(\.certificate) + upstreams.keys.compactMap(\.certificate)
        for file in Set(files).sorted() {
            // One that cannot be read was told of already.
            guard let pem = try? Self.bytes(file) else { continue }
            CertificateExpiry.warn(of: file, pem, at: Date(), logger)
        }
    }

    private static func bytes(_ path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            let isThere = FileManager.default.fileExists(atPath: path)
            throw CommandFailure.usage(
                "\(path): \(isThere ? "this cannot be read as a file" : "there is no such file")")
        }
        return Array(data)
    }

    /// Puts the file before what is wrong with it.
    private static func naming<Result>(_ files: some NamedFiles, _ make: () throws -> Result) throws -> Result {
        do {
            return try make()
        } catch let problem as TLSProblem {
            throw CommandFailure.usage("\(files.name(of: problem.part) ?? "TLS"): \(problem)")
        }
    }
}

/// Files that a problem of TLS may lie in.
private protocol NamedFiles {
    /// The file that holds a part; nil where it is no file.
    func name(of part: TLSProblem.Part) -> String?
}

extension ServerFiles: NamedFiles {
    fileprivate func name(of part: TLSProblem.Part) -> String? {
        switch part {
        case .certificate: certificate
        case .key: key
        case .authorities: clientAuthorities
        case .serverName: nil
        }
    }
}

extension UpstreamFiles: NamedFiles {
    fileprivate func name(of part: TLSProblem.Part) -> String? {
        switch part {
        case .certificate: certificate
        case .key: key
        case .authorities: authorities
        case .serverName: nil
        }
    }
}
