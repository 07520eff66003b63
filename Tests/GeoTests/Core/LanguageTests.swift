import GeoCore
import Testing

/// The language of the environment.
@Suite struct LanguageTests {
  @Test(arguments: [
    ("LANG=fr_FR.UTF-8", "fr"), ("LANG=fr", "fr"), ("LANG=en_GB.UTF-8", "en"), ("LANG=C", "en"),
    ("", "en"), ("LC_ALL=,LANG=fr_CA", "fr"), ("LC_ALL=C.UTF-8,LANG=fr_FR", "en"),
    ("LC_MESSAGES=fr_FR,LANG=de_DE", "fr"), ("LANG=FR@euro", "fr"),
  ])
  func isThatOfTheFirstVariableSet(environment: String, code: String) {
    var variables: [String: String] = [:]
    for pair in environment.split(separator: ",") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      variables[String(parts[0])] = String(parts[1])
    }
    #expect(Wording.Language.spoken { variables[$0] }.rawValue == code)
  }
}
