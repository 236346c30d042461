import OCPP

extension Answer {
    /// VatNumberValidation (2.1): rejected, since the controller knows no register of VAT numbers; the number is repeated.
    static let vatNumberValidation = Answer(to: Action("VatNumberValidation")) { call throws(CallRefusal) in
        guard let number = call.payload.member("vatNumber")?.text else { throw .missing("vatNumber") }
        return ["vatNumber": .text(number), "status": "Rejected"]
    }
}
