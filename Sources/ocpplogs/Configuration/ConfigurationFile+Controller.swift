import Capture
import OCPP
import OCPPLog
import Yams

/// `controller:` what this program decides when it is the management system itself.
extension ConfigurationFile {
    func controller(_ node: Node) throws -> ControllerConfiguration {
        var controller = ControllerConfiguration()
        for (key, value) in try members(node, of: "the controller", ["chargers", "boot", "id_tags", "other_id_tags"]) {
            switch key {
            case "chargers": controller.admission = .only(try somePatterns(value))
            case "boot": controller.boot = try boot(value)
            default: break
            }
        }
        controller.idTags = try idTags(node)
        return controller
    }

    /// One answer for all stations, or a list of answers whose first match counts.
    private func boot(_ node: Node) throws -> BootPolicy {
        var policy = BootPolicy()
        guard let list = node.sequence else {
            let rule = try bootRule(node)
            return rule.chargers.isEmpty ? BootPolicy(otherwise: rule.answer) : BootPolicy(rules: [rule])
        }
        for (index, node) in list.enumerated() {
            let rule = try bootRule(node)
            if !rule.chargers.isEmpty {
                policy.rules.append(rule)
            } else if index == list.count - 1 {
                policy.otherwise = rule.answer
            } else {
                throw fault(node, "an answer without chargers is for all others: it stands last")
            }
        }
        return policy
    }

    private func bootRule(_ node: Node) throws -> BootPolicy.Rule {
        var rule = BootPolicy.Rule(chargers: [], answer: BootPolicy.Answer(.accepted))
        for (key, value) in try members(node, of: "an answer to BootNotification", ["chargers", "status", "interval"]) {
            switch key {
            case "chargers": rule.chargers = try somePatterns(value)
            case "status": rule.answer.status = try word(value, key, BootPolicy.Status.self)
            default: rule.answer.interval = try span(value, key).duration
            }
        }
        return rule
    }

    private func idTags(_ controller: Node) throws -> IDTagPolicy {
        let others = try controller["other_id_tags"].map { try word($0, "other_id_tags", IDTagPolicy.Status.self) }
        guard let node = controller["id_tags"] else {
            return others.map { IDTagPolicy([], others: $0) } ?? .acceptAll
        }
        let tags = try list(node, "id_tags is a list: id_tags: [{id: 04A2B3C4, status: Accepted}]").map(idTag)
        return IDTagPolicy(tags, others: others ?? .invalid)
    }

    private func idTag(_ node: Node) throws -> IDTagPolicy.IDTag {
        guard node.scalar == nil else { return IDTagPolicy.IDTag(id: try string(node)) }
        var tag = IDTagPolicy.IDTag(id: "")
        for (key, value) in try members(node, of: "an id tag", ["id", "status", "expiry", "parent"]) {
            switch key {
            case "id": tag.id = try string(value)
            case "status": tag.status = try word(value, key, IDTagPolicy.Status.self)
            case "expiry":
                guard let moment = Timestamp(try string(value)) else {
                    throw fault(value, "expiry is a time in RFC 3339, such as 2027-01-01T00:00:00Z")
                }
                tag.expiry = moment
            default: tag.parent = try string(value)
            }
        }
        guard !tag.id.isEmpty else { throw fault(node, "this id tag has no id") }
        return tag
    }
}
