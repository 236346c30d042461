import OCPP

extension FuzzTarget {
    /// The reader of OCPP frames, the fields it copies out, and the schemas: what a frame names lies within it.
    static let frame = FuzzTarget(name: "frame", grammar: .json, seeds: frameSeeds) { bytes in
        var input = FuzzInput(bytes)
        let version = OCPPVersion.allCases[input.choice(OCPPVersion.allCases.count)]
        let text = input.takeRest()
        switch FrameReader(version: version).read(text.span) {
        case .call(let call):
            let again = FrameWriter.call(call.uniqueID, call.action, payload: string(call.payload, in: text))
            return broken(call, .call, in: text, version) ?? brokenWhenWritten(call, again, in: text, version)
        case .send(let call):
            return broken(call, .send, in: text, version)
        case .callResult(let result):
            return brokenPayload(result.payload, result.fields, .response, in: text)
        case .callError(let error), .callResultError(let error):
            guard let details = error.details else { return nil }
            guard isWithin(details, text) else { return "the details lie outside of the frame" }
            return WholeJSON.isRead(Array(text[details])) ? nil : "the details are no JSON"
        case .malformed(let problem):
            guard (0...text.count).contains(problem.offset) else { return "the fault lies outside of the frame" }
            return problem.description.isEmpty ? "a fault has no words" : nil
        }
    }

    private static func broken(
        _ call: Frame.Call, _ type: MessageType, in text: [UInt8], _ version: OCPPVersion
    ) -> String? {
        if let broken = brokenPayload(call.payload, call.fields, .request, in: text) { return broken }
        let payload = Array(text[call.payload])
        // Whatever the action is: the schema of a rich message is walked as well.
        for action in [call.action, Action("TransactionEvent"), Action("SetChargingProfile")] {
            for side in [PayloadSide.request, .response] {
                guard let schema = PayloadSchema(of: action, side, in: version) else { continue }
                let problems = SchemaCheck.problems(in: payload.span, against: schema, limit: 5)
                if problems.count > 5 { return "more problems were told than asked for" }
                if problems.contains(where: { $0.description.isEmpty }) { return "a problem has no words" }
            }
        }
        return nil
    }

    private static func brokenPayload(
        _ range: Range<Int>, _ fields: PayloadFields, _ side: PayloadSide, in text: [UInt8]
    ) -> String? {
        guard isWithin(range, text) else { return "the payload lies outside of the frame" }
        let payload = Array(text[range])
        guard WholeJSON.isRead(payload) else { return "the payload is no JSON" }
        guard payload.first == UInt8(ascii: "{") || payload == Array("null".utf8) else { return "it is no object" }
        guard PayloadFields(of: payload.span, in: side) == fields else { return "read alone it has other fields" }
        guard let members = try? JSONMembers(of: payload) else { return "the payload has no members" }
        for name in members.names {
            guard let value = members[name], WholeJSON.isRead(value.bytes) else { return "a member is no JSON" }
            guard value.elements.allSatisfy(WholeJSON.isRead) else { return "an element is no JSON" }
            _ = value.text
            _ = value.number
        }
        return nil
    }

    private static func brokenWhenWritten(
        _ call: Frame.Call, _ again: [UInt8], in text: [UInt8], _ version: OCPPVersion
    ) -> String? {
        guard case .call(let copy) = FrameReader(version: version).read(again.span) else {
            return "written anew it is no CALL"
        }
        return copy.uniqueID == call.uniqueID && copy.action == call.action && copy.fields == call.fields
            && again[copy.payload] == text[call.payload] ? nil : "written anew it is another CALL"
    }

    private static func isWithin(_ range: Range<Int>, _ text: [UInt8]) -> Bool {
        range.lowerBound >= 0 && range.upperBound <= text.count
    }

    private static func string(_ range: Range<Int>, in text: [UInt8]) -> String {
        isWithin(range, text) ? String(decoding: text[range], as: UTF8.self) : ""
    }

    private static func frameSeeds(_ frames: [[UInt8]]) -> [[UInt8]] {
        frames.enumerated().map { [UInt8($0 % 4)] + $1 }
    }
}
