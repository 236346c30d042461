import OCPP
import OCPPLog

// What the server counts and lists.

extension ServerSource {
    func facets(_ question: LogQuestion, fields: [Field], limit: Int) async throws -> CountAnswer<[Facet]> {
        let keys = fields.map { ("key", $0.name) }
        let query = Self.parameters(question) + keys + [("limit", String(min(limit, Self.mostValues)))]
        let answer = try members(try await client.get("/api/v1/facets", query))
        let facets = try (answer["facets"]?.elements ?? []).compactMap { element -> Facet? in
            let facet = try members(element)
            guard let field = facet["key"]?.text.flatMap(Field.named) else { return nil }
            let values = try (facet["values"]?.elements ?? []).compactMap { element -> Facet.Value? in
                let value = try members(element)
                guard let text = value["value"]?.text, let count = value["count"]?.number else { return nil }
                return Facet.Value(text, count: Int(count))
            }
            return Facet(field, values, more: Int(facet["more"]?.number ?? 0))
        }
        return CountAnswer(facets, unreadable: Self.unreadable(answer))
    }

    func count(_ question: LogQuestion) async throws -> CountAnswer<Int> {
        var question = question
        if question.from == nil { question.from = LogQuestion.beginning }
        if question.to == nil { question.to = LogQuestion.end.advanced(by: .seconds(-1)) }
        let answer = try members(
            try await client.get("/api/v1/histogram", Self.parameters(question) + [("buckets", "1")]))
        let total = try (answer["buckets"]?.elements ?? []).reduce(0) { sum, element in
            sum + Int(try members(element)["total"]?.number ?? 0)
        }
        return CountAnswer(total, unreadable: Self.unreadable(answer))
    }

    /// Nothing from a server that does not say it yet.
    private static func unreadable(_ answer: JSONMembers) -> Int {
        answer["unreadable"]?.number.map { Int($0) } ?? 0
    }

    func siteFacts() async throws -> [SiteFacts] {
        let answer = try members(try await client.get("/api/v1/sites"))
        return try (answer["sites"]?.elements ?? []).map { element in
            let site = try members(element)
            let override = site["override"].flatMap { try? JSONMembers(of: $0.bytes) }
            return SiteFacts(
                id: site["id"]?.text ?? site["site_id"]?.text ?? "", name: site["name"]?.text ?? "",
                level: site["level"]?.text, levelFrom: site["level_from"]?.text,
                configured: site["configured"]?.text,
                until: (override?["until"] ?? site["until"])?.text.flatMap { Timestamp($0) },
                chargers: (site["chargers"]?.elements ?? []).map(Self.text))
        }
    }

    func chargers(limit: Int, meter: ProgressMeter) async throws -> [ChargerFacts] {
        var found: [ChargerFacts] = []
        var after: String?
        repeat {
            var query = [("limit", String(min(Self.largestListing, limit + 1 - found.count)))]
            if let after { query.append(("after", after)) }
            let answer = try members(try await client.get("/api/v1/chargers", query))
            for element in answer["chargers"]?.elements ?? [] {
                let charger = try members(element)
                found.append(
                    ChargerFacts(
                        id: charger["id"]?.text ?? "", site: charger["site_id"]?.text ?? "",
                        isConnected: charger["connected"].map { $0.token.kind == .true },
                        lastSeen: charger["last_seen"]?.text.flatMap { Timestamp($0) },
                        version: charger["version"]?.text, vendor: charger["vendor"]?.text,
                        model: charger["model"]?.text, firmware: charger["firmware"]?.text))
            }
            after = answer["next"]?.text
        } while after != nil && found.count <= limit
        return found
    }

    /// The most values of a key, and the most charging stations, that the server tells at once.
    private static let (mostValues, largestListing) = (1_000, 500)

    private static func text(_ json: [UInt8]) -> String {
        guard json.count >= 2 else { return "" }
        return JSONText.decode(1..<json.count - 1, hasEscapes: json.contains(UInt8(ascii: "\\")), in: json.span)
    }
}
