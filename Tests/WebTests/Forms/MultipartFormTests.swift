import Foundation
import Testing

@testable import Web

/// Forms with files, as browsers send them.
struct MultipartFormTests {
    private static let type = "multipart/form-data; boundary=----X"

    private func form(_ body: String, _ type: String? = type) throws(WebProblem) -> MultipartForm {
        // What is read is not always at the beginning of its memory.
        try MultipartForm(Data(("zz" + body).utf8).dropFirst(2), contentType: type)
    }

    private func field(_ head: String, _ content: String) -> String {
        "------X\r\nContent-Disposition: form-data; \(head)\r\n\r\n\(content)\r\n"
    }

    @Test func filesAndFieldsAreRead() throws {
        let form = try form(
            field(#"name="file"; filename="C:\logs\a.log""# + "\r\nContent-Type: text/plain", "1\r\n--2\r\n------Y")
                + field(#"name="text""#, "") + "------X--\r\n")
        #expect(form["file"]?.fileName == "a.log")
        #expect(form["file"].map { String(decoding: $0.content, as: UTF8.self) } == "1\r\n--2\r\n------Y")
        #expect(form["text"]?.content.isEmpty == true && form["text"]?.fileName == nil)
        #expect(form["other"] == nil && form.parts.count == 2)
    }

    @Test(arguments: [
        (#"name="file"; filename="a%22b.log""#, "a\"b.log"),
        (#"name="file"; filename="ü\#u{202E}gol""#, "ü\u{202E}gol"),
        (#"name="file"; filename="../../etc/passwd""#, "passwd"), (#"name="file"; filename="""#, ""),
        ("name=\"file\"; filename=\"a\"\u{301}b\"", "a"),
    ])
    func aFileHasItsNameWithoutFolders(_ head: String, _ name: String) throws {
        #expect(try form(field(head, "x") + "------X--")["file"]?.fileName == name)
    }

    @Test(arguments: [
        "", "------X", "------X\r\n", "no form", "------X\r\n\r\nx\r\n------X--",
        "------X\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx",
        "------X\r\nContent-Disposition: form-data\r\n\r\nx\r\n------X--",
        "------X\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n------X",
    ])
    func whatDidNotArriveWholeIsAProblem(_ body: String) {
        #expect(throws: WebProblem.self) { _ = try form(body) }
    }

    @Test(arguments: [nil, "text/plain", "multipart/form-data", "multipart/form-data; boundary="])
    func anotherKindOfBodyIsAProblem(_ type: String?) {
        #expect(throws: WebProblem.self) { _ = try form("------X--", type) }
    }

    @Test func aFormHasNoManyParts() {
        let body = (0..<40).map { field("name=\"\($0)\"", "x") }.joined() + "------X--"
        #expect(throws: WebProblem.self) { _ = try form(body) }
    }
}
