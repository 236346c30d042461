import Testing

@testable import OCPP

/// A payload that was as it should be is known again when only its values are others.
struct SchemaFormTests {
    private func form(of payload: String) throws -> SchemaForm {
        let schema = try #require(PayloadSchema.request(of: .meterValues, in: .v16))
        var walk = SchemaWalk(table: schema.table, limit: 20, notesPlaces: true)
        walk.read(Array(payload.utf8).span, as: SchemaTable.Value(kind: .object, index: schema.object))
        try #require(walk.problems.isEmpty)
        let form = SchemaForm(Array(payload.utf8).span, walk.places)
        return try #require(form)
    }

    private func problems(_ payload: [UInt8], _ forms: inout SchemaForms) -> [SchemaProblem] {
        forms.problems(in: payload.span, of: .meterValues, .request, in: .v16)
    }

    private func fits(_ payload: String, _ form: SchemaForm) -> Bool {
        form.fits(Array(payload.utf8).span)
    }

    private func payload(_ connector: String, _ time: String, _ value: String, _ rest: String = "") -> String {
        """
        {"connectorId":\(connector),"transactionId":7,"meterValue":[{"timestamp":"\(time)",\
        "sampledValue":[{"value":"\(value)","measurand":"Voltage"\(rest)}]}]}
        """
    }

    @Test(arguments: [
        ("1", "2026-11-24T03:00:00Z", "230.1"), ("12", "2026-11-24T03:00:00.123+01:00", ""),
        ("0", "2027-01-01T00:00:00z", "x y"),
    ])
    func otherValuesFit(_ connector: String, _ time: String, _ value: String) throws {
        let form = try form(of: payload("1", "2026-11-23T02:59:00Z", "229.8"))
        #expect(fits(payload(connector, time, value), form))
    }

    @Test(arguments: [
        ("-", "2026-11-24T03:00:00Z", "230", ""), ("01", "2026-11-24T03:00:00Z", "230", ""),
        ("1.5", "2026-11-24T03:00:00Z", "230", ""), ("\"1\"", "2026-11-24T03:00:00Z", "230", ""),
        ("1", "2026-11-24T03:00:00", "230", ""), ("1", "2026-11-24T03:00:00Z", "a\\u0062", ""),
        ("1", "2026-11-24T03:00:00Z", "ä", ""), ("1", "2026-11-24T03:00:00Z", "230\",\"x\":\"1", ""),
        ("1", "2026-11-24T03:00:00Z", "230", ",\"unit\":\"V\""), ("", "2026-11-24T03:00:00Z", "230", ""),
    ])
    func whatOnlyAWalkCanTellDoesNotFit(_ connector: String, _ time: String, _ value: String, _ rest: String) throws {
        let form = try form(of: payload("1", "2026-11-23T02:59:00Z", "229.8"))
        #expect(!fits(payload(connector, time, value, rest), form))
    }

    @Test func noBeginningAndNoLongerTextFits() throws {
        let whole = payload("1", "2026-11-23T02:59:00Z", "229.8")
        let form = try form(of: whole)
        #expect(fits(whole, form))
        for length in 0..<whole.count { #expect(!fits(String(whole.prefix(length)), form)) }
        #expect(!fits(whole + " ", form))
    }

    @Test func moreFormsThanAreKeptChangeNothing() {
        var forms = SchemaForms()
        for round in 0..<3 {
            for spaces in 0..<SchemaForms.mostForms * 2 {
                let blank = String(repeating: " ", count: spaces)
                let good = Array((blank + payload("\(round)", "2026-11-23T02:59:00Z", "229.8")).utf8)
                #expect(problems(good, &forms).isEmpty)
                let bad = Array((blank + payload("\(round)", "2026-11-23 02:59:00", "229.8")).utf8)
                #expect(problems(bad, &forms).map(\.code) == [.badFormat])
            }
        }
    }
}
