import Insights
import OCPP

/// The power that transactions took, as a line in the lanes of their connectors: all lanes of a drawing have the same scale.
struct LanePower: Sendable {
    /// The place of a point: shares of the width and of the height.
    private struct Place: Sendable {
        var x: Double
        var y: Double
    }

    /// A point for so many thousandths of the width is enough to be seen.
    private static let grain = 2.0
    /// Free above the line and below it, in pixels.
    private static let margin = 3.0

    private let transactions: [Transaction]
    /// The highest power of all, in W.
    private let peak: Double
    private let axis: TimeAxis

    /// Nil where no power is known.
    init?(_ transactions: [Transaction], on keys: [ConnectorKey], _ axis: TimeAxis) {
        self.transactions = transactions.filter { one in
            one.connector.map(keys.contains) ?? false && one.curve.points.contains { $0.power != nil }
        }
        let powers = self.transactions.flatMap { $0.curve.points.compactMap(\.power) }
        guard let peak = powers.max(), peak > 0, peak.isFinite else { return nil }
        self.peak = peak
        self.axis = axis
    }

    /// What the line means.
    var words: String {
        "The white line is the power that was taken, up to \(Phrase.decimal(peak / 1_000, 2)) kW; "
            + "its values are on the pages of the transactions."
    }

    /// Draws the lines of one connector.
    func draw(_ key: ConnectorKey, height: Int, in drawing: inout Drawing) {
        for transaction in transactions where transaction.connector == key {
            let places = places(of: transaction.curve)
            guard places.count > 1 else { continue }
            let room = Double(height) - 2 * Self.margin
            let points = places.map { place in
                "\(Phrase.decimal(place.x * 1_000, 2)),\(Phrase.decimal(Self.margin + (1 - place.y) * room, 1))"
            }
            // The line is stretched with the window, its stroke is not.
            drawing.begin(
                "svg", ("width", "100%"), ("height", "\(height)"), ("viewBox", "0 0 1000 \(height)"),
                ("preserveAspectRatio", "none"), ("aria-hidden", "true"))
            drawing.add("polyline", ("class", "power"), ("points", points.joined(separator: " ")))
            drawing.end()
        }
    }

    /// What lies within the axis, thinned out to what can be seen.
    private func places(of curve: MeterCurve) -> [Place] {
        var places: [Place] = []
        for point in curve.points where point.time >= axis.from && point.time <= axis.to {
            guard let power = point.power, power.isFinite else { continue }
            let place = Place(x: axis.share(point.time), y: min(1, max(0, power / peak)))
            if let last = places.last, abs(place.x - last.x) * 1_000 < Self.grain { continue }
            places.append(place)
        }
        return places
    }
}
