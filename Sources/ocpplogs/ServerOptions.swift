import ArgumentParser
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import OCPP

/// The running server that a command talks to, and the token that lets it change something there.
struct ServerOptions: ParsableArguments {
    @Option(help: "The server's pages and API.")
    var server = "http://127.0.0.1:8080"

    @Option(help: "The data directory of the server, for its token.")
    var data = Configuration.defaultData

    @Option(help: "A file with the token, instead of the one in the data directory.")
    var tokenFile: String?

    /// No answer is longer, in bytes.
    private static let longestAnswer = 16 << 20

    /// What the server answered.
    struct Answer {
        var status: Int
        var body: [UInt8]
    }

    /// Posts JSON.
    /// - Throws: ``CommandFailure`` when the server cannot be reached, and with its own words when it refuses.
    func post(_ path: String, _ body: [UInt8], timeout: Duration) async throws -> Answer {
        let answer = try await send(path, body, timeout: timeout)
        try answer.check()
        return answer
    }

    /// Posts a body.
    /// - Returns: the answer, a refusal too.
    /// - Throws: ``CommandFailure`` when the server cannot be reached.
    func send(
        _ path: String, _ body: [UInt8], type: String = "application/json", timeout: Duration
    ) async throws -> Answer {
        var base = server
        while base.hasSuffix("/") { base.removeLast() }
        var request = HTTPClientRequest(url: base + path)
        request.method = .POST
        request.headers.add(name: "Authorization", value: "Bearer \(try TokenFile.read(tokenPath))")
        request.headers.add(name: "Content-Type", value: type)
        request.body = .bytes(ByteBuffer(bytes: body))
        do {
            return try await HTTPClient.withHTTPClient(configuration: Self.configuration) { client in
                let response = try await client.execute(request, timeout: TimeAmount(timeout))
                let buffer = try await response.body.collect(upTo: Self.longestAnswer)
                return Answer(status: Int(response.status.code), body: Array(buffer.readableBytesView))
            }
        } catch {
            throw CommandFailure.server("\(base): \(ServerClient.words(error))")
        }
    }

    /// Where nobody listens is known at once: trying again until the time is over would tell nothing more.
    private static var configuration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }

    /// Where the token is.
    var tokenPath: String {
        tokenFile ?? URL(filePath: data, directoryHint: .isDirectory).appending(path: "token").path
    }
}

extension ServerOptions.Answer {
    /// The members of the answer's JSON object.
    func members() throws -> JSONMembers {
        do throws(JSONProblem) {
            return try JSONMembers(of: body)
        } catch {
            throw CommandFailure.server("the server's answer is no JSON; is another program listening there?")
        }
    }

    /// Turns a refusal into its sentences.
    func check() throws {
        // An outcome may come with a status of its own, such as 504.
        guard !(200..<300).contains(status), let problem = try? members(), problem["outcome"] == nil else { return }
        if status == 401 {
            throw CommandFailure(
                message: "ocpplogs: the token is not that of this server; --data names its data directory, "
                    + "--token-file the file itself", exitCode: TokenFile.exitCode)
        }
        var message = "ocpplogs: \(problem["detail"]?.text ?? "the server refused with status \(status)")"
        for fault in problem["errors"]?.elements ?? [] {
            guard let fault = try? JSONMembers(of: fault) else { continue }
            message += "\n  \(fault["pointer"]?.text ?? ""): \(fault["detail"]?.text ?? "")"
        }
        throw CommandFailure(
            message: message, exitCode: status < 500 ? CommandFailure.usage : CommandFailure.server)
    }
}
