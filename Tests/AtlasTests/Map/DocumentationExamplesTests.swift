import Atlas
import GeoCore
import Testing

/// What the examples in doc comments say: `scripts/check-examples` holds these to their very lines.
@Suite struct DocumentationExamplesTests {
  @Test func aMapOfShares() throws {
    var squares = Geometries(crs: .wgs84)
    squares.appendPolygon([[(5.3, 43.2), (5.4, 43.2), (5.4, 43.3), (5.3, 43.3)]])
    squares.appendPolygon([[(5.4, 43.2), (5.5, 43.2), (5.5, 43.3), (5.4, 43.3)]])
    let communes = Layer(
      name: "communes", geometries: squares,
      attributes: Attributes(columns: [Column("national_park_share", [0.25, 0.5])]))
    let map = try ChoroplethMap(layer: communes, column: "national_park_share")
    let picture = map.svg()  // <svg xmlns="http://www.w3.org/2000/svg" …
    #expect(picture.contains("<svg xmlns=\"http://www.w3.org/2000/svg\""))
    #expect(picture.contains("</svg>"))
  }
}
