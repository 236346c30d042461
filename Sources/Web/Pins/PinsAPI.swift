import HTTPTypes
import Hummingbird
import OCPP
import OCPPLog

/// `/api/v1/pins`: the entries that are pinned.
struct PinsAPI: Sendable {
    let store: any EntryStore
    let settings: WebSettings

    /// Until there are accounts, all that is known of who pins is that it had the token.
    private static let bearer = "token"

    /// `GET /api/v1/pins`: the pins with what the log has of their entries.
    var list: APIOperation {
        APIOperation(
            method: .get, path: "/api/v1/pins", name: "listPins", summary: "The entries that are pinned",
            detail: """
                The newest pin first. `in_log` is false for an entry that retention took away: its pin finds nothing and \
                can be removed. It is null where that is not known, since the time was up or a part of the log is damaged. \
                The entries themselves are found with the query `is:pinned`.
                """,
            responses: [.json("The pins.", Self.pins, example: Self.example)], problems: [.notFound], answer: list)
    }

    /// `PUT /api/v1/pins/{id}`: pins an entry.
    var put: APIOperation {
        APIOperation(
            method: .put, path: "/api/v1/pins/{id}", name: "pinEntry", summary: "Pins an entry",
            detail: """
                An entry that is pinned keeps the pin it has. At most \(PinList.most) entries are pinned; one more is \
                refused with `\(Pinning.full)`.
                """,
            parameters: [.entryID],
            responses: [.json("The pin of the entry.", Self.pin, example: Self.one)],
            problems: [.notFound, APIProblem(.conflict, Pinning.full), Self.unwritable], answer: put)
    }

    /// `DELETE /api/v1/pins/{id}`: takes the pin of an entry away.
    var delete: APIOperation {
        APIOperation(
            method: .delete, path: "/api/v1/pins/{id}", name: "unpinEntry", summary: "Takes the pin of an entry away",
            parameters: [.entryID],
            responses: [
                .json("Whether it had one.", Self.removed, example: ["id": "3f09a2c1-1842", "was_pinned": true])
            ], problems: [.notFound, Self.unwritable], answer: delete)
    }

    private var pinning: Pinning { Pinning(store: store, settings: settings) }

    @Sendable private func list(_ call: APICall) async throws -> Response {
        let pins = try pinning.board().pins().pins
        let pinned = try await call.context.whileClientStays {
            try await PinnedEntry.all(pins, in: store, budget: WebLimits.searchTime)
        }
        var object = JSONObjectText()
        object.add("pins", objects: pinned.map { PinJSON.object(of: $0) })
        object.add("most", number: PinList.most)
        return .json(Array(object.json.utf8))
    }

    @Sendable private func put(_ call: APICall) async throws -> Response {
        let pin = try await pinning.pin(try Self.id(of: call), by: Self.bearer)
        return .json(Array(PinJSON.object(of: pin).json.utf8))
    }

    @Sendable private func delete(_ call: APICall) async throws -> Response {
        let id = try Self.id(of: call)
        return .json(["id": .text(id.description), "was_pinned": .flag(try pinning.unpin(id))])
    }

    private static func id(of call: APICall) throws(WebProblem) -> EntryID {
        guard let id = call["id"].flatMap({ EntryID($0) }) else { throw .notFound("There is no entry with this id.") }
        return id
    }

    private static let unwritable = APIProblem(.internalServerError, "store_unwritable")

    private static let members: [JSONTree.Member] = [
        .init("id", ["type": "string"]), .init("since", APISchemas.moment),
        .init("by", APISchemas.described(["type": "string"], "`page`, `token` or `command`.")),
    ]

    private static let pin = JSONTree.shared("Pin", APISchemas.object(members))

    private static let pins = APISchemas.object([
        .init(
            "pins",
            APISchemas.list(
                of: APISchemas.object(
                    members + [
                        .init("in_log", ["type": ["boolean", "null"]]), .init("datetime", APISchemas.momentOrNull),
                        .init("charger_id", APISchemas.textOrNull), .init("kind", APISchemas.textOrNull),
                        .init("action", APISchemas.textOrNull),
                    ]))),
        .init("most", APISchemas.described(APISchemas.count, "So many can be pinned.")),
    ])

    private static let removed = APISchemas.object([
        .init("id", ["type": "string"]), .init("was_pinned", ["type": "boolean"]),
    ])

    private static let one: JSONTree = [
        "id": "3f09a2c1-1842", "since": "2026-11-23T11:02:10.000000Z", "by": "token",
    ]

    private static let example: JSONTree = [
        "pins": [
            [
                "id": "3f09a2c1-1842", "since": "2026-11-23T11:02:10.000000Z", "by": "token", "in_log": true,
                "datetime": "2026-11-23T10:41:07.412000Z", "charger_id": "DE-MUC-07", "kind": "exchange",
                "action": "StatusNotification",
            ]
        ], "most": .number(PinList.most),
    ]
}
