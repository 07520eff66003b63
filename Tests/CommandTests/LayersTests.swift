import TestSupport
import Testing

/// `layers`: what is there.
@Suite struct LayersTests {
  @Test func embeddedLayers() throws {
    let text = try AmpGeoProcess.run(["layers"], in: Scratch())
    text.expectSuccess()
    let json = try AmpGeoProcess.run(["layers", "--format", "json"], in: Scratch())
    json.expectSuccess()
    let entries = try ParsedJSON(json.output).items
    let names = entries.compactMap { $0["name"].string }
    #expect(Set(names).isSuperset(of: ["communes", "national-park", "port", "urban-renewal"]))
    for name in names { #expect(text.output.contains("\n\(name) ")) }
    for entry in entries {
      for member in ["title", "source", "licence", "vintage", "crs", "status", "sha256"] {
        #expect(entry[member].string?.isEmpty == false, "\(member)")
      }
    }
  }

  @Test func everyEmbeddedLayerCanBeDescribed() throws {
    let json = try AmpGeoProcess.run(["layers", "--format", "json"], in: Scratch())
    for entry in try ParsedJSON(json.output).items {
      let name = try #require(entry["name"].string)
      let one = try AmpGeoProcess.run(["layers", name, "--format", "json"], in: Scratch())
      one.expectSuccess()
      #expect(try ParsedJSON(one.output)[0]["features"] == entry["features"], "\(name)")
    }
  }

  @Test func layersOfAFile() throws {
    let folder = try SmallLayers.folder()
    let result = try AmpGeoProcess.run(["layers", "zones.geojson", "--format", "json"], in: folder)
    result.expectSuccess()
    let described = try ParsedJSON(result.output)
    #expect(described.items.count == 1)
    let layer = described[0]
    #expect(layer["name"].string == "zones")
    #expect(layer["path"].string == "zones.geojson")
    #expect(layer["crs"].string == "OGC:CRS84")
    #expect(layer["bbox"].numbers == [5.3, 43.2, 5.5, 43.3])
    #expect(layer["features"].number == 2)
    #expect(layer["vertices"].number == 10)
    #expect(layer["geometry"]["Polygon"].number == 2)
    let columns = layer["columns"].items.map { [$0["name"].string, $0["type"].string] }
    #expect(columns == [["code", "string"], ["name", "string"], ["people", "integer"]])
  }

  @Test func allLayersOfAGeoPackage() throws {
    let run = try MainJobRun.finished()
    let result = try AmpGeoProcess.run(
      ["layers", "results/amp-geo.gpkg", "--format", "json"], in: run.folder)
    result.expectSuccess()
    let layers = try ParsedJSON(result.output).items
    #expect(layers.count == 6)
    #expect(layers.filter { $0["features"].number == 92 }.count == 3)
  }

  @Test func anEmptyLayer() throws {
    let folder = try Scratch()
    try folder.write("empty.geojson", SmallLayers.empty)
    let result = try AmpGeoProcess.run(["layers", "empty.geojson", "--format", "json"], in: folder)
    result.expectSuccess()
    let layer = try ParsedJSON(result.output)[0]
    #expect(layer["features"].number == 0)
    #expect(layer["bbox"] == .null)
    try AmpGeoProcess.run(["layers", "empty.geojson"], in: folder).expectSuccess()
  }
}
