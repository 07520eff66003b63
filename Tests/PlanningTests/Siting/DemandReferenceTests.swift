import GeoCore
import GeoFormats
import TestSupport
import Testing

@testable import PlanningAccess
@testable import PlanningStudies

/// What a name with colons stands for.
@Suite struct DemandReferenceTests {
  private func parts(_ text: String, field: String? = nil) throws -> [String?] {
    let catalogue = try Catalogue.embedded()
    let reference = try DemandReference(text, field: field, catalogue: catalogue)
    return [reference.layer, reference.field]
  }

  @Test func filesAndEmbeddedLayers() throws {
    #expect(try parts("cells.csv") == ["cells.csv", nil])
    #expect(try parts("cells.csv:people") == ["cells.csv", "people"])
    #expect(try parts("a.b/cells.geojson:people") == ["a.b/cells.geojson", "people"])
    #expect(try parts("communes") == ["communes", nil])
    #expect(try parts("communes:population") == ["communes", "population"])
    #expect(try parts("cells.csv", field: "people") == ["cells.csv", "people"])
    #expect(try parts("cells.csv:people", field: "people") == ["cells.csv", "people"])
    #expect(try parts("unknown:people") == ["unknown:people", nil])
  }

  @Test func aLayerOfThatNameWins() throws {
    let folder = try Scratch()
    let path = folder.file("cells.gpkg")
    var layers: [Layer] = []
    for name in ["cells", "population"] {
      var points = Geometries(crs: .wgs84)
      points.appendPoint(x: 5.4, y: 43.3)
      let column = Column("population", [1] as [Int?])
      layers.append(
        Layer(name: name, geometries: points, attributes: Attributes(columns: [column])))
    }
    let file = try OutputFile(path)
    try GeoPackageFormat().write(layers, to: file, options: WriteOptions())
    try file.commit()
    #expect(try parts(path + ":population") == [path + ":population", nil])
    #expect(try parts(path + ":people") == [path, "people"])
    #expect(try parts(path + ":cells:population") == [path + ":cells", "population"])
    #expect(
      try parts(path + ":population:population") == [path + ":population", "population"])
    #expect(
      try parts(path + ":population", field: "population") == [path + ":population", "population"])
  }

  @Test func twoColumnsAndNone() {
    #expect(throws: InputError.self) { try parts("cells.csv:people", field: "jobs") }
    #expect(throws: InputError.self) { try parts("cells.csv:") }
    #expect(throws: FormatError.self) { try parts("/nowhere/cells.gpkg:people") }
  }
}
