import GeoCore
import TestSupport
import Testing

@testable import PlanningIntegrity
@testable import PlanningStudies

@Suite struct BaselineReaderTests {
  private func failure(_ text: String) -> String {
    do {
      _ = try Baseline(Array(text.utf8), path: "b.json")
      return "none"
    } catch {
      #expect(error.kind == .badData)
      return error.description
    }
  }

  @Test(arguments: [
    ("", "b.json:1:1: \"{\" is missing"), ("[]", "b.json:1:1: \"{\" is missing"),
    ("{}", "b.json:1:3: the member \"baseline\" is missing"),
    ("{\"baseline\":1}", "the member \"findings\" is missing"),
    ("{\n\"baseline\":2,\"findings\":[]}", "b.json:2:12: baselines of version 2 are not known"),
    ("{\"baseline\":1,\"baseline\":1}", "b.json:1:15: the member \"baseline\" stands twice"),
    ("{\"baseline\":1,\"findings\":[]} x", "nothing may follow"),
    ("{\"baseline\":1,\n\n \"else\":[]}", "b.json:3:2: \"else\" is no member of a baseline"),
    ("{\"baseline\":1,\"findings\":[", "\"{\" is missing"),
    ("{\"baseline\":1,\"findings\":[{\"code", "a text is not closed"),
    ("{\"baseline\":1,\"findings\":[{\"code\":\"\\", "a text is not closed"),
    ("{\"baseline\":1,\"findings\":[{\"code\":\"a\nb\"", "a text is not closed"),
    ("{\"baseline\":1,\"findings\":[\n{\"code\":\"V201\"}]}", "b.json:2:16: a finding needs code"),
    ("{\"baseline\":1,\"findings\":[{\"severity\":\"bad\"}]}", "b.json:1:39: this is no severity"),
    ("{\"baseline\":1,\"findings\":[{\"point\":[1]}]}", "a point is longitude and latitude"),
    ("{\"baseline\":1,\"findings\":[{\"area_m2\":null}]}", "a number is missing"),
    ("{\"baseline\":1,\"findings\":[{\"area_m2\":1e999}]}", "a number is missing"),
    ("{\"baseline\":1,\"findings\":[{\"line\":1}]}", "\"line\" is no member of a finding"),
    (String(repeating: "[", count: 100_000), "b.json:1:1: \"{\" is missing"),
  ])
  func brokenFilesAreNamedWithTheirPlace(_ text: String, _ message: String) {
    #expect(failure(text).contains(message), "\(failure(text))")
    #expect(failure(text).contains("write it anew with writeBaseline"))
  }

  @Test func otherFormsOfTheSame() throws {
    let text = """
      { "findings" : [ { "severity": "error", "file": ".//a.geojson", "code": "V201",
        "features": ["b", "\\u0061"], "point": [ 5e0, -43.5 ] } ], "baseline": 1.0 }
      """
    let entry = try #require(try Baseline(Array(text.utf8), path: "b.json").entries.first)
    #expect(entry.file == "a.geojson" && entry.features == ["a", "b"])
    #expect(entry.longitude == 5 && entry.latitude == -43.5)
  }

  @Test func missingFilesAreMissing() throws {
    let folder = try Scratch()
    #expect(throws: FormatError.self) { try Baseline(path: folder.file("nope.json")) }
  }

  @Test func truncationsNeverCrash() {
    let findings = [SampleFindings.make(area: 1), SampleFindings.make(SampleFindings.tiny)]
    let text = Baseline(recording: SampleFindings.report(findings)).text
    for length in 0..<(text.utf8.count - 3) {
      #expect(failure(String(text.prefix(length))) != "none")
    }
  }
}
