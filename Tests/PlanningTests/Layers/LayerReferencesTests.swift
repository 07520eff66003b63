import GeoCore
import PlanningStudies
import TestSupport
import Testing

@testable import GeoFormats

@Suite struct LayerReferencesTests {
  @Test func theFileThatIsThereDecides() throws {
    let scratch = try Scratch()
    for name in ["a:b.geojson", "f.gpkg", "odd.gpkg:x.gpkg"] { try scratch.write(name, "") }
    func split(_ reference: String) -> [String?] {
      let source = LayerReferences.split(reference, in: scratch.path)
      return [source?.path, source?.layerName]
    }
    #expect(split("a:b.geojson") == [nil, nil])
    #expect(split("f.gpkg") == [nil, nil])
    #expect(split("f.gpkg:a") == ["f.gpkg", "a"])
    #expect(split("f.gpkg:a:b") == ["f.gpkg", "a:b"])
    #expect(split("f.gpkg:list.csv") == ["f.gpkg", "list.csv"])
    #expect(split("odd.gpkg:x.gpkg") == [nil, nil])
    #expect(split("odd.gpkg:x.gpkg:y") == ["odd.gpkg:x.gpkg", "y"])
    // Nothing is there: by endings.
    #expect(split("none.gpkg:a:b") == ["none.gpkg", "a:b"])
    #expect(split("none:b.geojson") == [nil, nil])
    #expect(split("communes") == [nil, nil])
  }
}
