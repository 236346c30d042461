import Foundation
import Testing

/// The arrows between the targets, read from the `import` lines: siblings never meet (ARCHITECTURE.md).
struct ImportArrowTests {
    private static let ours: [String: Set<String>] = [
        "OCPP": [], "WebSockets": [], "CZlib": [], "CZstd": [], "CSearch": [], "CMemory": [], "CProcess": [],
        "OCPPLog": ["OCPP"],
        "EmbeddedStore": ["OCPP", "OCPPLog"],
        "LogFormats": ["OCPP", "OCPPLog", "WebSockets"],
        "Capture": ["OCPP", "OCPPLog", "WebSockets"],
        "Simulator": ["OCPP", "WebSockets"],
        "Insights": ["OCPP", "OCPPLog"],
        "Web": ["OCPP", "OCPPLog", "Insights"],
        "ocpplogs": [
            "OCPP", "OCPPLog", "WebSockets", "EmbeddedStore", "LogFormats", "Capture", "Simulator", "Insights", "Web",
        ],
        "TestSupport": ["OCPP", "OCPPLog"],
    ]

    private static let others: [String: Set<String>] = [
        "OCPP": [],
        "WebSockets": ["NIOCore", "NIOPosix", "NIOSSL", "NIOTLS", "CZlib", "Crypto", "Logging", "Synchronization"],
        "OCPPLog": ["Logging", "Synchronization"],
        "EmbeddedStore": ["GRDB", "GRDBSQLite", "Logging", "Synchronization", "Foundation", "Glibc", "Dispatch"],
        "LogFormats": ["Foundation"],
        "Capture": [
            "NIOCore", "NIOPosix", "Logging", "Crypto", "CryptoExtras", "X509", "SwiftASN1", "Synchronization",
        ],
        "Simulator": ["NIOCore", "NIOPosix", "Logging", "Synchronization"],
        "Insights": [],
        "Web": [
            "Hummingbird", "HTTPTypes", "Mustache", "Crypto", "Logging", "Foundation", "NIOCore", "Synchronization",
        ],
    ]

    private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources")

    @Test(arguments: ours.keys.sorted())
    func aTargetImportsOnlyWhatTheHouseAllows(_ target: String) throws {
        let imports = try Self.imports(of: target)
        let foreign = imports.subtracting(Self.ours.keys)
        #expect(
            imports.intersection(Self.ours.keys).subtracting(["CZlib", "CZstd", "CSearch", "CMemory", "CProcess"])
                .subtracting(
                    Self.ours[target, default: []]
                )
                .isEmpty)
        if let allowed = Self.others[target] { #expect(foreign.subtracting(allowed).isEmpty) }
    }

    @Test func everyTargetIsListed() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path)
        #expect(Set(folders) == Set(Self.ours.keys))
    }

    private static func imports(of target: String) throws -> Set<String> {
        let folder = sources.appending(path: target)
        let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        var found: Set<String> = []
        for path in paths where path.hasSuffix(".swift") {
            let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
            for line in text.split(separator: "\n") {
                let words = line.split(separator: " ").filter { $0 != "public" && !$0.hasPrefix("@") }
                if words.count == 2, words[0] == "import" { found.insert(String(words[1])) }
            }
        }
        return found
    }
}
