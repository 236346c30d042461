import OCPP
import OCPPLog

/// Prints entries on standard output: a line each for people, or a JSON object a line for programs.
struct EntryPrinter {
    private let json: Bool
    private let fields: [EntryField]
    private let colour: Bool

    init(json: Bool, fields: [EntryField], colour: Bool = Terminal.wantsColour()) {
        self.json = json
        self.fields = fields
        self.colour = colour
    }

    func print(_ entries: [Entry]) {
        var bytes: [UInt8] = []
        for entry in entries {
            if json {
                EntryJSON.append(entry, fields: fields, to: &bytes)
            } else {
                bytes += Array(EntryLine(entry).text(colour: colour).utf8)
            }
            bytes.append(UInt8(ascii: "\n"))
        }
        Terminal.write(bytes)
    }
}
