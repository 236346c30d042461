import Testing

@testable import ocpplogs

/// Numbers as people read them, whatever a station sends.
struct AmountTests {
    @Test(arguments: [
        (0.04, "0.0"), (12.35, "12.4"), (-3.21, "-3.2"), (-0.5, "-0.5"), (-123.4, "-123.4"), (-0.01, "0.0"),
        (1_234_567.8, "1,234,567.8"), (1e300, "1e+300"),
        (.infinity, "inf"),
        (.nan, "nan"),
    ])
    func tenthsAreToldOfWhatHasThem(_ number: Double, _ text: String) {
        #expect(Amount.tenths(number) == text)
    }
}
