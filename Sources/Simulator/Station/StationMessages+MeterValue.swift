import OCPP

// What the meter shows, measurand by measurand.
extension StationMessages {
    func meterValue(_ visit: Visit, _ context: String, at now: Timestamp) -> JSON {
        var values = [
            sample(visit.energy, "Energy.Active.Import.Register", "Wh", context),
            sample(visit.power, "Power.Active.Import", "W", context),
        ]
        if vendor.isPerPhase {
            for phase in ["L1", "L2", "L3"] {
                values.append(sample(visit.power / 690, "Current.Import", "A", context, phase: phase))
                values.append(sample(230 + visit.power / 10_000, "Voltage", "V", context, phase: phase + "-N"))
            }
        }
        // Only a DC station is told by the car how full it is.
        if vendor.isDC { values.append(sample(visit.stateOfCharge, "SoC", "Percent", context)) }
        return .object(["timestamp": .string(vendor.text(now)), "sampledValue": .array(values)])
    }

    private func sample(
        _ value: Double, _ measurand: String, _ unit: String, _ context: String, phase: String? = nil
    ) -> JSON {
        let spelling = vendor.text(value)
        return .object([
            "value": is16 ? .string(spelling) : .number(spelling), "context": .string(context),
            "measurand": .string(measurand), "phase": phase.map(JSON.string),
            "unit": is16 ? .string(unit) : nil,
            "unitOfMeasure": is16 ? nil : .object(["unit": .string(unit)]),
        ])
    }
}
