import Foundation
import Insights
import OCPP
import OCPPLog
import Yams

/// Reads a readiness profile from YAML. Every fault names the file, the line and the way out.
struct ProfileFile {
    private let file: ConfigurationFile

    /// The profile of a name: one that is built in, or a file.
    /// - Throws: ``CommandFailure`` for a name that is neither, and for a file that is no profile.
    static func profile(_ name: String) throws -> ReadinessProfile {
        try parse(try text(name), name: name)
    }

    /// The YAML of a profile.
    /// - Throws: ``CommandFailure`` where there is none of that name.
    static func text(_ name: String) throws -> String {
        if let text = BuiltInProfiles.all.first(where: { $0.name == name })?.text { return text }
        guard let bytes = FileManager.default.contents(atPath: name) else {
            throw CommandFailure.usage(
                "there is no profile \"\(VisibleText.of(name))\": it is no file, and none of those that are built in: "
                    + BuiltInProfiles.all.map(\.name).joined(separator: ", "))
        }
        guard let text = String(bytes: bytes, encoding: .utf8) else {
            throw CommandFailure.usage("\(VisibleText.of(name)): the profile is no UTF-8 text")
        }
        return text
    }

    /// Reads a text; `name` stands for it in messages.
    static func parse(_ text: String, name: String) throws -> ReadinessProfile {
        let reading = ProfileFile(file: ConfigurationFile(name: VisibleText.of(name)))
        do {
            guard let root = try Yams.compose(yaml: text), root.scalar?.string != "" else {
                throw CommandFailure.usage("\(VisibleText.of(name)): the profile is empty")
            }
            return try reading.profile(root)
        } catch let error as YamlError {
            throw CommandFailure.usage("\(VisibleText.of(name))\(reading.file.problem(error))")
        }
    }

    private func profile(_ root: Node) throws -> ReadinessProfile {
        var profile = ReadinessProfile("", title: "", about: "", requirements: [])
        for (key, value) in try file.members(root, of: "a profile", ["profile", "title", "about", "requirements"]) {
            switch key {
            case "profile": profile.name = try file.string(value)
            case "title": profile.title = try file.string(value)
            case "about": profile.about = try file.string(value)
            default:
                profile.requirements = try file.list(value, "requirements is a list").map(requirement)
            }
        }
        guard !profile.name.isEmpty else { throw file.fault(root, "a profile has a name: profile: my-profile") }
        guard !profile.requirements.isEmpty else { throw file.fault(root, "a profile has requirements") }
        if profile.title.isEmpty { profile.title = profile.name }
        var seen: Set<String> = []
        for requirement in profile.requirements where !seen.insert(requirement.id).inserted {
            throw file.fault(root, "the id \"\(requirement.id)\" stands here twice")
        }
        return profile
    }

    private static let keys = [
        "id", "title", "why", "required", "message", "from", "with", "answers", "measurands", "every", "settings",
        "version", "status_after_boot", "no_finding", "zero_limit_suspends",
    ]
    private static let tests = [
        "message", "measurands", "settings", "version", "status_after_boot", "no_finding", "zero_limit_suspends",
    ]

    private func requirement(_ node: Node) throws -> Requirement {
        let members = Dictionary(
            try file.members(node, of: "a requirement", Self.keys).map { ($0.key, $0.value) },
            uniquingKeysWith: { first, _ in first })
        guard let id = try members["id"].map(file.string), !id.isEmpty else {
            throw file.fault(node, "a requirement has an id: id: boot")
        }
        let named = Self.tests.filter { members[$0] != nil }
        guard named.count == 1, let kind = named.first, let value = members[kind] else {
            throw file.fault(
                node, "the requirement \"\(id)\" says with one of \(Self.tests.joined(separator: ", ")) what is tested")
        }
        return Requirement(
            id, try members["title"].map(file.string) ?? id, why: try members["why"].map(file.string) ?? "",
            isRequired: try members["required"].map { try file.truth($0, "required") } ?? true,
            try test(kind, value, members))
    }

    private func test(_ kind: String, _ value: Node, _ members: [String: Node]) throws -> RequirementTest {
        switch kind {
        case "message": .message(try message(value, members))
        case "measurands":
            .measurands(
                anyOf: try file.list(value, "measurands is a list of measurands, or of lists of them").map(texts),
                every: try members["every"].map { try seconds($0, "every") })
        case "settings": .settings(try texts(value))
        case "version": .version(try texts(value))
        case "status_after_boot": .statusAfterBoot(within: try seconds(value, kind))
        case "no_finding": .noFinding(try codes(value))
        default: .zeroLimitSuspends(within: try seconds(value, kind))
        }
    }

    private func message(_ value: Node, _ members: [String: Node]) throws -> RequiredMessage {
        let actions = try texts(value).map { Action($0) }
        var source = Source.csms
        if let from = members["from"] {
            source = try file.word(from, "from", Source.self)
        } else if let known = actions.first?.specification, known.requestedBy.count == 1 {
            source = known.requestedBy.first ?? .csms
        } else {
            throw file.fault(value, "who sends \(actions.first?.rawValue ?? "it")? from: cp or from: csms")
        }
        var with: [String: [String]] = [:]
        if let node = members["with"] {
            guard let mapping = node.mapping else {
                throw file.fault(
                    node, "with is written as fields and values: with: {requestedMessage: BootNotification}")
            }
            for (key, value) in mapping { with[try file.string(key)] = try texts(value) }
        }
        return RequiredMessage(
            actions, by: source, with: with, answers: try members["answers"].map(texts) ?? [])
    }

    /// One text, or a list of texts.
    private func texts(_ node: Node) throws -> [String] {
        guard let list = node.sequence else { return [try file.string(node)] }
        return try list.map(file.string)
    }

    private func codes(_ node: Node) throws -> [String] {
        let codes = try texts(node)
        if let unknown = codes.first(where: { FindingRules.about($0) == nil }) {
            let near = Spelling.suggestions(for: unknown, among: FindingRules.all.map { $0.about.code }).first
            throw file.fault(
                node,
                "there is no rule \"\(unknown)\""
                    + (near.map { "; did you mean \"\($0)\"?" } ?? "; ocpplogs findings --rules lists them"))
        }
        return codes
    }

    private func seconds(_ node: Node, _ key: String) throws -> Int {
        Int(try file.span(node, key).duration.components.seconds)
    }
}
