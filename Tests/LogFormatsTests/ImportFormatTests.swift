import LogFormats
import Testing

struct ImportFormatTests {
    @Test(arguments: ["ndjson", "csv"]) func aFormatIsChosenByItsName(_ name: String) {
        #expect(ImportFormat(rawValue: name) != nil)
    }
}
