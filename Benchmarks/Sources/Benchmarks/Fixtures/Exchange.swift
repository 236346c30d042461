import OCPP

/// A CALL and its answer as two sides of a connection send them.
struct Exchange {
    var charger: Int
    var source: Source
    var request: [UInt8]
    var response: [UInt8]

    init(charger: Int, source: Source = .cp, _ request: String, _ response: String) {
        self.charger = charger
        self.source = source
        self.request = Array(request.utf8)
        self.response = Array(response.utf8)
    }
}
