import OCPP
import Testing

/// Our checker says what Python's jsonschema says of payloads that `scripts/schema-facts --samples` wrote.
struct SchemaSampleTests {
    @Test(arguments: ["1.6", "2.0.1", "2.1"])
    func theCheckAgreesWithAnotherValidatorOnEverySample(_ version: String) throws {
        let samples = try SchemaSample.all().filter { $0.version.rawValue == version }
        #expect(samples.count >= 78)
        var forms = SchemaForms()
        var count = 0
        for sample in samples {
            let schema = try #require(sample.schema, "\(sample.action) \(sample.side)")
            let valid = SchemaCheck.problems(in: sample.payload.span, against: schema)
            #expect(valid.isEmpty, "\(sample.action) \(sample.side): \(valid)")
            #expect(
                forms.problems(
                    in: sample.payload.span, of: sample.action, sample.side, in: sample.version
                ).isEmpty)
            for mutation in sample.mutations {
                let bytes = mutation.applied(to: sample.payload)
                let problems = SchemaCheck.problems(in: bytes.span, against: schema, limit: 100)
                let found = Set(problems.map { SchemaSample.Place(pointer: $0.pointer, code: $0.code.rawValue) })
                #expect(
                    found == mutation.expected,
                    "\(sample.action) \(sample.side): \(String(decoding: bytes.prefix(4_000), as: UTF8.self))")
                #expect(
                    forms.problems(
                        in: bytes.span, of: sample.action, sample.side, in: sample.version, limit: 100) == problems)
                count += 1
            }
        }
        #expect(count > 300)
    }
}
