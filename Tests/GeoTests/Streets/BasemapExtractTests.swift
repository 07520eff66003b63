import GeoCore
import GeoStreets
import TestSupport
import Testing

/// Roads, water and green spaces of an extract.
@Suite struct BasemapExtractTests {
  private func extract(_ content: String) throws -> BasemapExtract {
    let folder = try Scratch()
    let nodes = [
      (1, 0.0, 0.0), (2, 1, 0), (3, 1, 1), (4, 0, 1), (5, 0.4, 0.4), (6, 0.6, 0.4), (7, 0.5, 0.6),
    ]
    let places = nodes.map { "<node id='\($0.0)' version='1' lat='\($0.2)' lon='\($0.1)'/>" }
    let path = try folder.write(
      "map.osm", "<osm version='0.6'>\(places.joined())\(content)</osm>")
    return try BasemapExtract(path: path)
  }

  private func way(_ id: Int, _ nodes: [Int], _ tags: String...) -> String {
    "<way id='\(id)' version='1'>" + nodes.map { "<nd ref='\($0)'/>" }.joined()
      + tags.map { tag in
        let pair = tag.split(separator: "=")
        return "<tag k='\(pair[0])' v='\(pair[1])'/>"
      }.joined() + "</way>"
  }

  @Test func waysGoWhereTheyBelong() throws {
    let base = try extract(
      way(10, [1, 2], "highway=motorway") + way(11, [2, 3], "highway=residential")
        + way(12, [1, 2, 3, 1], "natural=water") + way(13, [1, 3], "waterway=river")
        + way(14, [1, 2, 3, 4, 1], "leisure=park") + way(15, [1, 2], "landuse=forest")
        + way(16, [1, 2], "highway=footway") + way(17, [1, 99], "highway=trunk"))
    #expect(base.roads.map(\.count) == [1, 0, 0, 1])
    #expect(base.water.kinds == [.polygon, .lineString])
    // An open line of wood bounds nothing.
    #expect(base.green.kinds == [.polygon])
    #expect(base.green.vertexCount == 5)
  }

  /// A lake in two halves with an island.
  @Test func multipolygonsAreJoined() throws {
    let relation =
      "<relation id='1' version='1'><member type='way' ref='10' role='outer'/>"
      + "<member type='way' ref='11' role='outer'/><member type='way' ref='12' role='inner'/>"
      + "<tag k='type' v='multipolygon'/><tag k='natural' v='water'/></relation>"
    let base = try extract(
      way(10, [1, 2, 3]) + way(11, [1, 4, 3]) + way(12, [5, 6, 7, 5]) + relation)
    #expect(base.water.kinds == [.polygon])
    #expect(base.water.rings(ofFeature: 0).count == 2)
    #expect(base.water.vertexCount == 9)
  }

  @Test func whatIsNoExtractIsRefused() throws {
    let folder = try Scratch()
    let path = try folder.write("map.osm", "no map")
    #expect(throws: FormatError.self) { try BasemapExtract(path: path) }
  }
}
