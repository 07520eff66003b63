import GeoAlgorithms
import GeoCore
import GeoFormats
import TestSupport
import Testing

@testable import PlanningIntegrity

@Suite struct ValidityRulesTests {
  private func codes(_ geometries: Geometries) throws -> [String] {
    try Checked.findings(Checked.layer(geometries)).map(\.rule.code).filter { $0.hasPrefix("V") }
  }

  @Test func everyKindHasItsRule() {
    let unnamed: [ValidityFault.Kind] = [.unnamed, .notFinite]
    for kind in ValidityFault.Kind.allCases {
      let isGeneral = ValidityRules.rule(for: kind) == InvalidPolygon.rule
      #expect(isGeneral == unnamed.contains(kind), "\(kind)")
    }
    let codes = ValidityRules.all.map(\.code)
    #expect(Set(codes).count == codes.count)
  }

  @Test func allFaultsOfAFeatureAreListed() throws {
    var layer = Geometries(crs: .wgs84)
    // A bow tie with a hole far away.
    layer.appendPolygon([
      [(5, 43), (6, 44), (6, 43), (5, 44)], [(8, 43), (8.1, 43), (8.1, 43.1), (8, 43.1)],
    ])
    #expect(try codes(layer) == ["V203", "V205"])
    let found = try Checked.findings(Checked.layer(layer, ids: ["a"]))
    #expect(found[0].features == ["a"])
    #expect(found[0].longitude == 5.5 && found[0].latitude == 43.5)
    #expect(found[0].message == "edges 1 and 3 of ring 1 cross")
  }

  @Test func rulesCanBeChosenOneByOne() throws {
    var layer = Geometries(crs: .wgs84)
    layer.appendPolygon([[(5, 43), (6, 44), (6, 43), (5, 44)], [(8, 43), (8.1, 43), (8.1, 43.1)]])
    let rules = try RuleSelection(only: ["V205"], ignored: [], severities: [])
    let options = CheckOptions(rules: rules)
    let found = try IntegrityCheck.findings(in: Checked.layer(layer), options: options)
    // Findings of rules that are not wanted are dropped when they are added to the report.
    #expect(found.filter { options.rules.contains($0.rule) }.map(\.rule.code) == ["V205"])
  }

  @Test func stripsAndCrumbsAreMeasuredOnTheGround() throws {
    // A metre near Marseille (43.3° N) in degrees: 1 / 111,107 north, 1 / 81,134 east.
    let (east, north) = (1 / 81_134.0, 1 / 111_107.0)
    func box(_ width: Double, _ height: Double) -> [(Double, Double)] {
      [
        (5.4, 43.3), (5.4 + width * east, 43.3), (5.4 + width * east, 43.3 + height * north),
        (5.4, 43.3 + height * north),
      ]
    }
    func only(_ ring: [(Double, Double)]) throws -> [Finding] {
      var layer = Geometries(crs: .wgs84)
      layer.appendPolygon([ring])
      return try Checked.findings(Checked.layer(layer)).filter { $0.rule.code.hasPrefix("V") }
    }
    // 100 m by 0.5 m, in both directions: as wide as 0.4975 m on average.
    for strip in [box(100, 0.5), box(0.5, 100)] {
      let found = try only(strip)
      #expect(found.map(\.rule.code) == ["V211"])
      #expect(abs((found[0].widthMeters ?? 0) - 0.4975) < 0.01, "\(found)")
      #expect(abs((found[0].areaSquareMeters ?? 0) - 50) < 0.5, "\(found)")
    }
    #expect(try only(box(100, 1.2)).isEmpty)
    #expect(try only(box(10, 0.5)).isEmpty)
    let crumb = try only(box(0.9, 0.9))
    #expect(crumb.map(\.rule.code) == ["V212"])
    #expect(abs((crumb[0].areaSquareMeters ?? 0) - 0.81) < 0.01)
    #expect(try only(box(1.1, 1.1)).isEmpty)
  }

  @Test func aSpikeHasOneName() throws {
    var layer = Geometries(crs: .lambert93)
    layer.appendPolygon([
      [
        (893_000, 6_245_000), (893_030, 6_245_000), (893_010, 6_245_000), (893_010, 6_245_010),
        (893_000, 6_245_010),
      ]
    ])
    let found = try Checked.findings(Checked.layer(layer, format: CSVFormat()))
      .map(\.rule.code).filter { $0.hasPrefix("V2") }
    #expect(found == ["V210"])
  }

  /// A spike that runs out nearly along the next edge makes a sharp angle at its foot as well.
  @Test func theFootOfAnExactSpikeIsNotNamedBesideIt() throws {
    var layer = Geometries(crs: .lambert93)
    let (x, y) = (893_000.0, 6_245_000.0)
    let ring = [(41, 41), (45, 41), (145, 40), (45, 41), (49, 41), (45, 49)]
    layer.appendPolygon([ring.map { (x + Double($0.0), y + Double($0.1)) }])
    #expect(layer.foldsBack(atVertex: 2, ofRing: 0))
    #expect(layer.isFootOfFold(atVertex: 3, ofRing: 0))
    #expect(!layer.isFootOfFold(atVertex: 5, ofRing: 0))
    let found = try Checked.findings(Checked.layer(layer, format: CSVFormat()))
      .map(\.rule.code).filter { $0.hasPrefix("V2") }
    #expect(found == ["V210"])
  }

  @Test func nearSpikesAreWarnings() throws {
    var layer = Geometries(crs: .lambert93)
    layer.appendPolygon([
      [
        (893_000, 6_245_000), (893_010, 6_245_000), (893_030, 6_245_000), (893_010, 6_245_000.05),
        (893_010, 6_245_010), (893_000, 6_245_010),
      ]
    ])
    let found = try Checked.findings(Checked.layer(layer, format: CSVFormat()))
      .filter { $0.rule.code.hasPrefix("V") }
    #expect(found.map(\.rule.code) == ["V215"])
    #expect(found.first?.severity == .warning)
    #expect(abs((found.first?.lengthMeters ?? 0) - 20) < 0.1)
  }

  @Test func linesWithoutLength() throws {
    var layer = Geometries(crs: .wgs84)
    for line in [[5.0, 43, 5, 43], [5, 43, 5.1, 43]] {
      layer.beginFeature(.lineString)
      layer.beginPart()
      layer.appendRing(line)
    }
    let found = try Checked.findings(Checked.layer(layer)).filter { $0.rule.code == "V214" }
    #expect(found.map(\.features) == [["#1"]])
  }

  @Test func aLayerInNoSystemIsJudgedWithoutPlaces() throws {
    var layer = Geometries(crs: .unknown)
    layer.appendPolygon([[(0, 0), (4, 4), (4, 0), (0, 4)]])
    let found = try Checked.findings(Checked.layer(layer, format: CSVFormat()))
    #expect(
      found.map(\.rule.code) == ["R401", "V203"] || found.map(\.rule.code) == ["V203", "R401"])
    #expect(found.allSatisfy { $0.place == nil })
  }

  @Test func aLayerAroundTheWorldIsMeasuredToo() throws {
    var layer = Geometries(crs: .wgs84)
    for longitude in stride(from: -170.0, through: 170, by: 20) {
      layer.appendPolygon([
        [
          (longitude, -60), (longitude + 1e-6, -60), (longitude + 1e-6, -59.999999),
          (longitude, -59.999999),
        ]
      ])
      layer.appendPolygon([
        [(longitude, 60), (longitude + 9, 60), (longitude + 9, 69), (longitude, 69)]
      ])
    }
    let tiny = try Checked.findings(Checked.layer(layer)).filter { $0.rule.code == "V212" }
    #expect(tiny.count == 18)
  }
}
