import ArgumentParser
import OCPP
import OCPPLog

/// In which form entries are printed, and what is said beside them.
struct OutputOptions: ParsableArguments {
    @Option(
        name: .shortAndLong, help: "line, table, json (an array), ndjson (an object a line), csv or raw (the frames).")
    var output: OutputFormat?

    @Flag(help: "The same as -o ndjson: one JSON object a line.")
    var json = false

    @Option(help: "Only these fields, in this order, separated by commas; all: every field, the frames too.")
    var fields: String?

    @OptionGroup var manner: MannerOptions

    /// The form; fields alone mean objects.
    func format(default usual: OutputFormat = .line) throws -> OutputFormat {
        guard !json || output == nil || output == .ndjson else {
            throw CommandFailure.usage("--json and -o \(output?.rawValue ?? "") are two forms; take one of them")
        }
        let format = json ? .ndjson : output ?? (fields == nil ? usual : .ndjson)
        if fields != nil, ![.json, .ndjson, .table].contains(format) {
            throw CommandFailure.usage("--fields goes with -o json, ndjson or table, not with -o \(format.rawValue)")
        }
        return format
    }

    /// Whether findings of entries stand in what is printed.
    func showsFindings(default usual: OutputFormat = .line) throws -> Bool {
        let chosen = try fields.map(FieldSelection.init)?.fields
        switch try format(default: usual) {
        case .json, .ndjson: return chosen?.contains(.findings) ?? true
        case .table: return chosen?.contains(.findings) ?? false
        case .line, .csv, .raw: return false
        }
    }

    /// Whether findings were asked for by name.
    func namesFindings() throws -> Bool {
        try fields.map(FieldSelection.init)?.fields.contains(.findings) ?? false
    }

    func printer(zone: ShownZone, now: Timestamp, default usual: OutputFormat = .line) throws -> EntryPrinter {
        try EntryPrinter(
            try format(default: usual), fields: try fields.map(FieldSelection.init)?.fields, zone: zone,
            today: zone.day(now), paint: manner.paint, isTerminal: Terminal.isOutput)
    }
}

/// Colour and silence: what every command has.
struct MannerOptions: ParsableArguments {
    /// When there is colour.
    enum Colour: String, CaseIterable, ExpressibleByArgument {
        case auto, always, never
    }

    @Option(help: "Colour: auto (on a terminal, unless NO_COLOR or TERM=dumb say no), always or never.")
    var color = Colour.auto

    @Flag(name: .shortAndLong, help: "Nothing on standard error but errors.")
    var quiet = false

    var paint: Paint {
        switch color {
        case .auto: Paint(isOn: Terminal.wantsColour())
        case .always: Paint(isOn: true)
        case .never: Paint(isOn: false)
        }
    }

    /// Says something beside the data.
    func say(_ text: String) {
        if !quiet { Terminal.printError(text) }
    }
}
