public import OCPP
import OCPPLog

/// One value of a meter, as MeterValues, StopTransaction and TransactionEvent carry it (OCPP 1.6 §7.43, 2.0.1 SampledValueType).
public struct MeterSample: Sendable, Hashable {
    /// When it was measured, by the station's clock; nil where it says nothing.
    public var time: Timestamp?
    /// The measurand; `Energy.Active.Import.Register` where none is named.
    public var measurand: String
    /// The phase; nil for the sum of all.
    public var phase: String?
    /// The unit as it was named; nil where none was.
    public var unit: String?
    /// The value in Wh, W, A, V, % …: units with a prefix are turned into the plain ones.
    public var value: Double
    /// `Transaction.Begin`, `Sample.Periodic` …; nil where none is named.
    public var context: String?
    /// `Outlet`, `EV`, …; nil where none is named: then it is the outlet.
    public var location: String?
}

/// Reads the values of meters out of payloads.
public enum MeterReading {
    /// The measurand of a value that names none.
    public static let energyImport = "Energy.Active.Import.Register"
    /// So many values of one message are read.
    static let most = 4_096

    /// All values of a message that are numbers, in its order: those of `meterValue`, or of `transactionData`.
    public static func samples(in read: ReadEntry) -> [MeterSample] {
        var samples: [MeterSample] = []
        for list in ["meterValue", "transactionData"] {
            for meter in read.request.objects(list) {
                let time = meter.time("timestamp")
                for sampled in meter.objects("sampledValue") {
                    guard samples.count < most else { return samples }
                    if let sample = sample(sampled, time) { samples.append(sample) }
                }
            }
        }
        return samples
    }

    /// The energy register of the last value that a message has of it, in Wh, whole station or outlet and all phases.
    static func lastEnergy(in read: ReadEntry) -> Double? {
        samples(in: read).last {
            $0.measurand == energyImport && $0.phase == nil && ($0.location ?? "Outlet") == "Outlet"
        }?
        .value
    }

    private static func sample(_ sampled: Members, _ time: Timestamp?) -> MeterSample? {
        // 2.x has the unit beside a multiplier: 10 to its power.
        guard let number = sampled.number("value") else { return nil }
        let measure = sampled.object("unitOfMeasure")
        let unit = sampled.text("unit") ?? measure.text("unit")
        let power = measure.integer("multiplier") ?? 0
        guard (-12...12).contains(power) else { return nil }
        return MeterSample(
            time: time, measurand: sampled.text("measurand") ?? energyImport, phase: sampled.text("phase"), unit: unit,
            value: number * factor(of: unit) * scale(power), context: sampled.text("context"),
            location: sampled.text("location"))
    }

    private static func factor(of unit: String?) -> Double {
        switch unit {
        case "kWh", "kW", "kvarh", "kvar", "kVA", "kVAh": 1_000
        default: 1
        }
    }

    private static func scale(_ power: Int) -> Double {
        var scale = 1.0
        for _ in 0..<abs(power) { scale *= 10 }
        return power < 0 ? 1 / scale : scale
    }
}
