import CLinux
import Foundation
import Reporting

/// Measures this package on the wire beside nginx and haproxy, and prints the tables of docs/benchmarks.md.
///
/// The same program is also each of the processes of a run: `stations PORT`, `csms [awake]`, `proxy KIND UPSTREAM-PORT`.
@main
@MainActor
struct Main {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            switch arguments.first {
            case "stations":
                linux_exact_timers()
                try Chargers(port: try port(arguments.last)).run()
            case "csms": try CSMS(staysAwake: arguments.contains("awake")).run()
            case "proxy":
                guard arguments.count == 3, let kind = OwnProxy.Kind(rawValue: arguments[1]) else {
                    throw UsageError("proxy wants a kind and a port")
                }
                try await OwnProxy(kind: kind, upstream: try port(arguments[2])).run()
            default: try run(try Options(arguments))
            }
        } catch let error as UsageError {
            fail("\(error)\n\n\(Options.help)", status: 2)
        } catch {
            fail("\(error)", status: 1)
        }
    }

    private static func port(_ text: String?) throws(UsageError) -> UInt16 {
        guard let port = text.flatMap({ UInt16($0) }) else { throw UsageError("a port is missing") }
        return port
    }

    private static func run(_ options: Options) throws {
        // Asked first: a run takes minutes.
        let document = try options.file.map { path throws(UsageError) in try Document(path, writer: "Load") }
        var files = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files)
        files.rlim_cur = files.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files)
        var sections = ["Measured on: \(Machine.description()).\n"]
        print(sections[0])
        for scenario in options.scenarios {
            let section = try scenario.section(options)
            Line.say(section)
            sections.append(section)
        }
        try document?.write(figures: sections.joined(separator: "\n"))
    }

    private static func fail(_ text: String, status: Int32) {
        FileHandle.standardError.write(Data("\(text)\n".utf8))
        exit(status)
    }
}
