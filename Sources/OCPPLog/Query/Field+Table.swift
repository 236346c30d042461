import OCPP

/// Every key that can be asked for: one row a field.
extension Field {
    /// Every field, in the order in which they are offered.
    public static let all: [Field] = [
        action, charger, site, connector, evse, status, result, error, source, tag, tx, id, level, kind, severity, `is`,
        reason, finding, version, vendor, model, firmware, latency, size,
    ]

    /// The OCPP action. Entries without one have the empty text.
    public static let action = Field("action", [], .text, .name { $0.action?.rawValue ?? "" })
    /// The identity of the charging station.
    public static let charger = Field(
        "charger", ["charger_id", "station", "cp", "cs"], .text, .text { $0.chargerID.rawValue })
    /// The id of a site or its name.
    public static let site = Field(
        "site", ["site_id"], .text, .texts { [$0.siteID.rawValue, $1.name(of: $0.siteID)] })
    /// 0 is the whole station.
    public static let connector = Field("connector", ["connector_id", "conn"], .number, .number { $0.connectorID })
    /// The EVSE of 2.x.
    public static let evse = Field("evse", ["evse_id"], .number, .number { $0.evseID })
    /// The state that is reported or the status of the answer.
    public static let status = Field(
        "status", [], .text, .texts { entry, _ in [entry.reportedStatus, entry.answerStatus].compactMap(\.self) })
    /// How the exchange ended; what is accepted is also ok.
    public static let result = Field("result", ["outcome"], .text, .texts { entry, _ in entry.outcome?.words ?? [] })
    /// The codes of what went wrong, whatever their spelling.
    public static let error = Field(
        "error", ["error_code"], .text, .texts { entry, _ in entry.errorCodes.flatMap(FaultCode.words) })
    /// Who sent the request.
    public static let source = Field(
        "source", ["src"], .oneOf(Source.allCases.map(\.rawValue)), .text { $0.source.rawValue })
    /// The id tag or id token.
    public static let tag = Field("tag", ["idtag", "id_tag", "idtoken"], .text, .text { $0.idTag })
    /// The transaction id.
    public static let tx = Field(
        "tx", ["transaction", "transactionid", "transaction_id"], .numericText, .text { $0.transactionID })
    /// The entry's id or the unique id of its frame.
    public static let id = Field(
        "id", ["unique_id", "messageid", "msg"], .text,
        .texts { entry, _ in [entry.id.description] + (entry.uniqueID.map { [$0.rawValue] } ?? []) })
    /// The class of the exchange, not the level in force when it was recorded.
    public static let level = Field(
        "level", [], .oneOf([Level.info.rawValue, Level.debug.rawValue]), .text { $0.level?.rawValue })
    /// What the entry is a record of.
    public static let kind = Field(
        "kind", [], .oneOf(EntryKind.allCases.map(\.rawValue)), .text { $0.kind.rawValue })
    /// Why an entry is no plain exchange: `opened`, `closed`, `refused`, `timeout`, `not_json` …
    public static let reason = Field("reason", [], .text, .text { $0.reason })
    /// What rules found in it when it was recorded, by their codes: `clock-drift` …
    public static let finding = Field(
        "finding", ["findings"], .text, .texts { entry, _ in entry.findings })
    /// The version of OCPP.
    public static let version = Field("version", [], .version, .text { $0.version.rawValue })
    /// How serious it is, as pages show it.
    public static let severity = Field(
        "severity", ["sev"], .oneOf(["error", "warning", "note", "ok"]), .text { ResultMark(of: $0).tone.rawValue })
    /// Words for sorts of entries.
    public static let `is` = Field("is", [], .oneOf(EntryMark.allCases.map(\.rawValue)), .mark)
    /// Who built the station, as its last boot said.
    public static let vendor = Field("vendor", [], .text, .boot)
    /// The model of the station, as its last boot said.
    public static let model = Field("model", [], .text, .boot)
    /// The firmware of the station, as its last boot said.
    public static let firmware = Field("firmware", ["fw"], .version, .boot)
    /// How long the answer took.
    public static let latency = Field("latency", ["duration", "latency_ms"], .duration, .amount { $0.latency })
    /// Bytes of request and response on the wire.
    public static let size = Field(
        "size", [], .size,
        .amount { entry in
            let lengths = [entry.request?.length, entry.response?.length].compactMap(\.self)
            return lengths.isEmpty ? nil : Int64(lengths.reduce(0, +))
        })
    /// Asks whether other keys are there; the parser makes `key:*` of it.
    static let has = Field("has", [], .key, .texts { _, _ in [] })
}

extension Outcome {
    /// The words by which `result:` finds it: what is accepted is also ok.
    var words: [String] {
        switch self {
        case .accepted: [word, Outcome.ok.word]
        case .callError(let code): ErrorSpelling.all(of: code)
        case .ok, .rejected, .unanswered: [word]
        }
    }
}
