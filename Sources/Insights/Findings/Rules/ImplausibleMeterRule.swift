import OCPP
import OCPPLog

/// A value of a meter that cannot be.
struct ImplausibleMeterRule: FindingRule {
    static let about = RuleAbout(
        "implausible-meter", .warning, "A value of the meter that cannot be",
        meaning: """
            A value is no number, or outside of what is possible: a state of charge outside of 0 to 100 %, a power of more than \
            1 MW, a voltage below 0 or above 2,000 V, a current of more than 3,000 A, a temperature below -60 or above 200 °C, \
            a register below 0 or at the end of what 32 bits hold. It is told once an hour for each measurand.
            """,
        checks: [
            "Compare the unit with the value: W and kW, Wh and kWh are often confused.",
            "See whether the vehicle or the station sends it: the location EV is the vehicle's word.",
            "Report it to the maker of the station.",
        ],
        specification: "OCPP 1.6 §7.31, §7.43",
        concern: .actions([.meterValues, .stopTransaction, .transactionEvent]))

    private var reported = Reported()

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        for sample in read.meter.samples {
            guard let why = Self.fault(of: sample) else { continue }
            guard reported.isNew(sample.measurand, at: read.entry.datetime, for: .seconds(3_600)) else { continue }
            report.add(
                Finding(
                    Self.about, in: read.entry,
                    "\(Said.word(sample.measurand)) is \(Said.trimmed(sample.value))\(Self.unit(of: sample)): \(why)",
                    at: sample.place.pointer))
        }
        guard let unreadable = read.meter.unreadable,
            reported.isNew(unreadable.measurand, at: read.entry.datetime, for: .seconds(3_600))
        else { return }
        report.add(
            Finding(
                Self.about, in: read.entry,
                "\(Said.word(unreadable.measurand)) is \(Said.quoted(unreadable.text)), which is no number",
                at: unreadable.place.pointer))
    }

    private static func fault(of sample: MeterSample) -> String? {
        let value = sample.value
        // What every measurand may be; most values are.
        if (0...100).contains(value) { return nil }
        switch sample.measurand {
        case "SoC": return (0...100).contains(value) ? nil : "a state of charge lies between 0 and 100 %"
        case "Voltage": return (0...2_000).contains(value) ? nil : "no station has such a voltage"
        case "Temperature":
            guard sample.unit == nil || sample.unit == "Celsius" || sample.unit == "Celcius" else { return nil }
            return (-60...200).contains(value) ? nil : "no station is that cold or hot"
        case MeterReading.energyImport, "Energy.Active.Export.Register":
            if value < 0 { return "a register does not fall below 0" }
            return ends.contains(value) ? "that is the end of what 32 bits hold" : nil
        default:
            if sample.measurand.hasPrefix("Power.") {
                guard sample.measurand != "Power.Factor" else { return nil }
                return abs(value) > 1_000_000 ? "no connector gives more than 1 MW" : nil
            }
            guard sample.measurand.hasPrefix("Current.") else { return nil }
            return abs(value) > 3_000 ? "no connector gives such a current" : nil
        }
    }

    private static let ends: Set<Double> = [4_294_967_295, 2_147_483_647]

    private static func unit(of sample: MeterSample) -> String {
        switch sample.measurand {
        case "SoC": " %"
        case "Voltage": " V"
        case "Temperature": " °C"
        default:
            sample.measurand.hasPrefix("Energy") ? " Wh" : sample.measurand.hasPrefix("Power") ? " W" : " A"
        }
    }
}
