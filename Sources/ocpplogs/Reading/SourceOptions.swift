import ArgumentParser
import Foundation
import OCPPLog

/// Where the log is read: one of three places.
struct SourceOptions: ParsableArguments {
    @Option(
        help:
            "The data directory that is read, also while a server writes to it. Default: \(Configuration.defaultData).")
    var data: String?

    @Option(help: "A running server that is asked instead, such as http://127.0.0.1:8080.")
    var server: String?

    @Option(help: "With --server: a file with its token; nobody else may be able to read it.")
    var tokenFile: String?

    @Option(
        help: """
            A file that is read instead, or - for standard input: a log in any format that import knows, packed or not. No \
            server and no data directory is needed.
            """)
    var file: String?

    @Option(help: "With --data: a configuration file, for names of sites other than those the server was started with.")
    var config: String?

    /// - Throws: ``CommandFailure`` where more than one place is named.
    func check() throws {
        let named = [data.map { _ in "--data" }, server.map { _ in "--server" }, file.map { _ in "--file" }]
            .compactMap(\.self)
        guard named.count <= 1 else {
            throw CommandFailure.usage("\(named.joined(separator: " and ")) name different logs; take one of them")
        }
        if tokenFile != nil, server == nil { throw CommandFailure.usage("--token-file goes with --server") }
        if config != nil, server != nil || file != nil { throw CommandFailure.usage("--config goes with --data") }
    }

    /// Opens the place that is named.
    /// - Parameter keeping: of a file nothing else is kept in memory; nil: all of it.
    func open(keeping question: LogQuestion? = nil, meter: ProgressMeter) async throws -> any LogSource {
        try check()
        if let server { return ServerSource(client: try ServerClient(server, tokenFile: tokenFile)) }
        if let file {
            let watch = InterruptWatch { "ocpplogs: stopped; the file was not read to its end" }
            defer { withExtendedLifetime(watch) {} }
            return try await FileSource.read(file, keeping: question, meter: meter)
        }
        return try StoreSource.directory(data ?? Configuration.defaultData, config: config)
    }
}
