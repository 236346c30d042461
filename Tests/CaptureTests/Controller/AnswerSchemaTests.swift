import Foundation
import OCPP
import TestSupport
import Testing

@testable import Capture

/// Every action a station may send is answered, and the answer holds what the schemas require.
struct AnswerSchemaTests {
    @Test(arguments: [OCPPVersion.v16, .v201, .v21])
    func everyActionThatAStationMaySendHasAnAnswer(version: OCPPVersion) throws {
        for specification in ActionSpecification.all
        where specification.versions.contains(version) && specification.requestedBy.contains(.cp)
            && specification.hasResponse
        {
            #expect(throws: Never.self, "\(specification.action)") { try Answer.to(specification.action, in: version) }
        }
    }

    @Test func noAnswerIsListedTwiceAndNoneIsForAnActionThatStationsDoNotSend() {
        #expect(Set(Answer.all.map(\.action)).count == Answer.all.count)
        for answer in Answer.all {
            #expect(answer.action.specification?.requestedBy.contains(.cp) == true, "\(answer.action)")
        }
    }

    @Test(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
    func answersOfAPolicyWithExpiryAndGroupHoldWhatTheSchemasKnow() throws {
        let settings = ControllerSettings.test(
            boot: BootPolicy(otherwise: .init(.pending)),
            idTags: IDTagPolicy([.init(id: "04a2", expiry: .at(60), parent: "FLEET")]))
        var checked = 0
        for schema in try SchemaFacts().answeredByController {
            guard
                ["Authorize", "StartTransaction", "StopTransaction", "TransactionEvent", "BootNotification"]
                    .contains(schema.action)
            else { continue }
            var controller = Controller.test(schema.version, settings)
            let payload = try schema.payload(of: controller.answer(to: schema.request) ?? "")
            #expect(schema.missing(in: payload).isEmpty, "\(schema): \(payload)")
            #expect(schema.unknown(in: payload).isEmpty, "\(schema): \(payload)")
            checked += 1
        }
        #expect(checked == 10)
    }

    @Test(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
    func answersHoldEveryMemberThatTheSchemasRequireAndNoOther() throws {
        let facts = try SchemaFacts()
        for schema in facts.answeredByController {
            let answer = try #require(ControllerTests.answer(to: schema.request, schema.version), "\(schema)")
            let payload = try schema.payload(of: answer)
            #expect(schema.missing(in: payload).isEmpty, "\(schema): \(answer)")
            #expect(schema.unknown(in: payload).isEmpty, "\(schema): \(answer)")
        }
        #expect(facts.answeredByController.count == 75)
    }
}

/// The members of requests and responses, from the JSON schemas of the three versions.
private struct SchemaFacts {
    let answeredByController: [Schema]

    init() throws {
        let facts = try SharedTraces.reference("ocpp-actions.json")
        let actions = try #require(facts["actions"] as? [[String: Any]])
        answeredByController = actions.compactMap(Schema.init)
    }

    struct Schema: CustomStringConvertible {
        var version: OCPPVersion
        var action: String
        var members: [(path: [String], isRequired: Bool)]

        init?(_ fact: [String: Any]) {
            guard let version = (fact["version"] as? String).flatMap(OCPPVersion.init(rawValue:)),
                let action = fact["action"] as? String, let fields = fact["response_fields"] as? [[String: Any]],
                fact["direction"] as? String != "csms->cp", fact["has_response"] as? Bool == true
            else { return nil }
            self.version = version
            self.action = action
            members = fields.map { field in
                let path = (field["path"] as? String ?? "").replacing("[]", with: "")
                return (path.split(separator: ".").map(String.init), field["required"] as? Bool == true)
            }
        }

        var description: String { "\(action) of \(version.rawValue)" }

        /// A request that has what an answer may need to repeat.
        var request: String {
            let hashes = #"{"hashAlgorithm":"SHA256","issuerNameHash":"a","issuerKeyHash":"b","serialNumber":"c"}"#
            let payload = """
                {"idTag":"04A2","idToken":{"idToken":"04A2","type":"ISO14443"},"vatNumber":"DE1",\
                "certificateStatusRequests":[{"certificateHashData":\(hashes),"source":"OCSP","urls":["u"]}]}
                """
            return #"[2,"1","\#(action)",\#(payload)]"#
        }

        func payload(of answer: String) throws -> [String: Any] {
            let frame = try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [Any]
            return try #require(frame?.count == 3 ? frame?[2] as? [String: Any] : nil, "\(self): \(answer)")
        }

        /// Required members that are not there although the object they belong to is.
        func missing(in payload: [String: Any]) -> [String] {
            members.filter(\.isRequired).filter { member in
                let owners = Self.objects(at: member.path.dropLast(), in: payload)
                return owners.contains { $0[member.path.last ?? ""] == nil }
            }.map { $0.path.joined(separator: ".") }
        }

        func unknown(in payload: [String: Any]) -> [String] {
            Self.paths(in: payload).filter { path in !members.contains { $0.path == path } }.map {
                $0.joined(separator: ".")
            }
        }

        private static func objects(at path: ArraySlice<String>, in value: Any) -> [[String: Any]] {
            if let array = value as? [Any] { return array.flatMap { objects(at: path, in: $0) } }
            guard let object = value as? [String: Any] else { return [] }
            guard let name = path.first else { return [object] }
            return object[name].map { objects(at: path.dropFirst(), in: $0) } ?? []
        }

        private static func paths(in value: Any) -> [[String]] {
            if let array = value as? [Any] { return array.flatMap(paths) }
            guard let object = value as? [String: Any] else { return [] }
            return object.flatMap { name, value in [[name]] + paths(in: value).map { [name] + $0 } }
        }
    }
}
