import OCPP
import OCPPLog

/// An exchange of which a log shows the payloads alone, without the frames around them: no message id, no type.
struct PayloadExchange {
    var action: String
    /// JSON objects.
    var request: [UInt8]
    var response: [UInt8]?
    var charger: String?
    var site: String?
    var time: LoggedTime?
    /// Nil: it follows from the action.
    var source: Source?
    /// What the log says beside it, or what was done to it.
    var detail: String?

    /// The same as a record in the eight-field form.
    private var record: [UInt8] {
        var bytes = Array("{\"action\":".utf8)
        JSONText.append(action, to: &bytes)
        bytes += Array(",\"request\":".utf8) + request
        if let response { bytes += Array(",\"response\":".utf8) + response }
        for (name, text) in [
            ("charger_id", charger), ("site_id", site), ("datetime", datetime), ("source", sender.rawValue),
            ("detail", detail),
        ] {
            guard let text else { continue }
            bytes += Array(",\"\(name)\":".utf8)
            JSONText.append(text, to: &bytes)
        }
        return bytes + [UInt8(ascii: "}")]
    }

    private var sender: Source {
        source ?? (Action(action).specification?.requestedBy == [.csms] ? .csms : .cp)
    }

    private var datetime: String? {
        switch time {
        case .instant(let moment): moment.description
        // Without a zone, as the log has it.
        case .local(let local): local.text(fractionDigits: 6).replacing("Z", with: "")
        case .timeOfDay, .yearless, nil: nil
        }
    }

    /// The entry, or why it is none.
    func finding(_ builder: inout EntryBuilder, line: Int) -> Finding {
        let record = record
        var table = FieldTable()
        do throws(LineFault) {
            try JSONRecord.read(record.span, into: &table)
            return .entry(try builder.entry(&table, in: record.span))
        } catch {
            return .reject(error.reject(at: line))
        }
    }
}
