import GeoCore
import TestSupport
import Testing

@testable import PlanningAccess
@testable import PlanningRun
@testable import PlanningStudies

@Suite struct PlanReaderTests {
  private static let head = """
    version: 1
    zones: { source: communes }
    layers:
      park: { source: park.geojson, where: { zone: [core, sea] } }
      stops: { source: stops.csv }

    """

  private func parse(_ text: String) throws(InputError) -> Plan {
    try PlanReader.standard.parse(text, path: "p.yaml", sha256: "0")
  }

  @Test func whatIsLeftOutHasItsDefault() throws {
    let plan = try parse(Self.head)
    #expect(plan.title == "amp-geo")
    #expect(plan.zones.source == "communes")
    #expect(plan.zones.id == nil && plan.zones.expected == nil)
    #expect(plan.measuring.areaCRS == nil && plan.measuring.distanceCRS == nil)
    #expect(plan.layers.map(\.name) == ["park", "stops"])
    #expect(plan.layers[0].filter.text == "zone = core | sea")
    #expect(plan.study(CoverageStudy.self)?.layers == ["park", "stops"])
    #expect(plan.study(AccessibilityStudy.self) == nil)
    #expect(plan.study(OverlapStudy.self)?.pairings == [])
    #expect(!plan.outputs.contains("accessibility.geojson"))
    #expect(plan.outputs.contains("summary.json"))
  }

  @Test func networks() throws {
    let accessible = Self.head + "accessibility: { destinations: [stops] }\n"
    let short = try #require(try parse(accessible + "network: a/streets.gpkg\n").network)
    #expect(short.source == "a/streets.gpkg" && short.cutoffsMinutes == [5, 10, 15, 30])
    #expect(short.maxSnapMeters == 500)
    let long = try #require(
      try parse(
        accessible + "network: { source: s.gpkg, max_snap_m: 50, cutoffs_min: [7.5] }\n"
      ).network)
    #expect(long.cutoffsMinutes == [7.5] && long.maxSnapMeters == 50)
    #expect(try parse(accessible).network == nil)
    for wrong in [
      "network: { max_snap_m: 50 }", "network: [a, b]", "network: { source: s, cutoffs_min: [0] }",
    ] {
      #expect(throws: InputError.self, "\(wrong)") { try parse(accessible + wrong + "\n") }
    }
    #expect(throws: InputError.self) { try parse(Self.head + "network: s.gpkg\n") }
    for empty in ["network:\n", "network: ''\n", "network: null\n"] {
      let error = #expect(throws: InputError.self) { try parse(accessible + empty) }
      #expect(error?.line == 7 && (error?.column ?? 0) >= 9, "\(empty)")
      #expect(error?.reason == "\"network\" names no file")
    }
  }

  @Test func cellsAreWrittenOnRequest() throws {
    let accessible = Self.head + "accessibility: { destinations: [stops] }\n"
    #expect(!(try parse(accessible).outputs.contains(AccessibilityStudy.cellsFile.name)))
    let asked = try parse(accessible + "outputs: [accessibility-cells.geojson]\n")
    #expect(asked.outputs == [AccessibilityStudy.cellsFile.name])
  }

  @Test func everythingIsRead() throws {
    let plan = try parse(
      Self.head + """
        title: Test
        measuring: { area_crs: epsg:3035, distance_crs: auto }
        coverage: { layers: [park] }
        accessibility:
          destinations: [stops, park]
          cell_size_m: 100
          cutoffs_m: [250, 750.5]
          walking: { speed_km_h: 4 }
          cycling: { speed_km_h: 12, detour_factor: 1.1 }
        overlaps:
          - { a: park, b: stops }
          - { within: park }
        outputs: [summary.json]
        """)
    #expect(plan.title == "Test")
    #expect(plan.measuring.areaCRS == .laeaEurope)
    #expect(plan.measuring.distanceCRS == nil)
    #expect(plan.study(CoverageStudy.self)?.layers == ["park"])
    let accessibility = try #require(plan.study(AccessibilityStudy.self))
    #expect(accessibility.destinations == ["stops", "park"])
    #expect(accessibility.cellSizeMeters == 100)
    #expect(accessibility.cutoffsMeters == [250, 750.5])
    #expect(accessibility.walking.speedKilometersPerHour == 4)
    #expect(accessibility.walking.detourFactor == 1.3)
    #expect(accessibility.cycling.detourFactor == 1.1)
    #expect(
      plan.study(OverlapStudy.self)?.pairings == [.between("park", "stops"), .within("park")])
    #expect(plan.outputs == ["summary.json"])
  }

  @Test func groupsOfPeopleAndTheirIncome() throws {
    let plan = try parse(
      Self.head + "people: { source: c.csv, field: n, groups: { young: u15, old: o65 },"
        + " groups_of: all, income: { layer: stops, field: median } }\n")
    let people = try #require(plan.people)
    #expect(
      people.groups == [
        PeopleEntry.Group(name: "young", field: "u15"),
        PeopleEntry.Group(name: "old", field: "o65"),
      ])
    #expect(people.groupsOf == "all")
    #expect(people.income == PeopleEntry.Income(layer: "stops", field: "median"))
    #expect(!people.isRefined)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var line: Int?
    var reason: String
    var testDescription: String { reason }

    init(_ text: String, _ line: Int?, _ reason: String) {
      self.text = text
      self.line = line
      self.reason = reason
    }
  }

  /// Lines count from the start of the text; `head` has five.
  @Test(arguments: [
    Case("", 1, "the plan is empty"),
    Case("- 1\n", 1, "the plan must be a mapping"),
    Case("a: b: c\n", 1, "not YAML"),
    Case("zones: [\n", 2, "not YAML"),
    Case("version: 2\nzones: {source: c}\nlayers: {}\n", 1, "plan version 2 is not known"),
    Case("version: one\nzones: {source: c}\nlayers: {}\n", 1, "\"version\" must be a whole number"),
    Case("layers: {}\n", 1, "the plan lacks the key \"zones\""),
    Case("zones: {source: c}\n", 1, "the plan lacks the key \"layers\""),
    Case("zones: {}\nlayers: {}\n", 1, "\"zones\" lacks the key \"source\""),
    Case("zones: c\nlayers: {}\n", 1, "\"zones\" must be a mapping"),
    Case("zones: {source: [c]}\nlayers: {}\n", 1, "\"source\" must be text"),
    Case("zones: {source: c}\nlayers:\n  Park: {source: p}\n", 3, "\"Park\" cannot name a layer"),
    Case("zones: {source: c}\nlayers:\n  park:\n", 3, "the layer \"park\" has no source"),
    Case("zones: {source: c}\nlayers:\n  park: {where: {a: b}}\n", 3, "\"park\" lacks the key"),
    Case(
      "zones: {source: c}\nlayers:\n  park: {source: p}\n  park: {source: q}\n", nil,
      "the key \"park\" stands twice"),
    Case(head + "colour: red\n", 6, "unknown key \"colour\" in the plan"),
    Case(head + "coverage: {layer: [park]}\n", 6, "unknown key \"layer\" in \"coverage\""),
    Case(head + "coverage: {layers: [lake]}\n", 6, "\"layers\" names a layer \"lake\""),
    Case(head + "coverage: {layers: {a: b}}\n", 6, "\"layers\" must be a list of names"),
    Case(head + "coverage: {layers: [[park]]}\n", 6, "\"layers\" must hold plain text only"),
    Case(head + "accessibility:\n  destinations: [lake]\n", 7, "\"destinations\" names a layer"),
    Case(
      head + "people:\n  source: c.csv\n  field: n\n  groups_of: all\n", 9,
      "\"groups_of\" has no effect without groups"),
    Case(
      head + "people:\n  source: c.csv\n  field: n\n  groups: { population: n }\n", 9,
      "\"population\" cannot name a group"),
    Case(
      head + "people:\n  source: c.csv\n  field: n\n  income: { layer: lake, field: m }\n", 9,
      "\"layer\" names a layer \"lake\""),
    Case(
      head + "accessibility:\n  destinations: [stops]\n  cell_size_m: 5\n", 8,
      "\"cell_size_m\" must be a number from 10.0"),
    Case(
      head + "accessibility:\n  destinations: [stops]\n  cell_size_m: .nan\n", 8,
      "\"cell_size_m\" must be a number"),
    Case(
      head + "accessibility:\n  destinations: [stops]\n  cutoffs_m: 300\n", 8,
      "\"cutoffs_m\" must be a list"),
    Case(
      head + "accessibility:\n  destinations: [stops]\n  cutoffs_m: [300, -1]\n", 8,
      "\"cutoffs_m\" must hold positive numbers only"),
    Case(
      head + "accessibility:\n  destinations: [stops]\n  walking: {speed_km_h: 0}\n", 8,
      "\"speed_km_h\" must be a number"),
    Case(
      head + "accessibility:\n  destinations: [stops]\n  walking: {detour_factor: 0.9}\n", 8,
      "\"detour_factor\" must be a number"),
    Case(head + "overlaps: {a: park, b: stops}\n", 6, "\"overlaps\" must be a list"),
    Case(head + "overlaps:\n  - {a: park}\n", 7, "an item of \"overlaps\" lacks the key \"b\""),
    Case(head + "overlaps:\n  - {a: park, b: lake}\n", 7, "\"b\" names a layer \"lake\""),
    Case(head + "overlaps:\n  - {within: lake}\n", 7, "\"within\" names a layer \"lake\""),
    Case(head + "overlaps:\n  - {within: park, a: park}\n", 7, "\"within\" and \"a\" exclude"),
    Case(head + "outputs: [map.png]\n", 6, "\"outputs\" names a file \"map.png\""),
    Case(head + "outputs: [accessibility.geojson]\n", 6, "\"outputs\" names a file"),
  ])
  func errorsNameTheirLine(_ one: Case) {
    let error = #expect(throws: InputError.self) { try parse(one.text) }
    #expect(error?.reason.hasPrefix(one.reason) == true, "\(error?.description ?? "")")
    if let line = one.line { #expect(error?.line == line, "\(error?.description ?? "")") }
    #expect(error?.path == "p.yaml")
    #expect(error?.kind == .badData)
  }

  /// What commands can be told of layers, plans can say too.
  @Test func layersSayWhatTheirFilesDoNot() throws {
    let plan = try parse(
      """
      zones: { source: communes, accuracy_m: 50 }
      layers:
        park: { source: park.geojson, id: code, name: libelle, accuracy_m: 30 }
      """)
    #expect(plan.zones.accuracyMeters == 50)
    #expect(plan.layers[0].id == "code" && plan.layers[0].label == "libelle")
    #expect(plan.layers[0].accuracyMeters == 30)
    for wrong in ["-1", "1e6", "near"] {
      let error = #expect(throws: InputError.self) {
        try parse("zones: { source: c }\nlayers: { p: { source: p, accuracy_m: \(wrong) } }\n")
      }
      #expect(error?.line == 2)
    }
  }

  @Test func fileErrors() throws {
    let scratch = try Scratch()
    #expect(throws: FormatError.self) {
      try PlanReader.standard.read(path: scratch.file("no.yaml"))
    }
    let bad = try scratch.write("bad.yaml", [0xFF, 0xFE, 0x00])
    let error = #expect(throws: InputError.self) { try PlanReader.standard.read(path: bad) }
    #expect(error?.reason.contains("UTF-8") == true)
  }

  @Test func theSumOfTheBytesIsKept() throws {
    let scratch = try Scratch()
    let path = try scratch.write("p.yaml", Self.head)
    let plan = try PlanReader.standard.read(path: path)
    #expect(plan.sha256.count == 64)
    let other = try PlanReader.standard.read(path: scratch.write("q.yaml", Self.head + "\n"))
    #expect(other.sha256 != plan.sha256)
  }

  @Test func theEmbeddedPlanIsRead() throws {
    let plan = try PlanReader.standard.embedded()
    #expect(plan.path == "plan.yaml")
    #expect(plan.zones.expected == 92)
    #expect(plan.measuring.areaCRS == .laeaEurope)
    #expect(plan.measuring.distanceCRS == .lambert93)
    let covered = try #require(plan.study(CoverageStudy.self)).layers
    #expect(Set(covered).isSubset(of: plan.layers.map(\.name)))
  }
}
