import Crypto
import Foundation
import HTTPTypes
import Hummingbird

/// The style sheet, the scripts and the icon. Their addresses hold a hash of their content, so that browsers may keep them
/// for good.
struct Assets: Sendable {
    /// The address of the style sheet.
    let style: String
    /// The address of the icon.
    let icon: String
    private let scripts: [Script: String]
    private let files: [String: File]

    /// A script that pages load, an ES module. Modules lie beside one another, so they import each other by name.
    enum Script: String, CaseIterable, Sendable {
        /// Copies what buttons of a page offer.
        case copy
        /// The rows of the page of the log, as other scripts see them.
        case rows
        /// Follows the stream of entries.
        case stream
        /// Days of the calendar.
        case days
        /// Replaces what was found by what another search finds.
        case results
        /// What can be done with a row.
        case menu
        /// Puts rows that arrive into the table, or keeps them back.
        case arrivals
        /// The switch for following the log, and what it tells.
        case live
        /// The keys of the query language.
        case querykeys
        /// Where the terms of a query lie.
        case queryspans
        /// Completes the term at the caret.
        case completion
        /// The search bar while one types.
        case searchbox
        /// An entry beside the table.
        case drawer
        /// The times of rows in another way.
        case elapsed
        /// Single keys, and the list of them.
        case keys
        /// Dragging over the drawing of entries over time.
        case brush
        /// Saved and recent searches.
        case searches
        /// How long ago something was.
        case times
        /// Files that are dropped, and text that is pasted.
        case drop
    }

    /// The parts of the style sheet, in their order: what all pages share, then a part for each kind of page.
    private static let sheets = [
        "page", "logs", "live", "entry", "sequence", "analysis", "readiness", "settings", "station",
        "import",
    ]

    private struct File: Sendable {
        var type: String
        var bytes: [UInt8]
    }

    /// - Throws: when a file that belongs to the program is missing.
    init() throws {
        var files: [String: File] = [:]
        func add(_ bytes: [UInt8], as address: String, _ type: String) -> String {
            files[address] = File(type: type, bytes: bytes)
            return "/static/\(address)"
        }
        let sheet = try Self.sheets.flatMap { Array(try Resource.data("Styles/\($0).css")) }
        style = add(sheet, as: "\(Self.hash(of: sheet))/page.css", "text/css; charset=utf-8")
        let drawing = Array(try Resource.data("icon.svg"))
        icon = add(drawing, as: "\(Self.hash(of: drawing))/icon.svg", "image/svg+xml")
        // One hash for all of them: a module that imports another asks for it beside itself.
        let modules = try Script.allCases.map { ($0, Self.code(of: try Resource.data("Scripts/\($0.rawValue).js"))) }
        let folder = Self.hash(of: modules.flatMap(\.1))
        scripts = Dictionary(
            uniqueKeysWithValues: modules.map { script, bytes in
                (script, add(bytes, as: "\(folder)/\(script.rawValue).js", "text/javascript; charset=utf-8"))
            })
        self.files = files
    }

    /// The address of a script.
    func address(of script: Script) -> String { scripts[script] ?? "" }

    /// `GET /static/{hash}/{name}`.
    @Sendable func file(_ request: Request, _ context: WebContext) async throws -> Response {
        guard let hash = context.parameters.get("hash"), let name = context.parameters.get("name"),
            let file = files["\(hash)/\(name)"]
        else {
            throw WebProblem.notFound("There is nothing at this address.")
        }
        return Response(
            status: .ok,
            headers: [.contentType: file.type, .cacheControl: "public, max-age=31536000, immutable"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
    }

    /// A script as browsers get it: a line that is a comment is an empty one. Comments are a sixth of what they would load, and
    /// lines keep their numbers.
    static func code(of script: Data) -> [UInt8] {
        let newline = UInt8(ascii: "\n")
        let lines = script.split(separator: newline, omittingEmptySubsequences: false)
        let code = lines.map { line in
            line.drop { $0 == UInt8(ascii: " ") }.starts(with: "//".utf8) ? [] : Array(line)
        }
        return Array(code.joined(separator: [newline]))
    }

    private static func hash(of bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).prefix(6).map { String(Int($0) | 0x100, radix: 16).dropFirst() }.joined()
    }
}

/// A file that is delivered with the program.
enum Resource {
    /// - Throws: when the file is not beside the program.
    static func data(_ path: String) throws -> Data {
        try Data(contentsOf: Bundle.module.bundleURL.appending(path: "Resources/\(path)"))
    }
}
