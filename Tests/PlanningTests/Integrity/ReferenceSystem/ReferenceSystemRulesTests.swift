import GeoCore
import GeoFormats
import GeoProjection
import TestSupport
import Testing

@testable import PlanningIntegrity

@Suite struct ReferenceSystemRulesTests {
  private func findings(_ geometries: Geometries) throws -> [Finding] {
    try Checked.findings(Checked.layer(geometries, format: CSVFormat()))
      .filter { $0.rule.family == .referenceSystem }
  }

  private func points(_ crs: CRS, _ places: [(Double, Double)]) -> Geometries {
    var layer = Geometries(crs: crs)
    for place in places { layer.appendPoint(x: place.0, y: place.1) }
    return layer
  }

  @Test func unknownSystemsAreFindings() throws {
    #expect(try findings(points(.unknown, [(1, 2)])).map(\.rule.code) == ["R401"])
    let found = try findings(points(CRS("EPSG:999999"), [(1, 2)]))
    #expect(found.map(\.rule.code) == ["R401"])
    #expect(found[0].message.contains("EPSG:999999"))
    // A table has no coordinates that a system could be missing for.
    #expect(try findings(Geometries.null(count: 3)).isEmpty)
  }

  @Test func filesWithoutASystemAreCheckedAllTheSame() throws {
    let folder = try Scratch()
    let bow = """
      {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "EPSG:999999"}},
      "features": [{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon",
      "coordinates": [[[0, 0], [4, 4], [4, 0], [0, 4], [0, 0]]]}}]}
      """
    try folder.write("bow.geojson", bow)
    try folder.write("stops.csv", "x,y\n893000,6245000\n")
    let report = try Checked.report(
      [folder.file("bow.geojson"), folder.file("stops.csv")], only: ["R401", "V203"])
    #expect(report.findings.map(\.rule.code) == ["V203", "R401", "R401"])
    #expect(report.files.map(\.crs) == ["EPSG:999999", "unknown"])
    #expect(!report.hasUnreadableFiles)
  }

  /// The name that nobody can look up is part of what is said, and no more of it than a line holds.
  @Test func unknownNamesAreNamed() throws {
    func message(_ name: String) throws -> String {
      let folder = try Scratch()
      let point = """
        {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "\(name)"}},
        "features": [{"type": "Feature", "properties": {}, "geometry": {"type": "Point",
        "coordinates": [893000, 6245000]}}]}
        """
      try folder.write("town.geojson", point)
      let report = try Checked.report([folder.file("town.geojson")], only: ["R401"])
      try #require(report.findings.map(\.rule.code) == ["R401"])
      return report.findings[0].message
    }
    #expect(
      try message("Our local grid") == """
        the name "Our local grid" of the member "crs" stands for no coordinate reference system that \
        can be looked up, and none is given
        """)
    #expect(try message("urn:ogc:def:crs:EPSG::999999").contains("EPSG:999999"))
    let long = String(repeating: "x", count: 5000)
    #expect(try message(long).hasPrefix("the name \"" + long.prefix(60) + "…\" of the member"))
    #expect(try message(#"two\nlines"#).contains(#""two\nlines""#))
  }

  @Test func coordinatesThatDoNotFitTheSystem() throws {
    let meters = try findings(points(CRS("EPSG:4258"), [(893_000, 6_245_000)]))
    #expect(meters.map(\.rule.code) == ["R402"])
    #expect(meters[0].message.contains("counts in angles"))
    let degrees = try findings(points(.lambert93, [(5.4, 43.3), (5.5, 43.4)]))
    #expect(degrees.map(\.rule.code) == ["R402"])
    #expect(degrees[0].message.contains("look like degrees"))
    // Grads of the Paris meridian go to 400; the right values find nothing.
    #expect(try findings(points(CRS("EPSG:4807"), [(3, 54)])).isEmpty)
    #expect(try findings(points(.lambert93, [(893_000, 6_245_000)])).isEmpty)
    #expect(try findings(points(.wgs84, [(5.4, 43.3)])).isEmpty)
  }

  @Test func systemsWithoutAnAccurateWay() throws {
    // Geographic on an unknown datum based upon the Airy 1830 ellipsoid.
    let found = try findings(points(CRS("EPSG:4001"), [(5.4, 43.3)]))
    #expect(found.map(\.rule.code) == ["R403"])
    // No other command measures such a layer.
    #expect(found.first?.severity == .error)
    #expect(found.first?.message.contains("install") == false)
  }

  @Test func featuresOutsideTheAreaOfUse() throws {
    // Lambert-93 is for France: one place in Marseille, two in Poland.
    let found = try findings(
      points(.lambert93, [(893_000, 6_245_000), (2_000_000, 7_200_000), (2_100_000, 7_200_000)]))
    #expect(found.map(\.rule.code) == ["R404"])
    #expect(found[0].message.hasPrefix("2 features lie outside the area of use of EPSG:2154"))
    #expect(found[0].features == ["#2"])
    #expect((found[0].longitude ?? 0) > 15)
  }

  /// Norway in zone 33, Germany and Italy in 32, places in the east alone: read with a warning.
  @Test(
    arguments: [
      ("EPSG:25833", [[10.7, 59.9], [30, 69.7]]), ("EPSG:25832", [[6.1, 50.8], [15, 51.2]]),
      ("EPSG:32632", [[7.7, 45.1], [18.2, 40.4]]), ("EPSG:25833", [[30, 69.7]]),
    ] as [(String, [[Double]])])
  func nationalLayersInOneZone(_ code: String, _ degrees: [[Double]]) throws {
    let crs = CRS(code)
    let to = try Transformation(from: .wgs84, to: crs)
    let places = try degrees.map { try to.transform(x: $0[0], y: $0[1]) }
    let layer = points(crs, places)
    #expect(try findings(layer).map(\.rule.code) == ["R404"])
    #expect(throws: Never.self) { try layer.transformed(to: .wgs84) }
    // Exchanged they have no place.
    let exchanged = points(crs, places.map { ($0.y, $0.x) })
    let fault = try #require(SystemFit(of: exchanged).fault)
    #expect(throws: PROJError.self) { try exchanged.transformed(to: .wgs84) }
    let codes = try Checked.findings(Checked.layer(exchanged, format: CSVFormat()))
      .filter { $0.severity == .error }.map(\.rule.code)
    #expect(codes == [fault.kind == .swapped ? "S115" : "R402"])
  }

  /// A layer on both sides of 180° in a system that is made for it.
  @Test func acrossTheAntimeridian() throws {
    let fiji = CRS("EPSG:3460")
    let to = try Transformation(from: .wgs84, to: fiji)
    let places = try [(177.5, -18.0), (-179.9, -16.5)].map { try to.transform(x: $0.0, y: $0.1) }
    #expect(try findings(points(fiji, places)).isEmpty)
    #expect(SystemFit(of: points(fiji, places)).notice == nil)
  }

  @Test func coordinatesInAnotherPartOfTheWorld() throws {
    // Lambert-93 of Japan: no file is meant so.
    let found = try findings(points(.lambert93, [(12_000_000, 9_000_000)]))
    #expect(found.map(\.rule.code) == ["R402"])
    #expect(found.first?.severity == .error)
  }

  /// Shapefiles without a `.prj`, and with one that PROJ cannot read, are checked all the same.
  @Test func shapefilesWithoutASystem() throws {
    let folder = try Scratch()
    let bow: [(Double, Double)] = [(0, 0), (4, 4), (4, 0), (0, 4), (0, 0)]
    var bytes = ShapefileBytes(type: 5, shapes: [ShapefileBytes.shape(5, [bow])])
    bytes.prj = nil
    let path = try bytes.write(to: folder)
    var report = try Checked.report([path], only: ["R401", "V203"])
    #expect(Set(report.findings.map(\.rule.code)) == ["R401", "V203"])
    #expect(!report.hasUnreadableFiles)
    #expect(report.findings.first { $0.rule.code == "R401" }?.message.contains(".prj") == true)
    bytes.prj = Array("PROJCS[\"Our grid\",".utf8)
    _ = try bytes.write(to: folder)
    report = try Checked.report([path], only: ["R401", "V203"])
    #expect(Set(report.findings.map(\.rule.code)) == ["R401", "V203"])
    #expect(report.findings.first { $0.rule.code == "R401" }?.message.contains("Our grid") == true)
  }

  @Test func layersOfOneRunInSeveralSystems() throws {
    let folder = try Scratch()
    try folder.write("a.csv", "lon,lat\n5.4,43.3\n")
    try folder.write("b.csv", "lon,lat\n5.5,43.4\n")
    try folder.write("table.csv", "name\nx\n")
    let legacy = """
      {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "EPSG:2154"}},
      "features": [{"type": "Feature", "properties": {}, "geometry": {"type": "Point",
      "coordinates": [893000, 6245000]}}]}
      """
    try folder.write("c.geojson", legacy)
    let report = try Checked.report(
      ["table.csv", "a.csv", "b.csv", "c.geojson"].map { folder.file($0) }, only: ["R405"])
    #expect(report.findings.count == 1)
    #expect(report.findings.first?.file.hasSuffix("c.geojson") == true)
    #expect(report.findings.first?.severity == .info)
  }
}
