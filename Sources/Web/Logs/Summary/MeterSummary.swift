import OCPP

/// The figures of meter values that people look for: energy, power, current, voltage, state of charge.
enum MeterSummary {
    private struct Sample {
        var measurand: String
        var phase: String?
        var value: Double
        var unit: String

        /// Nil for signed data and for what is no number.
        init?(_ node: PayloadNode) {
            guard node["format"]?.text != "SignedData", let value = node["value"]?.number else { return nil }
            let exponent = node["unitOfMeasure"]?["multiplier"]?.number ?? 0
            measurand = node["measurand"]?.text ?? "Energy.Active.Import.Register"
            phase = node["phase"]?.text
            self.value = (0..<Int(min(exponent.magnitude, 12))).reduce(value) { value, _ in
                exponent < 0 ? value / 10 : value * 10
            }
            unit = node["unit"]?.text ?? node["unitOfMeasure"]?["unit"]?.text ?? ""
        }
    }

    /// `32.1 kWh · 7.2 kW`; nil where nothing was measured.
    /// - Parameter values: the `meterValue` of a payload; the last sample of a measurand counts.
    static func text(of values: PayloadNode?) -> String? {
        guard let values else { return nil }
        let nodes = values.elements.flatMap { $0["sampledValue"]?.elements ?? [] }
        guard !nodes.isEmpty else { return nil }
        let samples = nodes.compactMap { Sample($0) }
        let figures = [
            figure("Energy.Active.Import.Register", samples) { $0 ?? $1.reduce(0, +) },
            figure("Power.Active.Import", samples) { $0 ?? $1.reduce(0, +) },
            // A current and a voltage have no total: of three phases the highest is said.
            figure("Current.Import", samples) { $0 ?? $1.max() ?? 0 },
            figure("Voltage", samples) { $0 ?? $1.max() ?? 0 },
            figure("SoC", samples) { $0 ?? $1.max() ?? 0 },
        ].compactMap(\.self)
        return figures.isEmpty ? Phrase.count(nodes.count, "value") : figures.joined(separator: " · ")
    }

    private static func figure(
        _ measurand: String, _ samples: [Sample], _ value: (_ whole: Double?, _ phases: [Double]) -> Double
    ) -> String? {
        let found = samples.filter { $0.measurand == measurand }
        guard let last = found.last else { return nil }
        var phases: [String: Double] = [:]
        for sample in found { if let phase = sample.phase { phases[phase] = sample.value } }
        let value = value(found.last { $0.phase == nil }?.value, Array(phases.values))
        return shown(value, last.unit, of: measurand)
    }

    private static func shown(_ value: Double, _ unit: String, of measurand: String) -> String {
        switch (measurand, unit) {
        case ("Energy.Active.Import.Register", "Wh"), ("Energy.Active.Import.Register", ""):
            "\(Phrase.decimal(value / 1_000)) kWh"
        case ("Power.Active.Import", "W"), ("Power.Active.Import", ""):
            value.magnitude >= 1_000 ? "\(Phrase.decimal(value / 1_000)) kW" : "\(Phrase.decimal(value)) W"
        case ("SoC", _): "SoC \(Phrase.decimal(value)) %"
        case ("Current.Import", ""): "\(Phrase.decimal(value)) A"
        case ("Voltage", ""): "\(Phrase.decimal(value)) V"
        default: "\(Phrase.decimal(value)) \(unit)"
        }
    }
}
