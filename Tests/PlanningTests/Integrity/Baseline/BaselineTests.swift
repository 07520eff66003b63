import TestSupport
import Testing

@testable import PlanningIntegrity

@Suite struct BaselineTests {
  private let metersNorth = 1 / (6_371_008.8 * Double.pi / 180)

  private func baseline(_ findings: [Finding]) -> Baseline {
    Baseline(recording: SampleFindings.report(findings))
  }

  /// What a baseline of some findings says of others: the states of what is left, the number of
  /// known ones and of gone ones.
  private func compare(
    _ before: [Finding], _ now: [Finding]
  ) -> (states: [BaselineState?], known: Int, gone: Int) {
    var report = SampleFindings.report(now)
    let gone = baseline(before).apply(to: &report)
    return (report.findings.map(\.baselineState), report.known?.count ?? -1, gone)
  }

  @Test func theSameFindingsAreKnownInAnyOrderOnAnyLine() {
    let before = [
      SampleFindings.make(line: 1), SampleFindings.make(at: (5.5, 43.4), line: 2),
      SampleFindings.make(SampleFindings.tiny, ["c"], at: nil, line: 3),
    ]
    var now = Array(before.reversed())
    for i in now.indices { now[i].line = 90 + i }
    let result = compare(before, now)
    #expect(result.states.isEmpty && result.known == 3 && result.gone == 0)
  }

  @Test func anotherPairOrRuleOrPlaceIsNew() {
    let before = [SampleFindings.make()]
    for now in [
      SampleFindings.make(SampleFindings.overlap, ["a", "c"]),
      SampleFindings.make(SampleFindings.tiny),
      SampleFindings.make(at: (5.4, 43.3 + 1.1 * metersNorth)),
    ] {
      let result = compare(before, [now])
      #expect(result.states == [.new] && result.known == 0 && result.gone == 1)
    }
  }

  /// Without a place the layer decides, unless the baseline names none.
  @Test func layersAreToldApart() {
    func finding(_ layer: String?) -> Finding {
      var finding = SampleFindings.make(SampleFindings.tiny, [], at: nil)
      finding.layer = layer
      return finding
    }
    let moved = compare([finding("zones")], [finding("parks")])
    #expect(moved.states == [.new] && moved.known == 0 && moved.gone == 1)
    #expect(compare([finding("zones")], [finding("parks"), finding("zones")]).known == 1)
    let older = compare([finding(nil)], [finding("parks"), finding("zones")])
    #expect(older.states == [.new] && older.known == 1 && older.gone == 0)
  }

  @Test func featuresAreASet() {
    let now = SampleFindings.make(
      SampleFindings.overlap, ["b", "a"], at: (5.4, 43.3 + 0.9 * metersNorth))
    #expect(compare([SampleFindings.make()], [now]).known == 1)
  }

  @Test func aPlaceMayMoveAlongTheFault() {
    let before = SampleFindings.make(length: 60)
    func known(_ meters: Double, _ features: [String] = ["a", "b"]) -> Bool {
      let place = (5.4, 43.3 + meters * metersNorth)
      let old = SampleFindings.make(SampleFindings.overlap, features, length: 60)
      let now = SampleFindings.make(SampleFindings.overlap, features, at: place, length: 60)
      return compare([old], [now]).known == 1
    }
    #expect(known(59) && !known(61))
    // Numbers in the file are no names: the place alone decides, within a metre.
    #expect(known(0.9, ["#1", "#2"]) && !known(1.1, ["#1", "#2"]))
    #expect(compare([before], [SampleFindings.make()]).known == 1)
  }

  @Test func numbersInTheFileDoNotName() {
    let before = SampleFindings.make(SampleFindings.tiny, ["#3"])
    #expect(compare([before], [SampleFindings.make(SampleFindings.tiny, ["#4"])]).known == 1)
    let placeless = SampleFindings.make(SampleFindings.tiny, ["#3"], at: nil)
    let other = SampleFindings.make(SampleFindings.tiny, ["#9"], at: nil)
    #expect(compare([placeless], [other]).known == 1)
    #expect(compare([placeless], [other, other]).states == [.new])
  }

  @Test func withoutPlaceTheFileDecides() {
    let before = SampleFindings.make(SampleFindings.tiny, ["a"], file: "./x/../a.geojson", at: nil)
    #expect(
      compare([before], [SampleFindings.make(SampleFindings.tiny, ["a"], at: nil)]).known == 1)
    let moved = SampleFindings.make(SampleFindings.tiny, ["a"], file: "b.geojson", at: nil)
    #expect(compare([before], [moved]).states == [.new])
    // With a place, a renamed file keeps its findings.
    #expect(compare([SampleFindings.make()], [SampleFindings.make(file: "b.geojson")]).known == 1)
  }

  @Test func eachEntryGoesWithOneFinding() {
    let one = SampleFindings.make()
    #expect(compare([one], [one, one, one]).states == [.new, .new])
    #expect(compare([one, one, one], [one]).gone == 2)
    // The nearest goes first: one at 0.4 m is known, one at 0.6 m from the other side is new.
    let near = SampleFindings.make(at: (5.4, 43.3 + 0.4 * metersNorth))
    let far = SampleFindings.make(at: (5.4, 43.3 - 0.6 * metersNorth))
    var report = SampleFindings.report([far, near])
    #expect(baseline([one]).apply(to: &report) == 0)
    #expect(report.findings == [fresh(far)])
    // The same file goes before a nearer one elsewhere.
    let elsewhere = SampleFindings.make(file: "b.geojson", at: (5.4, 43.3 + 0.1 * metersNorth))
    report = SampleFindings.report([elsewhere, near], files: ["a.geojson", "b.geojson"])
    _ = baseline([one]).apply(to: &report)
    #expect(report.findings == [fresh(elsewhere)])
  }

  private func fresh(_ finding: Finding) -> Finding {
    var finding = finding
    finding.baselineState = .new
    return finding
  }

  @Test func theAntimeridianIsNoBorder() {
    let before = SampleFindings.make(at: (179.9999999, 0))
    #expect(compare([before], [SampleFindings.make(at: (-179.9999999, 0))]).known == 1)
  }

  @Test func worseIsNotKnown() {
    let before = SampleFindings.make(area: 100, width: 0.2, length: 50)
    func state(_ area: Double?, _ width: Double?, _ length: Double?) -> [BaselineState?] {
      compare([before], [SampleFindings.make(area: area, width: width, length: length)]).states
    }
    #expect(state(109, 0.21, 54.9) == [])
    #expect(state(110.5, 0.2, 50) == [.worse])
    #expect(state(100, 0.23, 50) == [.worse])
    #expect(state(100, 0.2, 56) == [.worse])
    #expect(state(1, 0.01, 1) == [] && state(nil, nil, nil) == [])
    // A tenth of little is less than the least growth that counts.
    let small = SampleFindings.make(area: 0.1)
    #expect(compare([small], [SampleFindings.make(area: 1)]).states == [])
    #expect(compare([small], [SampleFindings.make(area: 1.2)]).states == [.worse])
    var milder = before
    milder.severity = .warning
    #expect(compare([milder], [before]).states == [.worse])
    #expect(compare([before], [milder]).states == [])
  }

  @Test func unreadableFilesAreNeverKnown() {
    let broken = SampleFindings.make(SampleFindings.broken, [], at: nil)
    #expect(baseline([broken]).entries.isEmpty)
    let result = compare([SampleFindings.make()], [broken])
    // What was in the file is not known to be gone.
    #expect(result.states == [.new] && result.gone == 0)
  }

  @Test func goneIsOnlyWhatWasLookedFor() {
    let before = baseline([
      SampleFindings.make(), SampleFindings.make(file: "b.geojson", at: nil),
      SampleFindings.make(SampleFindings.tiny),
    ])
    var report = SampleFindings.report([])
    #expect(before.apply(to: &report) == 2)
    report.rules = [SampleFindings.overlap]
    #expect(before.apply(to: &report) == 1)
    report.files = []
    #expect(before.apply(to: &report) == 0)
  }

  @Test func writingAnewKeepsWhatWasNotLookedFor() {
    let older = baseline([
      SampleFindings.make(), SampleFindings.make(file: "b.geojson", at: nil),
    ])
    let report = SampleFindings.report([SampleFindings.make(at: (5.5, 43))])
    let newer = Baseline(recording: report, keepingOthersOf: older)
    #expect(newer.entries.map(\.file) == ["a.geojson", "b.geojson"])
    #expect(newer.entries.map(\.longitude) == [5.5, nil])
  }

  @Test func theTextIsStable() throws {
    let findings = [
      SampleFindings.make(area: 1.23456789, width: 0.1, length: 12),
      SampleFindings.make(SampleFindings.tiny, ["\"é\u{1}😀\u{7F}"], at: nil),
      SampleFindings.make(at: (5.12345678901, -43)), SampleFindings.make(file: "0.geojson"),
    ]
    let text = baseline(findings).text
    #expect(baseline(findings.reversed()).text == text)
    let read = try Baseline(Array(text.utf8), path: "b.json")
    #expect(read == baseline(findings))
    #expect(read.text == text)
    #expect(
      text.hasPrefix("{\n  \"baseline\": 1,\n  \"findings\": [\n    {\"file\":\"0.geojson\","))
    #expect(text.contains("\"point\":[5.1234568,-43]") && text.contains("\"area_m2\":1.2346"))
    #expect(try Baseline(Array(baseline([]).text.utf8), path: "b.json").entries.isEmpty)
  }

  /// Random findings, shuffled and moved by less than the tolerance, are all known; apart they
  /// are further than it.
  @Test(arguments: 0..<5)
  func shuffledFindingsAreKnown(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let step = 5 * metersNorth
    let before = (0..<400).map { (i: Int) -> Finding in
      let features = i % 2 == 0 ? ["#\(i)"] : ["a"]
      let longitude = 5 + Double(i % 20) * 2 * step
      let latitude = 43 + Double(i / 20) * step
      return SampleFindings.make(
        SampleFindings.overlap, features, at: (longitude, latitude), line: i)
    }
    let now = before.map { (finding: Finding) -> Finding in
      var finding = finding
      let east = Double.random(in: -0.7...0.7, using: &generator) * metersNorth
      let north = Double.random(in: -0.7...0.7, using: &generator) * metersNorth
      finding.longitude = finding.longitude.map { $0 + east }
      finding.latitude = finding.latitude.map { $0 + north }
      return finding
    }.shuffled(using: &generator)
    let result = compare(before, now)
    #expect(result.states.isEmpty && result.known == 400 && result.gone == 0)
  }
}
