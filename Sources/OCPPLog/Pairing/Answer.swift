import OCPP

/// A CALLRESULT, CALLERROR or CALLRESULTERROR on its way into the entry it completes.
struct Answer {
    var uniqueID: UniqueID
    private var frame: RecordedFrame
    private var fields: PayloadFields

    init(_ result: Frame.CallResult, _ bytes: [UInt8]) {
        uniqueID = result.uniqueID
        frame = RecordedFrame(bytes, payload: result.payload)
        fields = result.fields
    }

    init(_ error: Frame.CallError, _ bytes: [UInt8]) {
        uniqueID = error.uniqueID
        frame = RecordedFrame(bytes, payload: error.details, error: .init(code: error.code, text: error.text))
        fields = PayloadFields()
    }

    /// Writes the answer into its entry. What the request said of connector and transaction holds.
    func fill(_ entry: inout Entry) {
        entry.response = frame
        entry.take(responseFields: fields)
    }
}

extension Entry {
    /// Takes over what a request says.
    mutating func take(requestFields fields: PayloadFields) {
        connectorID = fields.connectorID
        evseID = fields.evseID
        reportedStatus = fields.status
        transactionID = fields.transactionID
        idTag = fields.idTag
        errorCodes = [fields.errorCode, fields.vendorErrorCode].compactMap { $0 }.filter {
            !$0.isEmpty && $0 != "NoError"
        }
    }

    /// Takes over what its response says; what the request said of connector and transaction holds.
    mutating func take(responseFields fields: PayloadFields) {
        answerStatus = fields.status
        connectorID = connectorID ?? fields.connectorID
        evseID = evseID ?? fields.evseID
        transactionID = transactionID ?? fields.transactionID
        if let error = response?.error { errorCodes.insert(error.code.rawValue, at: 0) }
    }
}
