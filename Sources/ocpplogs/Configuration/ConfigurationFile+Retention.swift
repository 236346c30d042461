import Foundation
import OCPPLog
import Yams

/// `retention:` how long entries are kept, and how large the log may become.
extension ConfigurationFile {
    func retention(_ node: Node) throws -> Retention {
        var retention = Retention()
        var sites: Node?
        for (key, value) in try members(node, of: "retention", ["info", "debug", "max_size", "sites"]) {
            switch key {
            case "info": retention.days.info = try days(value, key)
            case "debug": retention.days.debug = try days(value, key)
            case "max_size": retention.cap = try logSize(value, key)
            default: sites = value
            }
        }
        // Last, wherever it stands: a site takes over what it does not say itself.
        if let sites { retention.sites = try retentionOfSites(sites, otherwise: retention.days) }
        return retention
    }

    private func retentionOfSites(
        _ node: Node, otherwise common: Retention.Days
    ) throws -> [SiteID: Retention.Days] {
        guard let mapping = node.mapping else {
            throw fault(node, "sites is written as site ids and times: sites: {depot-7: {debug: 7d}}")
        }
        var sites: [SiteID: Retention.Days] = [:]
        for (site, node) in mapping {
            var times = common
            for (key, value) in try members(node, of: "the retention of a site", ["info", "debug"]) {
                if key == "info" { times.info = try days(value, key) } else { times.debug = try days(value, key) }
            }
            sites[SiteID(try string(site))] = times
        }
        return sites
    }

    /// A number of days from 1 to 36,500; nil for `forever`.
    private func days(_ node: Node, _ key: String) throws -> Int? {
        let text = try string(node)
        if text == "forever" { return nil }
        guard text.hasSuffix("d"), let days = Int(text.dropLast()), (1...36_500).contains(days) else {
            throw fault(node, "\(key) is a number of days, such as 90d, or forever")
        }
        return days
    }

    /// A number of bytes: `500MB`, `20GB`, `16GiB`; nil for `unlimited`.
    private func logSize(_ node: Node, _ key: String) throws -> Int64? {
        let text = try string(node)
        if text == "unlimited" { return nil }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let units: [String: Int64] = [
            "MB": 1_000_000, "MiB": 1 << 20, "GB": 1_000_000_000, "GiB": 1 << 30, "TB": 1_000_000_000_000,
            "TiB": 1 << 40,
        ]
        guard let number = Int64(digits), number <= 1_000_000,
            let unit = units[text[digits.endIndex...].trimmingCharacters(in: .whitespaces)],
            number * unit >= 64_000_000
        else { throw fault(node, "\(key) is a size from 64MB on, such as 20GB, or unlimited") }
        return number * unit
    }
}
