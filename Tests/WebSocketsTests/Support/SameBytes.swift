/// Whether two large amounts of bytes are the same.
///
/// `#expect(a == b)` would look for the difference when there is one, and take hours over it.
func same(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left == right
}
