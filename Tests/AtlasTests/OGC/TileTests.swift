import GeoCore
import TestSupport
import Testing

@testable import Atlas

@Suite struct TileTests {
  private func tile(_ level: Int, _ column: Int, _ row: Int) throws -> TileCoordinate {
    try TileCoordinate(level: String(level), column: String(column), row: String(row))
  }

  @Test func marseilleLiesInItsTile() throws {
    // Worked out by the formulas of OpenStreetMap's wiki, "Slippy map tilenames".
    let place = try tile(10, 527, 375).position(longitude: 5.3698, latitude: 43.2965)
    #expect((0..<4096).contains(place.x) && (0..<4096).contains(place.y))
    let corner = try tile(0, 0, 0).position(
      longitude: -180, latitude: TileCoordinate.greatestLatitude)
    #expect(abs(corner.x) < 1e-6 && abs(corner.y) < 1e-6)
    let middle = try tile(0, 0, 0).position(longitude: 0, latitude: 0)
    #expect(middle.x == 2048 && middle.y == 2048)
  }

  @Test(arguments: [(1, 2, 0, 404), (1, 0, 2, 404), (25, 0, 0, 404)])
  func tilesBeyondTheWorld(_ level: Int, _ column: Int, _ row: Int, _ status: Int) {
    #expect { try tile(level, column, row) } throws: { ($0 as? ServiceProblem)?.status == status }
  }

  @Test(arguments: ["-1", "1.5", "", "x", "99999999999999999999", "+1"])
  func whatIsNoNumberIsNoTile(_ text: String) {
    #expect { try TileCoordinate(level: "3", column: text, row: "0") } throws: {
      ($0 as? ServiceProblem)?.status == 400
    }
  }

  private func only(_ results: ServedResults, _ target: String) throws -> VectorTileReader.Layer {
    let answer = try results.get(target)
    #expect(answer.header("Content-Type") == "application/vnd.mapbox-vector-tile")
    return try #require(VectorTileReader.layers(of: answer.bytes()).first)
  }

  @Test func aTileHoldsItsFeaturesWithTheirProperties() throws {
    let results = try ServedResults()
    let layer = try only(results, "/collections/squares/tiles/WebMercatorQuad/5/11/16")
    #expect(layer.name == "squares" && layer.version == 2 && layer.extent == 4096)
    #expect(layer.features.count == 25)
    let third = try #require(layer.features.first { layer.properties($0)["name"] == "square 3" })
    #expect(layer.properties(third) == ["id": "q3", "name": "square 3", "people": "300"])
    for feature in layer.features {
      #expect(feature.kind == 3)
      let ring = try #require(feature.runs.first)
      #expect(ring.count == 4)
      // Clockwise as it is seen: the surveyor's formula is positive, y being down.
      var sum = 0
      for (a, b) in zip(ring, ring.dropFirst() + [ring[0]]) { sum += a.x * b.y - b.x * a.y }
      #expect(sum > 0)
      // A tenth of a degree is 4096 · 32 / 3600 units wide.
      let width = (ring.map(\.x).max() ?? 0) - (ring.map(\.x).min() ?? 0)
      #expect(abs(width - 36) <= 1)
    }
    let few = try only(
      results, "/collections/squares/tiles/WebMercatorQuad/6/23/32?properties=people")
    #expect(few.keys == ["people"])
  }

  @Test func theColumnMayComeBeforeTheRow() throws {
    let results = try ServedResults()
    let one = try results.get("/collections/squares/tiles/WebMercatorQuad/6/23/32").bytes()
    #expect(try results.get("/xyz/squares/6/32/23.pbf").bytes() == one)
  }

  @Test func aTileWithoutFeaturesIsEmpty() throws {
    let results = try ServedResults()
    let answer = try results.get(
      "/collections/squares/tiles/WebMercatorQuad/6/0/0", encoding: "gzip")
    #expect(answer.status == 204)
    #expect(try answer.bytes().isEmpty)
  }

  @Test func neighbouringTilesShareTheirBuffer() throws {
    let results = try ServedResults()
    // q0 … q9 run from 5° to 6°: at level 10 they lie in several tiles, and none sticks out of its own.
    for column in 526...529 {
      let answer = try results.get("/collections/squares/tiles/WebMercatorQuad/10/375/\(column)")
      guard answer.status == 200 else { continue }
      for feature in try #require(VectorTileReader.layers(of: answer.bytes()).first).features {
        for place in feature.runs.flatMap({ $0 }) {
          #expect((-64...4160).contains(place.x) && (-64...4160).contains(place.y))
        }
      }
    }
  }

  @Test func aRingThatLeavesTheTileIsCutAtItsBuffer() {
    let ring: [TileRing.Position] = [.init(-1000, -1000), .init(9000, -1000), .init(9000, 9000)]
    let cut = TileRing.onGrid(TileRing.clipped(ring: ring))
    #expect(cut.allSatisfy { (-64...4160).contains($0.x) && (-64...4160).contains($0.y) })
    #expect(abs(TileRing.doubleArea(of: cut)) == 4224 * 4224)
    #expect(TileRing.clipped(ring: ring.map { $0 + 20_000 }).isEmpty)
  }

  @Test func linesAreCutIntoTheRunsInside() {
    let line: [TileRing.Position] = [
      .init(100, 100), .init(9000, 100), .init(9000, 200), .init(100, 200), .init(100, 300),
    ]
    let runs = TileRing.clipped(line: line)
    #expect(runs.map(\.count) == [2, 3])
    #expect(runs[0][1].x == 4160 && runs[1][0].x == 4160)
  }

  @Test func whatBoundsNothingOnTheGridIsLeftOut() {
    func cleaned(_ places: [(Int32, Int32)]) -> Int {
      TileRing.cleaned(ring: places.map { TileRing.GridPosition($0.0, $0.1) }).count
    }
    #expect(
      cleaned([(0, 0), (5, 0), (10, 0), (10, 10), (0, 10)]) == 4, "a place on a straight edge")
    #expect(cleaned([(0, 0), (10, 0), (20, 0), (10, 0), (10, 10)]) == 3, "a spike")
    #expect(cleaned([(0, 0), (10, 0), (5, 0)]) == 0, "a line")
    #expect(cleaned([(0, 0), (0, 0)]) == 0)
    #expect(
      cleaned([(3, 0), (10, 0), (10, 10), (0, 10), (0, 0)]) == 4, "the first place is on an edge")
  }

  @Test func manyFeaturesAreThinnedOutEvenly() throws {
    let results = try ServedResults()
    var places = Geometries(crs: .wgs84)
    for i in 0..<45_000 {
      places.appendPoint(x: 5 + Double(i % 300) / 300, y: 43 + Double(i / 300) / 150)
    }
    let layer = Layer(name: "places", geometries: places)
    try ServedResults.write(layer, to: results.scratch.file("places.gpkg"))
    _ = results.service.refresh()
    let whole = try only(results, "/collections/places/tiles/WebMercatorQuad/5/11/16")
    #expect(whole.features.count == 15_000, "every third")
    let columns = Set(whole.features.flatMap { $0.runs }.flatMap { $0 }.map { $0.x / 40 })
    #expect(columns.count > 8, "from all over the place")
  }
}
