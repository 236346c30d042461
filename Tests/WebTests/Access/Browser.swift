import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore

/// Forms as a browser sends them: with the origin of the page, its kind, and the cookie that it was given.
struct Browser {
    let client: any TestClientProtocol
    var cookie: String?
    var origin: String? = "http://localhost"
    var site: String? = "same-origin"

    func send(_ path: String, _ fields: String) async throws -> TestResponse {
        var headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
        headers[.origin] = origin
        headers[.cookie] = cookie
        if let name = HTTPField.Name("Sec-Fetch-Site") { headers[name] = site }
        return try await client.execute(
            uri: path, method: .post, headers: headers, body: ByteBuffer(string: fields))
    }

    func open(_ path: String) async throws -> TestResponse {
        var headers = HTTPFields()
        headers[.cookie] = cookie
        return try await client.execute(uri: path, method: .get, headers: headers)
    }

    /// One that has signed in.
    static func signedIn(_ client: any TestClientProtocol) async throws -> Browser {
        var browser = Browser(client: client)
        let answer = try await browser.send("/sign-in", "token=the-token")
        browser.cookie = answer.headers[.setCookie].map { String($0.prefix { $0 != ";" }) }
        return browser
    }
}
