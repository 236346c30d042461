import LogFormats
import OCPP
import OCPPLog
import TestSupport
import Testing

struct MarkdownWriterTests {
    @Test func aTicketReadsAsItWasAgreedOn() throws {
        let text = try Written(try Written.sample(), as: "markdown", Written.subject).text
        #expect(
            text == """
                # OCPP log

                - Query: `charger:CP-*`
                - Time asked for: from 2026-11-23 10:00:00.000 to 2026-11-23 11:00:00.000 UTC
                - Written: 2026-11-23 12:00:00.000 UTC by OCPP Logs 1.2.3
                - Times: UTC, by the clock of the machine that recorded
                - Secrets: passwords and keys are masked, as (masked: 17-32 characters); id tags, serial numbers and texts are not

                ---

                **2026-11-23 10:00:00.000** `CP-7` connector 1 → to CSMS **StatusNotification** ✓ OK (31 ms) · Available

                Station:

                ```json
                {
                  "connectorId": 1,
                  "errorCode": "NoError",
                  "status": "Available"
                }
                ```

                CSMS:

                ```json
                {}
                ```

                ---

                **2026-11-23 10:00:01.500** `CP-7` ← to station **Reset** ✕ NotSupported (7 ms) · `no <b>`

                CSMS:

                ```json
                {
                  "type": "Soft"
                }
                ```

                Station:

                ```json
                {
                  "errorCode": "NotSupported",
                  "errorDescription": "no <b>",
                  "errorDetails": {}
                }
                ```

                ---

                **2026-11-23 10:00:02.000** `CP-7` → to CSMS **DataTransfer** ⚠ No answer

                Station:

                ````json
                {
                  "vendorId": "</pre><script>alert(1)</script>",
                  "data": "```\\u202e | `x`"
                }
                ````

                ---

                **2026-11-23 10:00:03.000** `CP-7` → to CSMS **broken frame** ⚑ Malformed · this character cannot stand here

                Station, no JSON:

                ````text
                <!--
                ```
                ⟦U+001B⟧[2J
                ````

                ---

                - Entries: 4 entries
                - Of these: 2 exchanges, 1 request without answer, 1 broken frame; 2 errors and 1 warning among them
                - First and last: 2026-11-23 10:00:00.000 and 2026-11-23 10:00:03.000 UTC
                - Stations: `CP-7`
                - Masked: nothing

                """)
    }

    @Test(arguments: [
        ("CP-7", "`CP-7`"), ("`", "`` ` ``"), ("a``b", "```a``b```"), ("x`", "`` x` ``"), ("", "`(no identity)`"),
        ("<script>", "`<script>`"), ("a|b", "`a|b`"), ("@everyone", "`@everyone`"), ("a\n# b", "`a⟦U+000A⟧# b`"),
        (" ", "`   `"),
    ]) func aNameIsCodeThatItCannotLeave(_ charger: String, _ code: String) throws {
        var entry = try #require(try Written.sample().first)
        entry.chargerID = ChargerID(charger)
        let text = try Written([entry], as: "markdown").text
        #expect(text.contains("** \(code) connector 1 →"))
    }

    @Test(arguments: [("Reset", "**Reset**"), ("[x](http://a)", "**`[x](http://a)`**"), ("*a*", "**`*a*`**")])
    func anActionThatIsMoreThanAWordIsCode(_ action: String, _ shown: String) throws {
        var entry = try #require(try Written.sample().first)
        entry.action = Action(action)
        #expect(try Written([entry], as: "markdown").text.contains(" \(shown) ✓"))
    }

    @Test func whatIsMaskedIsNamed() throws {
        let request = #"{"key":"AuthorizationKey","value":"TopSecret-4711"}"#
        let entries = Reading(line(["action": "\"ChangeConfiguration\"", "request": request])).entries
        let text = try Written(entries, as: "markdown").text
        #expect(text.contains("masked: `request.value`") && text.contains("- Masked: 1 secret\n"))
        #expect(!text.contains("TopSecret"))
    }
}
