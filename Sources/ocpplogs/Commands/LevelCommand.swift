import ArgumentParser
import Foundation
import OCPP
import OCPPLog

/// `ocpplogs level`: how much of a site is kept, shown and changed while the server runs.
struct LevelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "level",
        abstract: "Shows or sets how much of a site's traffic a running server keeps.",
        discussion: """
            A level that is set counts from the next message on, outranks the configuration file and stays over a \
            restart, until its time is over or default takes it back. To set it the token of the server is wanted.

            Examples:
              ocpplogs level depot-7
              ocpplogs level depot-7 debug --for 24h --reason 'connector 1 does not lock'
              ocpplogs level depot-7 default
            """)

    @Argument(help: "The id of the site.")
    var site: String

    @Argument(help: "none, info or debug; default goes back to the configuration. Left out: the level is shown.")
    var level: Word?

    @Option(name: .customLong("for"), help: "For so long: 30m, 24h, 7d. Default: until it is taken back.")
    var span: TimeSpan?

    @Option(help: "Why, for those who come later.")
    var reason: String?

    @OptionGroup var server: ServerOptions

    @Flag(help: "One JSON object.")
    var json = false

    @Option(help: "The zone in which times are shown: local, UTC, +01:00, Europe/Berlin.")
    var tz = ShownZone.local

    /// What may be asked for.
    enum Word: String, CaseIterable, ExpressibleByArgument {
        case none, info, debug, `default`
    }

    func run() async throws {
        Terminal.ignoreHangUps()
        guard span == nil || (level != nil && level != .default) else {
            throw CommandFailure.usage(
                "--for goes with a level: ocpplogs level \(VisibleText.of(site)) debug --for 24h")
        }
        let standing: Standing
        switch level {
        case nil: standing = try await shown()
        case .default:
            standing = try Standing(try await client(writes: true).delete(path))
        case let level?:
            var object = JSONObjectText()
            object.add("level", text: level.rawValue)
            if let span { object.add("until", text: SystemTime.now().advanced(by: span.duration).description) }
            if let reason { object.add("reason", text: reason) }
            standing = try Standing(try await client(writes: true).put(path, object.json))
        }
        Terminal.print(json ? standing.object(site).json : standing.sentence(site, tz))
    }

    private var path: String { "/api/v1/sites/\(ServerClient.encoded(site))/level" }

    private func client(writes: Bool) throws -> ServerClient {
        try ServerClient(server.server, tokenFile: writes ? server.tokenPath : server.tokenFile)
    }

    private func shown() async throws -> Standing {
        let sites = try await ServerSource(client: try client(writes: false)).siteFacts()
        guard let found = sites.first(where: { $0.id == site }) else {
            let known = sites.map { VisibleText.of($0.id) }.joined(separator: ", ")
            throw CommandFailure.usage("there is no site \"\(VisibleText.of(site))\"; there are \(known)")
        }
        return Standing(
            level: found.level ?? "", from: found.levelFrom, configured: found.configured, until: found.until)
    }
}

/// How a site stands.
private struct Standing {
    var level: String
    var from: String?
    var configured: String?
    var until: Timestamp?

    init(level: String, from: String?, configured: String?, until: Timestamp?) {
        (self.level, self.from, self.configured, self.until) = (level, from, configured, until)
    }

    /// - Throws: ``CommandFailure`` when the server answers something else.
    init(_ json: [UInt8]) throws {
        guard let members = try? JSONMembers(of: json), let level = members["level"]?.text else {
            throw CommandFailure.server("the server's answer cannot be read; is it of another version?")
        }
        self.level = level
        configured = members["configured"]?.text
        let override = members["override"].flatMap { $0.token.kind == .null ? nil : try? JSONMembers(of: $0.bytes) }
        from = override == nil ? "configuration" : "override"
        until = override?["until"]?.text.flatMap { Timestamp($0) }
    }

    func sentence(_ site: String, _ zone: ShownZone) -> String {
        var text = "\(VisibleText.of(site)) is at \(level)"
        if let until { text += " until \(zone.full(until))" }
        if from == "override" {
            text += ", set over the configuration"
            if let configured { text += ", which says \(configured)" }
        } else if let from {
            text += ", by \(from == "default" ? "default" : "the \(from)")"
        }
        return text
    }

    func object(_ site: String) -> JSONObjectText {
        var object = JSONObjectText()
        object.add("site_id", text: site)
        object.add("level", text: level)
        object.add("level_from", text: from)
        object.add("until", text: until?.description)
        return object
    }
}
