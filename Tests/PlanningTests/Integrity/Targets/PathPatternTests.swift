import Testing

@testable import PlanningIntegrity

/// Patterns against what `git check-ignore` says of the same patterns and paths.
@Suite struct PathPatternTests {
  @Test(arguments: [
    ("*.csv", "a.csv"), ("*.csv", "x/y/a.csv"), ("old", "old/a.csv"), ("old", "x/old/y/a.csv"),
    ("old/", "old/a.csv"), ("/a.csv", "a.csv"), ("x/*.csv", "x/a.csv"), ("x/**", "x/y/a.csv"),
    ("**/old", "x/old/a.csv"), ("**/old", "old/a.csv"), ("x/**/a.csv", "x/a.csv"),
    ("x/**/a.csv", "x/y/z/a.csv"), ("a?.csv", "ab.csv"), ("[a-c].csv", "b.csv"),
    ("[!a-c].csv", "d.csv"), ("[]x].csv", "].csv"), ("a\\*.csv", "a*.csv"), ("été*", "été.csv"),
    ("[[:alpha:]].csv", "b.csv"), ("[[:digit:]x]*", "7.csv"),
    ("[[:digit:]x]*", "x.csv"), ("[![:digit:]]*", "a.csv"), ("[[:upper:]_[:digit:]].csv", "_.csv"),
    ("[\\]].csv", "].csv"), ("[a\\-c].csv", "-.csv"), ("[[:x].csv", "x.csv"), ("a**b", "ab"),
    ("a**b", "axxb"), ("x/**b", "x/ab"), ("x**", "xy"), ("[]-a].csv", "^.csv"), ("*", "x/a.csv"),
    ("**", "x/a.csv"), ("x/", "x/y/a.csv"),
  ])
  func matching(_ pattern: String, _ path: String) {
    #expect(PathPattern(pattern).matches(path))
  }

  @Test(arguments: [
    ("*.csv", "a.csvx"), ("/a.csv", "x/a.csv"), ("x/*.csv", "x/y/a.csv"), ("x/*.csv", "z/x/a.csv"),
    ("old/", "old"), ("old", "older"), ("a?.csv", "a/.csv"), ("[a-c].csv", "d.csv"),
    ("[!a-c].csv", "b.csv"), ("a\\*.csv", "ab.csv"), ("x/**/a.csv", "y/a.csv"), ("x/**", "x"),
    ("", "a"), ("[!a]b", "/b"), ("[[:alpha:]].csv", "7.csv"), ("[[:alpha:]].csv", "é.csv"),
    ("[![:digit:]]*", "7.csv"), ("[[:letter:]].csv", "a.csv"), ("[[:letter:]].csv", "[.csv"),
    ("[a\\-c].csv", "b.csv"), ("x/a**b", "x/a/b"), ("x/**b", "x/y/b"),
    ("a[.csv", "a[.csv"), ("a[.csv", "a.csv"),
  ])
  func notMatching(_ pattern: String, _ path: String) {
    #expect(!PathPattern(pattern).matches(path))
  }

  @Test func foldersAlone() {
    #expect(PathPattern("old/").matches("x/old", isFolder: true))
    #expect(!PathPattern("old/").matches("x/old", isFolder: false))
  }

  /// A pattern that would take for ever where every star is tried at every place.
  @Test func manyStarsAreQuick() {
    let pattern = PathPattern(String(repeating: "*a", count: 40) + "b")
    #expect(!pattern.matches(String(repeating: "a", count: 4000)))
  }
}
