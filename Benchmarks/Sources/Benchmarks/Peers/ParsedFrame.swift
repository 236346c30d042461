import Foundation

/// What a program that parses with Foundation knows of a frame: what ours finds in it too, but for the place of the payload.
struct ParsedFrame {
    var type: Int
    var uniqueID: String
    var action: String?
    var connectorID: Int?
    var status: String?
    var errorCode: String?
    var transactionID: Int?
    var idTag: String?

    /// Reads a frame as an array of anything; nil when it is none.
    init?(serialized data: Data) {
        guard let elements = try? JSONSerialization.jsonObject(with: data) as? [Any], elements.count >= 3,
            let type = elements[0] as? Int, let uniqueID = elements[1] as? String
        else { return nil }
        self.type = type
        self.uniqueID = uniqueID
        if type == 4 {
            errorCode = elements[2] as? String
            return
        }
        if type == 2 {
            guard elements.count >= 4, let action = elements[2] as? String else { return nil }
            self.action = action
        }
        guard let payload = elements[type == 2 ? 3 : 2] as? [String: Any] else { return nil }
        connectorID = payload["connectorId"] as? Int
        status = payload["status"] as? String
        errorCode = payload["errorCode"] as? String
        transactionID = payload["transactionId"] as? Int
        idTag = payload["idTag"] as? String
    }
}

extension ParsedFrame: Decodable {
    private struct Payload: Decodable {
        var connectorId: Int?
        var status: String?
        var errorCode: String?
        var transactionId: Int?
        var idTag: String?
    }

    /// Reads a frame with a decoder that looks for the known members only.
    init(from decoder: any Decoder) throws {
        var elements = try decoder.unkeyedContainer()
        type = try elements.decode(Int.self)
        uniqueID = try elements.decode(String.self)
        if type == 4 {
            errorCode = try elements.decode(String.self)
            return
        }
        if type == 2 { action = try elements.decode(String.self) }
        let payload = try elements.decode(Payload.self)
        connectorID = payload.connectorId
        status = payload.status
        errorCode = payload.errorCode
        transactionID = payload.transactionId
        idTag = payload.idTag
    }
}
