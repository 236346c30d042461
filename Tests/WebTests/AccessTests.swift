import HTTPTypes
import Testing

@testable import Web

/// Who may read and who may write.
struct AccessTests {
    private let access = Access(token: "the-token")

    @Test(arguments: [
        "127.0.0.1", "127.0.0.1:8080", "localhost", "localhost:8080", "LOCALHOST:1", "[::1]:8080", "[::1]",
        "127.8.9.10:80",
    ])
    func theNamesOfThisMachineAreServed(_ authority: String) {
        #expect(access.refusal(of: request(authority)) == nil)
    }

    @Test(arguments: [
        "evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.evil:80", "127.0.0.1@evil:80",
        "0.0.0.0",
        "10.0.0.1:8080", "127.0.0.1:80:90", "[::2]:80", "[::1", "127.0.0", "127.0.0.256", "128.0.0.1", "localhost:x",
        "1270.0.1", "127.0.0.١",
    ])
    func aForeignNameIsRefused(_ authority: String) {
        #expect(access.refusal(of: request(authority))?.status == .misdirectedRequest)
    }

    @Test(arguments: [nil, ""] as [String?])
    func aRequestWithoutAHostIsRefused(_ authority: String?) {
        #expect(access.refusal(of: request(authority))?.status == .badRequest)
    }

    @Test func aSecondHostIsRefused() throws {
        let host = try #require(HTTPField.Name("Host"))
        #expect(access.refusal(of: request("localhost", [host: "localhost"]))?.code == "bad_host")
    }

    @Test(arguments: [
        "https://evil.example", "null", "http://localhost:9999", "http://localhost.evil", "", "localhost:8080",
    ])
    func anotherOriginIsRefused(_ origin: String) {
        #expect(access.refusal(of: request("localhost:8080", [.origin: origin]))?.status == .forbidden)
    }

    @Test(arguments: ["http://localhost:8080", "HTTP://LOCALHOST:8080", "https://localhost:8080"])
    func theOwnOriginPasses(_ origin: String) {
        #expect(access.refusal(of: request("localhost:8080", [.origin: origin])) == nil)
    }

    @Test(arguments: ["Bearer the-token", "bearer the-token", "BEARER  the-token"])
    func theTokenLetsWrite(_ authorization: String) {
        #expect(access.refusal(of: request("localhost", [.authorization: authorization], method: .post)) == nil)
    }

    @Test(
        arguments: [
            nil, "", "Bearer", "Bearer ", "Bearer the-toke", "Bearer the-token2", "Basic the-token", "the-token",
        ]
            as [String?])
    func nothingIsWrittenWithoutTheToken(_ authorization: String?) {
        var fields = HTTPFields()
        fields[.authorization] = authorization
        for method in [HTTPRequest.Method.post, .put, .patch, .delete, .options] {
            let refusal = access.refusal(of: request("localhost", fields, method: method))
            #expect(refusal?.status == .unauthorized)
            #expect(refusal?.headers[.wwwAuthenticate] == "Bearer")
        }
    }

    @Test func anEmptyTokenLetsNothingBeWritten() {
        let refusal = Access(token: "").refusal(of: request("localhost", [.authorization: "Bearer "], method: .post))
        #expect(refusal?.status == .unauthorized)
    }

    @Test func theTokenDoesNotHelpAForeignPage() {
        let fields: HTTPFields = [.authorization: "Bearer the-token", .origin: "http://evil.example"]
        #expect(access.refusal(of: request("localhost", fields, method: .post))?.status == .forbidden)
    }

    private func request(
        _ authority: String?, _ fields: HTTPFields = [:], method: HTTPRequest.Method = .get
    ) -> HTTPRequest {
        HTTPRequest(method: method, scheme: "http", authority: authority, path: "/logs", headerFields: fields)
    }
}
