import Foundation
import OCPP
import OCPPLog
import Testing

@testable import Web

/// What the data of the stream's events are.
struct StreamFormTests {
    private struct Rows: Decodable {
        struct Row: Decodable {
            var id: String
            var severity: String
            var html: String
        }
        var count: Int
        var errors: Int
        var rows: [Row]
    }

    private func rows(_ entries: [Entry], _ look: LogsLook = LogsLook()) throws -> (data: [UInt8], rows: Rows) {
        let form = StreamForm.html(look, sites: SiteDirectory())
        let data = form.data(entries)
        return (data, try JSONDecoder().decode(Rows.self, from: Data(data)))
    }

    @Test func rowsOfThePageComeNewestFirstWithTheirNumberAndThatOfTheErrors() throws {
        let fault = #"{"connectorId":1,"status":"Faulted","errorCode":"GroundFailure"}"#
        let read = try rows([
            Talk.entry("Heartbeat", sequence: 1), Talk.entry("StatusNotification", fault, sequence: 2),
            Talk.entry("Heartbeat", sequence: 3),
        ]).rows
        #expect(read.count == 3 && read.errors == 1)
        #expect(read.rows.map(\.id) == ["00000007-3", "00000007-2", "00000007-1"])
        #expect(read.rows.map(\.severity) == ["ok", "error", "ok"])
        #expect(read.rows[1].html.hasPrefix("<tr") && read.rows[1].html.contains("/entries/00000007-2"))
    }

    @Test func rowsLookAsThoseOfThePageDo() throws {
        var look = LogsLook()
        look.zone = try #require(PageZone("Asia/Tokyo"))
        look.columns = try LogColumns(["time,kind"])
        let row = try #require(try rows([Talk.entry("Heartbeat")], look).rows.rows.first)
        #expect(row.html.contains("data-label=\"Kind\"") && !row.html.contains("c-summary"))
        #expect(row.html.contains("tz=Asia%2FTokyo"))
        #expect(row.html.contains("<a class=\"more\" href=\"/entries/00000007-1/menu\""))
    }

    @Test func nothingThatAStationWritesEndsALineOrBecomesMarkup() throws {
        let hostile = #"{"vendorId":"<img src=x>\r\ndata: x\n\nevent: gap\u2028","data":"'\" onclick='x"}"#
        let (data, read) = try rows([Talk.entry("DataTransfer", hostile), Talk.malformed("<b>\r\n\r\n")])
        #expect(!data.contains(0x0A) && !data.contains(0x0D))
        for row in read.rows {
            #expect(!row.html.contains("<img") && !row.html.contains("<b>") && !row.html.contains("onclick='"))
        }
    }

    @Test func programsGetEntriesOneOnEachLineOfData() {
        let text = String(
            decoding: StreamForm.json.data([Talk.entry("Heartbeat"), Talk.entry("Heartbeat", sequence: 2)]),
            as: UTF8.self)
        let lines = text.split(separator: "\n")
        #expect(lines.count == 2 && lines[0].hasPrefix("[{") && lines[1].hasPrefix("data: {") && text.hasSuffix("]"))
    }
}
