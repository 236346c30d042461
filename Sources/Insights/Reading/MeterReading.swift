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
    /// Where it stands.
    public var place: MeterPlace

    /// Whether it is measured at the outlet, which is what a transaction is billed by.
    public var isAtOutlet: Bool { (location ?? "Outlet") == "Outlet" }
}

/// Where a value of a meter stands in its request.
public struct MeterPlace: Sendable, Hashable {
    /// Whether the list is `transactionData` of StopTransaction; otherwise it is `meterValue`.
    public var isTransactionData: Bool
    /// The element of that list.
    public var meterValue: Int
    /// The element of its `sampledValue`.
    public var sampledValue: Int

    /// The JSON pointer of the value: `/request/meterValue/0/sampledValue/2/value`.
    public var pointer: String {
        let list = isTransactionData ? "transactionData" : "meterValue"
        return "/request/\(list)/\(meterValue)/sampledValue/\(sampledValue)/value"
    }
}

/// The values of meters in one message.
public struct MeterReading: Sendable {
    /// A value that is no number.
    public struct Unreadable: Sendable, Hashable {
        /// What should have been measured.
        public var measurand: String
        /// What stands there instead.
        public var text: String
        /// Where it stands.
        public var place: MeterPlace
    }

    /// The measurand of a value that names none.
    public static let energyImport = "Energy.Active.Import.Register"
    /// So many values of one message are read.
    static let most = 4_096

    /// Those that are numbers, in the order of the message.
    public internal(set) var samples: [MeterSample] = []
    /// The place of the `timestamp` of the first element, between its quotes; nil where that has none.
    var firstTime: Range<Int>?
    /// The first that is none, though it is not signed data.
    public internal(set) var unreadable: Unreadable?

    /// No values.
    static let none = MeterReading()

    /// All values of a message that are numbers, in its order: those of `meterValue`, or of `transactionData`.
    public static func samples(in read: ReadEntry) -> [MeterSample] { read.meter.samples }

    /// The latest value of the energy register, at the outlet and over all phases.
    private(set) var energy: MeterSample?
    /// When the latest of them was measured, by the station's clock.
    private(set) var latest: Timestamp?

    /// All values are read: finds those that many ask for.
    mutating func finish() {
        for sample in samples {
            if let time = sample.time { latest = max(latest ?? time, time) }
            guard sample.phase == nil, sample.isAtOutlet, sample.measurand == Self.energyImport else { continue }
            if let time = sample.time, let before = energy?.time, time < before { continue }
            energy = sample
        }
    }
}
