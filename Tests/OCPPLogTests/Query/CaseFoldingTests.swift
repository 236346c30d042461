import OCPPLog
import Testing

/// Letter case makes no difference, in the way of Unicode's simple folding.
struct CaseFoldingTests {
    @Test(arguments: [
        ("StatusNotification", "STATUSNOTIFICATION"), ("Ω", "ω"), ("\u{2126}", "ω"), ("Σ", "ς"), ("σ", "ς"),
        ("ẞ", "ß"), ("Ä", "ä"), ("\u{212A}", "k"), ("ſ", "s"), ("Ж", "ж"), ("ǅ", "ǆ"), ("ᾈ", "ᾀ"), ("", ""),
    ])
    func theseAreEqual(_ a: String, _ b: String) {
        #expect(CaseFolding.fold(a).utf8.elementsEqual(CaseFolding.fold(b).utf8))
    }

    @Test(arguments: [
        // No letter becomes two: that would be full folding.
        ("ß", "ss"), ("İ", "i"), ("İ", "i\u{307}"), ("ı", "i"), ("ﬁ", "fi"), ("ä", "a"), ("é", "e\u{301}"), ("a", "b"),
    ])
    func theseAreNot(_ a: String, _ b: String) {
        #expect(!CaseFolding.fold(a).utf8.elementsEqual(CaseFolding.fold(b).utf8))
    }
}

/// Whole values, with `*` for any characters.
struct GlobTests {
    @Test(arguments: [
        ("boot*", "BootNotification"), ("*notification", "BootNotification"), ("*tno*", "BootNotification"),
        ("b*n*n", "BootNotification"), ("*", ""), ("**", "x"), ("a*a", "aa"), ("cp-7", "CP-7"), ("", ""),
        ("Ω*ß", "ωxẞ"), ("*s*", "ſ"), ("ab*bc*c", "abbcc"),
    ])
    func thisMatches(_ pattern: String, _ text: String) {
        #expect(Glob(pattern).matches(text))
    }

    @Test(arguments: [
        ("boot", "BootNotification"), ("*boot", "BootNotification"), ("a*a", "a"), ("a*b*c", "acb"), ("", "x"),
        ("ab*bc*c", "abbc"), ("aß", "ass"), ("CP-7*", "CP-"),
    ])
    func thisDoesNot(_ pattern: String, _ text: String) {
        #expect(!Glob(pattern).matches(text))
    }

    @Test func aStarInALiteralIsAStar() {
        #expect(Glob(literal: "a*b").matches("A*B"))
        #expect(!Glob(literal: "a*b").matches("axb"))
    }
}
