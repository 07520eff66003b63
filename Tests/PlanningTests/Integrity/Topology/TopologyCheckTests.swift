import Foundation
import GeoCore
import GeoFormats
import TestSupport
import Testing

@testable import PlanningIntegrity
@testable import PlanningStudies

/// Findings of family C: sizes in true metres, whatever the file's system.
@Suite struct TopologyCheckTests {
  typealias Ring = [(Double, Double)]

  static func box(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) -> Ring {
    [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]
  }

  static func layer(_ rings: [Ring], crs: CRS) -> Layer {
    var geometries = Geometries(crs: crs)
    for ring in rings { geometries.appendPolygon([ring]) }
    let ids = FeatureIDs(rings.indices.map { FeatureID(["A", "B", "C", "D"][$0]) })
    return Layer(name: "zones", geometries: geometries, ids: ids, path: "zones.geojson")
  }

  static func findings(
    _ rings: [Ring], crs: CRS, maxGap: Double = 1, boundary: Ring? = nil
  ) throws -> [Finding] {
    let checked = CheckedLayer(
      layer(rings, crs: crs), of: LayerSource(path: "zones.geojson"), format: GeoJSONFormat())
    var options = CheckOptions()
    options.coverage = TopologyRequest(
      maxGapMeters: maxGap, boundary: boundary.map { layer([$0], crs: crs) })
    return try CoverageCheck.findings(in: checked, options: options)
  }

  /// Where nobody says that the system is not known, the coverage does.
  @Test func whatCannotBeMeasuredIsNoCoverage() throws {
    let rings = [Self.box(0, 0, 1000, 1000), Self.box(990, 0, 2000, 1000)]
    let checked = CheckedLayer(
      Self.layer(rings, crs: .unknown), of: LayerSource(path: "zones.geojson"),
      format: GeoJSONFormat())
    for (only, codes) in [(["C202"], ["C202"]), (["C", "R401"], ["R401"])] {
      var options = CheckOptions(
        rules: try RuleSelection(only: only, ignored: [], severities: []))
      options.coverage = TopologyRequest(maxGapMeters: 1, boundary: nil)
      let findings = try IntegrityCheck.findings(in: checked, options: options)
      #expect(findings.map(\.rule.code) == codes)
      #expect(findings.allSatisfy { $0.severity == .error })
    }
  }

  /// Near Marseille in Lambert-93, which stretches lengths by less than one in a thousand.
  static let x = 893_000.0
  static let y = 6_247_000.0

  @Test func anOverlapIsNamedPlacedAndMeasured() throws {
    let found = try Self.findings(
      [
        Self.box(Self.x, Self.y, Self.x + 100.5, Self.y + 30),
        Self.box(Self.x + 100, Self.y, Self.x + 200, Self.y + 30),
      ], crs: .lambert93)
    let finding = try #require(found.first)
    #expect(found.count == 1 && finding.rule.code == "C201" && finding.features == ["A", "B"])
    #expect(finding.message.hasPrefix("A and B overlap by 15"))
    #expect(abs(try #require(finding.areaSquareMeters) - 15) < 0.03)
    #expect(abs(try #require(finding.widthMeters) - 0.5) < 0.005)
    #expect(abs(try #require(finding.lengthMeters) - 30) < 0.3)
    #expect(finding.kind == "noise")
    let shape = try #require(finding.shape)
    let place = try #require(finding.place)
    #expect(shape.crs == .wgs84 && shape.count == 1)
    #expect(shape.box.contains(x: place.longitude, y: place.latitude))
    #expect(abs(place.longitude - 5.38) < 0.1 && abs(place.latitude - 43.29) < 0.1)
  }

  /// Edges that are straight in degrees and run towards the pole are bent on the ground: a triangle upon
  /// a box, 500 to 1,100 m from the pole, against the integral of its width over the ellipsoid.
  @Test func slantedEdgesNearAPoleAreMeasuredAsTheyRun() throws {
    let triangle: Ring = [(4, 89.98), (6, 89.98), (5, 89.998), (4, 89.98)]
    let found = try Self.findings(
      [
        Self.box(0, 89.99, 10, 89.995), triangle, Self.box(120, 89.99, 130, 89.995),
        Self.box(-120, 89.99, -110, 89.995),
      ], crs: .wgs84)
    let finding = try #require(found.first)
    #expect(found.count == 1 && finding.features == ["A", "B"])
    let degree = Double.pi / 180
    let (radius, squared) = (6_378_137.0, 0.0066943800229)
    let steps = 10_000
    var area = 0.0
    for step in 0..<steps {
      let latitude = 89.99 + 0.005 * (Double(step) + 0.5) / Double(steps)
      let width = 2 * (89.998 - latitude) / 0.018
      let scale = 1 - squared * pow(sin(latitude * degree), 2)
      let element = radius * radius * (1 - squared) * cos(latitude * degree) / (scale * scale)
      area += element * width * degree * (0.005 * degree / Double(steps))
    }
    #expect(abs(try #require(finding.areaSquareMeters) - area) < 1e-3 * area)
  }

  @Test func degreesAreMeasuredInMetres() throws {
    // A ten-thousandth of a degree either way at 60° north: 5.58 m by 11.14 m.
    let found = try Self.findings(
      [Self.box(10, 60, 10.0011, 60.0001), Self.box(10.001, 60, 10.002, 60.0001)], crs: .wgs84)
    #expect(found.map(\.rule.code) == ["C201"])
    #expect(abs(try #require(found.first?.areaSquareMeters) - 5.58 * 11.14) < 0.2)
    #expect(found.first?.kind == "conflict")
  }

  @Test func exactJunctionsInDegreesStayExact() throws {
    // A vertex in the middle of a long edge: straight in the file, bent in any other system.
    let found = try Self.findings(
      [Self.box(4, 40, 6, 44), Self.box(6, 40, 8, 42), Self.box(6, 42, 8, 44)], crs: .wgs84)
    #expect(found.map(\.rule.code) == ["C204", "C204"])
    #expect(found.map(\.features) == [["A", "B"], ["A", "C"]])
    #expect(found.allSatisfy { $0.message.hasSuffix("same vertices: A lacks the one here") })
    #expect(found.allSatisfy { abs(($0.lengthMeters ?? 0) - 222_000) < 2_000 })
  }

  @Test func widthsAreTrueOnes() throws {
    // Web Mercator stretches by 1.374 at 43.3° north: 1.3 of its metres are 95 cm, 1.45 are 106.
    let (x, y) = (600_000.0, 5_358_000.0)
    func slit(_ width: Double) throws -> [Finding] {
      try Self.findings(
        [Self.box(x, y, x + 100, y + 90), Self.box(x + 100 + width, y, x + 200, y + 90)],
        crs: CRS("EPSG:3857"))
    }
    let gap = try #require(try slit(1.3).first)
    let width = try #require(gap.widthMeters)
    #expect(gap.rule.code == "C202" && abs(width - 0.946) < 0.01)
    #expect(gap.message.contains("between A and B that is open to the outside"))
    #expect(try slit(1.45).isEmpty)
    #expect(try Self.findings([Self.box(x, y, x + 100, y + 90)], crs: CRS("EPSG:3857")).isEmpty)
  }

  @Test func enclosedVoidsAreGapsOrHolesByTrueWidth() throws {
    func ring(_ width: Double) throws -> [String] {
      let (x, y) = (600_000.0, 5_358_000.0)
      return try Self.findings(
        [
          [
            (x, y), (x + 200, y), (x + 200, y + 10), (x + 100, y + 10), (x + 100, y + 90),
            (x + 200, y + 90), (x + 200, y + 100), (x, y + 100), (x, y),
          ],
          [
            (x + 200, y + 10), (x + 200, y + 90), (x + 100, y + 90), (x + 100 + width, y + 80),
            (x + 100 + width, y + 20), (x + 100, y + 10), (x + 200, y + 10),
          ],
        ], crs: CRS("EPSG:3857")
      ).map(\.rule.code)
    }
    #expect(try ring(1.3) == ["C202"])
    #expect(try ring(2) == ["C203"])
  }

  @Test func featuresAreHeldAgainstABoundary() throws {
    let found = try Self.findings(
      [Self.box(Self.x, Self.y, Self.x + 100, Self.y + 30)], crs: .lambert93,
      boundary: Self.box(Self.x, Self.y, Self.x + 90, Self.y + 40))
    #expect(found.map(\.rule.code) == ["C206", "C207"])
    #expect(abs(try #require(found.first?.areaSquareMeters) - 300) < 1)
    #expect(abs(try #require(found.last?.areaSquareMeters) - 900) < 3)
  }

  @Test func aBoundaryWithoutPolygonsIsRefused() throws {
    var points = Geometries(crs: .wgs84)
    points.appendPoint(x: 5, y: 43)
    let zones = CheckedLayer(
      Self.layer([Self.box(5, 43, 6, 44)], crs: .wgs84), of: LayerSource(path: "zones.geojson"),
      format: GeoJSONFormat())
    var options = CheckOptions()
    options.coverage = TopologyRequest(boundary: Layer(name: "points", geometries: points))
    #expect(throws: InputError.self) {
      try CoverageCheck.findings(in: zones, options: options)
    }
  }

  @Test func invalidPolygonsAreLeftOutAndLeaveNoVoid() throws {
    let (x, y) = (Self.x, Self.y)
    let crossed: Ring = [
      (x + 10, y + 10), (x + 20, y + 20), (x + 20, y + 10), (x + 10, y + 20), (x + 10, y + 10),
    ]
    let found = try Self.findings([Self.box(x, y, x + 30, y + 30), crossed], crs: .lambert93)
    #expect(found.isEmpty)
  }

  @Test func whatIsSaidOfADuplicateNamesAllOfThem() throws {
    let (x, y) = (Self.x, Self.y)
    let twin = Self.box(x, y, x + 100, y + 30)
    let found = try Self.findings(
      [twin, Self.box(x + 90, y, x + 200, y + 30), twin], crs: .lambert93)
    #expect(found.map(\.rule.code) == ["C201", "C201", "C205"])
    #expect(found.map(\.features) == [["A", "B"], ["B", "C"], ["A", "C"]])
  }

  @Test func rulesOfCoverageApplyOnlyWhenAskedFor() throws {
    var options = CheckOptions()
    #expect(options.checkedRules.allSatisfy { $0.family != .coverage })
    options.coverage = TopologyRequest()
    let codes = options.checkedRules.map(\.code)
    #expect(codes.contains("C205") && !codes.contains("C206") && !codes.contains("C207"))
    #expect(Set(TopologyCheck.rules.map(\.code)).count == 7)
  }
}
