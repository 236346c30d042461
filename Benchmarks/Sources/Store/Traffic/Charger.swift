import OCPP
import OCPPLog
import SeededRandom

/// One charging station of the generated traffic and what it is doing.
struct Charger {
    var id: ChargerID
    var site: SiteID
    var maker: Maker
    var serial: String
    var connection: ConnectionID
    var counter: Int
    var lastMilliseconds: Int64 = 0
    /// The order of the members of a sampled value; that of its maker unless the data are hard.
    var order: Maker.Order
    /// Whether the members of its requests come in another order.
    var isTurned: Bool
    /// What the meter of each connector shows, in 1/1000 Wh.
    var meters: [Int]
    /// The transaction at each connector; nil where none runs.
    var transactions: [Int?]

    /// - Parameter number: from 0; neighbours are of different makers.
    init(number: Int, isHard: Bool, _ random: inout Randomness) {
        maker = Maker.all[number % Maker.all.count]
        site = SiteID("site-\(Self.digits(number % Traffic.sites + 1, 2))")
        id = ChargerID("CS-\(maker.name.prefix(3).uppercased())-\(Self.digits(number + 1, 4))")
        serial = "\(maker.model.prefix(2).uppercased())\(random.below(900_000_000) + 100_000_000)"
        connection = ConnectionID(rawValue: random.next())
        counter = random.below(1_000_000)
        order = maker.order
        isTurned = isHard && number % 3 == 0
        if isTurned {
            for index in order.indices.reversed() { order.swapAt(index, random.below(index + 1)) }
        }
        meters = (0..<maker.connectors).map { _ in random.below(9_000_000_000) }
        transactions = Array(repeating: nil, count: maker.connectors)
    }

    private static func digits(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
}

/// A running transaction.
struct Visit {
    var charger: Int
    /// From 1.
    var connector: Int
    /// As it stands in the payload; the `transaction_id` of its entries.
    var transaction: String
    var tag: String
    /// In watts.
    var power: Int
    /// In tenths of a percent.
    var stateOfCharge: Int
    var lastReading: Int64
    var sequence = 0
}
