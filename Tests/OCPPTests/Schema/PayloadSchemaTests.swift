import TestSupport
import Testing

@testable import OCPP

struct PayloadSchemaTests {
    @Test(arguments: [OCPPVersion.v16, .v201, .v21])
    func everyActionHasARequestSchemaAndAResponseSchemaWhereItIsAnswered(_ version: OCPPVersion) {
        for specification in ActionSpecification.all where specification.versions.contains(version) {
            let request = PayloadSchema.request(of: specification.action, in: version)
            let response = PayloadSchema.response(of: specification.action, in: version)
            #expect(request?.side == .request && request?.version == version, "\(specification.action)")
            #expect((response != nil) == specification.hasResponse, "\(specification.action)")
        }
    }

    @Test(arguments: [OCPPVersion.v16, .v201, .v21])
    func thereIsNoSchemaOfAnActionThatTheVersionDoesNotHave(_ version: OCPPVersion) {
        for message in SchemaTable.table(of: version).messages.keys {
            #expect(message.action.specification(in: version) != nil, "\(message.action)")
        }
        #expect(PayloadSchema.request(of: Action("SetPhases"), in: version) == nil)
        #expect(PayloadSchema.request(of: Action("heartbeat"), in: version) == nil)
    }

    @Test func anUnknownVersionHasTheSchemasOfTheVersionItsFramesAreReadAs() {
        #expect(PayloadSchema.request(of: .startTransaction, in: .unknown)?.version == .v16)
        #expect(PayloadSchema.request(of: .transactionEvent, in: .unknown) == nil)
    }

    @Test(arguments: [OCPPVersion.v16, .v201, .v21])
    func everyLineOfTheFactsIsUnderstood(_ version: OCPPVersion) {
        let table = SchemaTable.table(of: version)
        #expect(table.faults == [])
        #expect(table.enumerations.allSatisfy { $0.count > 0 })
    }

    @Test func aLineThatNobodyUnderstandsIsToldAndHarmsNothing() {
        let table = SchemaTable(.v16, ["request A a!:string(...3\n b:Missing c:[integer(1...2)]\nnonsense X", "enum"])
        #expect(table.faults == ["nonsense X", "a!:string(...3", "b:Missing"])
        #expect(table.objects.indices.map(table.names) == [["c"]])
    }

    @Test func factsSayWhatTheSchemaSays() throws {
        let table = SchemaTable(
            .v21,
            [
                """
                open O id!:integer(0...) n:number(...0)
                  of:[[E]](1...4) x:any
                enum E a b
                request R d:date-time u:uri(...9) m:number/0.01 i:int o!:O
                """
            ])
        let outer = table.objects[try #require(table.messages[.init(action: Action("R"), side: .request)])]
        let members = Array(table.members[outer.members])
        #expect(members.map(\.value.kind) == [.dateTime, .uri, .number, .integer, .object])
        #expect(members.map(\.isRequired) == [false, false, false, false, true])
        #expect(members.map(\.value.most) == [nil, 9, nil, nil, nil])
        #expect(members[2].value.fractionDigits == 2)
        #expect(!members[3].value.takesPointZero && !outer.isOpen)
        let inner = table.objects[members[4].value.index]
        let parts = Array(table.members[inner.members])
        #expect(inner.isOpen && inner.required == 1 && parts.count == 4)
        #expect(parts.map(\.value.least) == [0, nil, 1, nil])
        #expect(parts.map(\.value.most) == [nil, 0, 4, nil])
        let row = table.values[parts[2].value.index]
        #expect(row.kind == .array && table.values[row.index].kind == .enumeration)
    }
}
