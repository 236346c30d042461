public import OCPP

/// What a meter showed during a transaction, in the order in which it was told: thinned out evenly when there is too much.
public struct MeterCurve: Sendable, Hashable {
    /// What it showed at one moment.
    public struct Point: Sendable, Hashable {
        /// By the station's clock.
        public var time: Timestamp
        /// The energy register, in Wh.
        public var energy: Double?
        /// The power that is taken, in W: that of all phases.
        public var power: Double?
        /// The current of each phase, in A; `""` where no phase is named.
        public var current: [String: Double] = [:]
        /// The state of charge of the vehicle, in percent.
        public var soc: Double?
        /// The power or current that is offered, in W or A, where it is told.
        public var offered: Double?
    }

    /// So many points are kept.
    public static let mostPoints = 1_000

    /// The points.
    public private(set) var points: [Point] = []
    /// Of so many points one is kept.
    public private(set) var stride = 1
    /// The highest power that was told, in W.
    public private(set) var peakPower: Double?
    /// The time of the latest values.
    private(set) var latest: Timestamp?
    private var seen = 0

    /// Nothing told yet.
    public init() {}

    /// Adds the values of a message.
    mutating func add(_ samples: [MeterSample], at arrival: Timestamp) {
        var index = samples.startIndex
        while index < samples.endIndex {
            let time = samples[index].time ?? arrival
            let end = samples[index...].firstIndex { ($0.time ?? arrival) != time } ?? samples.endIndex
            add(Self.point(samples[index..<end], time))
            latest = max(latest ?? time, time)
            index = end
        }
    }

    private mutating func add(_ point: Point) {
        if let power = point.power { peakPower = max(peakPower ?? power, power) }
        defer { seen += 1 }
        guard seen % stride == 0 else { return }
        points.append(point)
        guard points.count > Self.mostPoints else { return }
        points = points.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
        stride *= 2
    }

    private static func point(_ samples: ArraySlice<MeterSample>, _ time: Timestamp) -> Point {
        var point = Point(time: time)
        var phases: Double?
        for sample in samples where sample.location == nil || sample.location == "Outlet" || sample.location == "EV" {
            switch sample.measurand {
            case MeterReading.energyImport where sample.phase == nil: point.energy = sample.value
            case "Power.Active.Import" where sample.phase == nil: point.power = sample.value
            case "Power.Active.Import": phases = (phases ?? 0) + sample.value
            case "Current.Import": point.current[sample.phase ?? ""] = sample.value
            case "Power.Offered", "Current.Offered": point.offered = sample.value
            case "SoC": point.soc = sample.value
            default: break
            }
        }
        point.power = point.power ?? phases
        return point
    }
}
