import Testing

@testable import GeoFormats

@Suite struct TextLikenessTests {
  @Test(arguments: [
    ("Aix%", "Aix-en-Provence", true), ("Aix%", "La Aix", false), ("%ence", "Provence", true),
    ("A_x", "Aix", true), ("A_x", "Aiix", false), ("%", "", true), ("", "", true), ("", "a", false),
    ("a%b%c", "a-b-b-c", true), ("a%b%c", "a-b-b", false), ("100\\%", "100%", true),
    ("100\\%", "1000", false), ("É%", "Éguilles", true), ("aix", "Aix", false), ("\\", "\\", true),
  ])
  func fits(_ pattern: String, _ text: String, _ expected: Bool) {
    #expect(TextLikeness(pattern).fits(text) == expected)
  }

  @Test func manyWildcardsDoNotTakeForever() {
    let pattern = String(repeating: "%a", count: 200) + "b"
    #expect(!TextLikeness(pattern).fits(String(repeating: "a", count: 5000)))
  }
}
