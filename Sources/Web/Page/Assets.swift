import Crypto
import Foundation
import HTTPTypes
import Hummingbird

/// The style sheet and the icon. Their addresses hold a hash of their content, so that browsers may keep them for good.
struct Assets: Sendable {
    /// The address of the style sheet.
    let style: String
    /// The address of the icon.
    let icon: String
    private let files: [String: File]

    private struct File: Sendable {
        var type: String
        var bytes: [UInt8]
    }

    /// - Throws: when a file that belongs to the program is missing.
    init() throws {
        var files: [String: File] = [:]
        func add(_ name: String, _ ending: String, _ type: String) throws -> String {
            let bytes = Array(try Resource.data("\(name).\(ending)"))
            let hash = SHA256.hash(data: bytes).prefix(6).map { String(Int($0) | 0x100, radix: 16).dropFirst() }
                .joined()
            let hashed = "\(name)-\(hash).\(ending)"
            files[hashed] = File(type: type, bytes: bytes)
            return "/static/\(hashed)"
        }
        style = try add("page", "css", "text/css; charset=utf-8")
        icon = try add("icon", "svg", "image/svg+xml")
        self.files = files
    }

    /// `GET /static/{name}`.
    @Sendable func file(_ request: Request, _ context: WebContext) async throws -> Response {
        guard let file = context.parameters.get("name").flatMap({ files[$0] }) else {
            throw WebProblem.notFound("There is nothing at this address.")
        }
        return Response(
            status: .ok,
            headers: [.contentType: file.type, .cacheControl: "public, max-age=31536000, immutable"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
    }
}

/// A file that is delivered with the program.
enum Resource {
    /// - Throws: when the file is not beside the program.
    static func data(_ path: String) throws -> Data {
        try Data(contentsOf: Bundle.module.bundleURL.appending(path: "Resources/\(path)"))
    }
}
