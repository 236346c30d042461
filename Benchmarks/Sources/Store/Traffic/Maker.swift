import OCPP

/// How the stations of one invented maker write their messages; the makers of the simulator, and one more.
struct Maker {
    enum IDStyle {
        case uuid, counter, base36, milliseconds
    }

    /// The order of the members of a sampled value: v, c, f, m, p, l, u stand for value, context, format, measurand, phase,
    /// location, unit.
    typealias Order = [UInt8]

    var name: String
    var model: String
    var firmware: String
    var version: OCPPVersion = .v16
    var ids: IDStyle
    var times: TimeWriter.Style
    var hasBlanks: Bool
    /// Digits behind the point of meter values.
    var digits: Int
    var isPerPhase: Bool
    /// Sends `info`, `vendorId` and `vendorErrorCode` also where there is nothing to say.
    var isWordy: Bool
    var connectors: Int
    /// In seconds.
    var clockSkew: Int64
    /// In watts.
    var maximumPower: Int
    var order: Order

    var isDC: Bool { maximumPower > 50_000 }

    static let all = [
        Maker(
            name: "Nordvolt", model: "Fjord 22", firmware: "5.12.3-7", ids: .uuid, times: .milliseconds,
            hasBlanks: false, digits: 2, isPerPhase: true, isWordy: true, connectors: 2, clockSkew: 0,
            maximumPower: 22_000, order: Array("vcfmplu".utf8)),
        Maker(
            name: "Ladewerk", model: "LW-11S", firmware: "R2.08", ids: .counter, times: .seconds,
            hasBlanks: true, digits: 1, isPerPhase: false, isWordy: false, connectors: 1, clockSkew: 58,
            maximumPower: 11_000, order: Array("vmlu".utf8)),
        Maker(
            name: "Ampère Frères", model: "Borne 7", firmware: "1.4", ids: .milliseconds, times: .offset,
            hasBlanks: false, digits: 0, isPerPhase: false, isWordy: true, connectors: 1, clockSkew: -2,
            maximumPower: 7_400, order: Array("cmuv".utf8)),
        Maker(
            name: "HPC Systems", model: "Titan 300", firmware: "2026.10.1", ids: .uuid, times: .milliseconds,
            hasBlanks: false, digits: 3, isPerPhase: false, isWordy: false, connectors: 2, clockSkew: 0,
            maximumPower: 300_000, order: Array("mvulcf".utf8)),
        Maker(
            name: "Wattson", model: "Home One", firmware: "0.9.44-beta", ids: .base36, times: .noZone,
            hasBlanks: true, digits: 2, isPerPhase: true, isWordy: false, connectors: 1, clockSkew: 3_600,
            maximumPower: 11_000, order: Array("vcmpu".utf8)),
        Maker(
            name: "Kaiyuan", model: "KY-AC2", firmware: "V1.0.0.31", ids: .uuid, times: .seconds,
            hasBlanks: false, digits: 1, isPerPhase: false, isWordy: true, connectors: 2, clockSkew: 1,
            maximumPower: 7_000, order: Array("umv".utf8)),
        Maker(
            name: "Stromhaus", model: "Duo", firmware: "4.1.0", ids: .counter, times: .milliseconds,
            hasBlanks: true, digits: 1, isPerPhase: true, isWordy: false, connectors: 2, clockSkew: 3,
            maximumPower: 22_000, order: Array("plmvufc".utf8)),
        Maker(
            name: "Rheinstrom", model: "Hof 2x22", firmware: "3.0.0", version: .v201, ids: .base36, times: .seconds,
            hasBlanks: true, digits: 1, isPerPhase: true, isWordy: true, connectors: 2, clockSkew: 0,
            maximumPower: 22_000, order: Array("vcmpu".utf8)),
    ]
}
