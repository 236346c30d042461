import OCPP

/// How the stations of one invented maker write their messages. Real makers differ in just these ways.
struct Vendor: Sendable, Hashable {
    enum IDStyle: Sendable {
        case uuid, counter, base36, milliseconds, number
    }

    enum TimeStyle: Sendable {
        case milliseconds, seconds, offset, noZone
    }

    var name: String
    var model: String
    var firmware: String
    var version: OCPPVersion
    var ids: IDStyle
    var times: TimeStyle
    /// Blanks after colons and commas.
    var blanks: Bool
    /// Digits behind the point of meter values.
    var decimals: Int
    /// Per phase, or one value for all.
    var isPerPhase: Bool
    /// Sends `info`, `vendorId` and `vendorErrorCode` also where there is nothing to say.
    var isWordy: Bool
    var connectors: Int
    /// How far the station's clock is ahead, in seconds.
    var clockSkew: Int
    /// In watts.
    var maximumPower: Double

    var isDC: Bool { maximumPower > 50_000 }

    /// The makers of the simulated fleet, in turn.
    static let all: [Vendor] = [
        Vendor(
            name: "Nordvolt", model: "Fjord 22", firmware: "5.12.3-7", version: .v16, ids: .uuid, times: .milliseconds,
            blanks: false, decimals: 2, isPerPhase: true, isWordy: true, connectors: 2, clockSkew: 0,
            maximumPower: 22_000),
        Vendor(
            name: "Ladewerk", model: "LW-11S", firmware: "R2.08", version: .v16, ids: .counter, times: .seconds,
            blanks: true, decimals: 1, isPerPhase: false, isWordy: false, connectors: 1, clockSkew: 58,
            maximumPower: 11_000),
        Vendor(
            name: "Ampère Frères", model: "Borne 7", firmware: "1.4", version: .v16, ids: .milliseconds, times: .offset,
            blanks: false, decimals: 0, isPerPhase: false, isWordy: true, connectors: 1, clockSkew: -2,
            maximumPower: 7_400),
        Vendor(
            name: "HPC Systems", model: "Titan 300", firmware: "2026.10.1", version: .v201, ids: .uuid,
            times: .milliseconds, blanks: false, decimals: 3, isPerPhase: false, isWordy: false, connectors: 2,
            clockSkew: 0, maximumPower: 300_000),
        Vendor(
            name: "Wattson", model: "Home One", firmware: "0.9.44-beta", version: .v16, ids: .base36, times: .noZone,
            blanks: true, decimals: 2, isPerPhase: true, isWordy: false, connectors: 1, clockSkew: 3_600,
            maximumPower: 11_000),
        Vendor(
            name: "Kaiyuan", model: "KY-AC2", firmware: "V1.0.0.31", version: .v16, ids: .number, times: .seconds,
            blanks: false, decimals: 1, isPerPhase: false, isWordy: true, connectors: 2, clockSkew: 1,
            maximumPower: 7_000),
        Vendor(
            name: "Rheinstrom", model: "Hof 2x22", firmware: "3.0.0", version: .v21, ids: .base36, times: .seconds,
            blanks: true, decimals: 1, isPerPhase: true, isWordy: true, connectors: 2, clockSkew: 0,
            maximumPower: 22_000),
    ]

    /// The same maker without the bad habits that are no part of a scenario.
    func behaving(in mishaps: Set<Mishap>) -> Vendor {
        var vendor = self
        if !mishaps.contains(.wrongClock), clockSkew.magnitude > 60 { vendor.clockSkew = 0 }
        if !mishaps.contains(.noZone), times == .noZone { vendor.times = .seconds }
        return vendor
    }

    /// A moment as this maker writes it, by its own clock.
    func text(_ moment: Timestamp) -> String {
        let own = moment.advanced(by: .seconds(clockSkew))
        switch times {
        case .milliseconds: return own.text(fractionDigits: 3)
        case .seconds: return own.text(fractionDigits: 0)
        case .offset: return String(own.text(fractionDigits: 0).dropLast()) + "+00:00"
        case .noZone: return String(own.text(fractionDigits: 0).dropLast())
        }
    }

    /// A measured value with this maker's digits.
    func text(_ value: Double) -> String {
        let scale = [1.0, 10, 100, 1_000][min(3, decimals)]
        let scaled = Int((value * scale).rounded())
        guard decimals > 0 else { return String(scaled) }
        let fraction = String(abs(scaled) % Int(scale) + Int(scale)).dropFirst()
        return "\(scaled / Int(scale)).\(fraction)"
    }
}
