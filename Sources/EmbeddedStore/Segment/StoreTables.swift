import Synchronization

/// The numbers that all segments and hot runs of an open store share.
///
/// A search takes a copy of both tables when it begins; what is numbered later is not in its view either.
final class StoreTables: Sendable {
    let names: Mutex<NameTable>
    let shapes: Mutex<ShapeTable>

    init(nameLimit: Int = NameTable.defaultLimit, shapeLimit: Int = ShapeTable.defaultLimit) {
        names = Mutex(NameTable(limit: nameLimit))
        shapes = Mutex(ShapeTable(limit: shapeLimit))
    }
}
