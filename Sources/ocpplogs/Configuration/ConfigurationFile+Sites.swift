import OCPP
import OCPPLog
import Yams

/// `sites:` and what is kept of them in the data directory.
extension ConfigurationFile {
    func sites(_ node: Node) throws -> [Site] {
        var seen: Set<SiteID> = []
        return try list(node, "sites is a list: sites: [{id: depot-7, …}]").map { node in
            let site = try site(node)
            guard seen.insert(site.id).inserted else {
                throw fault(node, "the site id \"\(site.id)\" stands here twice")
            }
            return site
        }
    }

    private func site(_ node: Node) throws -> Site {
        var id: String?
        var name: String?
        var level = Level.info
        var chargers: [Glob] = []
        for (key, value) in try members(node, of: "a site", ["id", "name", "level", "chargers"]) {
            switch key {
            case "id": id = try string(value)
            case "name": name = try string(value)
            case "level": level = try self.level(value)
            default: chargers = try patterns(value)
            }
        }
        guard let id, !id.isEmpty else { throw fault(node, "this site has no id") }
        return Site(id: SiteID(id), name: name, level: level, chargers: chargers)
    }

    private func level(_ node: Node) throws -> Level {
        // An unquoted `none` is a string in YAML; a bare `null` or nothing is not.
        guard let level = Level(rawValue: try string(node).lowercased()) else {
            throw fault(node, "level is none, info or debug, not \"\(try string(node))\"")
        }
        return level
    }

    /// Sites as a configuration file of their own; what is written here is read by ``parse(_:name:)``.
    static func text(of sites: [Site]) -> String {
        guard !sites.isEmpty else { return "sites: []\n" }
        // A JSON string is a YAML string.
        return "sites:\n"
            + sites.map { site in
                let chargers = site.chargers.map { JSONText.quoted($0.description) }.joined(separator: ", ")
                return "  - {id: \(JSONText.quoted(site.id.rawValue)), name: \(JSONText.quoted(site.name)), "
                    + "level: \(site.level.rawValue), chargers: [\(chargers)]}\n"
            }.joined()
    }
}
