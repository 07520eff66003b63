import CGEOS
import GeoAlgorithms
import GeoCore
import TestSupport
import Testing

@Suite struct GeometriesMeetingBoxTests {
  private func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> Box {
    Box(minX: west, minY: south, maxX: east, maxY: north)
  }

  @Test func aPolygonMeetsABoxInsideItButNotOneInItsHole() {
    var shapes = Geometries(crs: .lambert93)
    shapes.appendPolygon([
      [(0, 0), (10, 0), (10, 10), (0, 10)], [(4, 4), (4, 6), (6, 6), (6, 4)],
    ])
    #expect(shapes.meets(box(1, 1, 2, 2), feature: 0))
    #expect(!shapes.meets(box(4.5, 4.5, 5.5, 5.5), feature: 0))
    #expect(shapes.meets(box(3.5, 4.5, 4, 5.5), feature: 0))
    #expect(shapes.meets(box(10, 10, 11, 11), feature: 0), "touching is meeting")
    #expect(!shapes.meets(box(10.1, 0, 11, 11), feature: 0))
    #expect(shapes.meets(box(-5, -5, 20, 20), feature: 0))
  }

  @Test func aLineThatPassesTheCornerDoesNotMeetTheBox() {
    var lines = Geometries(crs: .lambert93)
    lines.beginFeature(.lineString)
    lines.beginPart()
    lines.appendRing([0, 0, 10, 10])
    #expect(lines.meets(box(4, 4, 6, 6), feature: 0))
    #expect(!lines.meets(box(6, 0, 10, 5), feature: 0), "their boxes meet, and they do not")
    #expect(lines.meets(box(5, 0, 10, 5), feature: 0))
  }

  @Test func aBoxOfNoSizeIsAPoint() {
    var shapes = Geometries(crs: .lambert93)
    shapes.appendPolygon([[(0, 0), (10, 0), (0, 10)]])
    #expect(shapes.meets(box(1, 1, 1, 1), feature: 0))
    #expect(shapes.meets(box(5, 5, 5, 5), feature: 0))
    #expect(!shapes.meets(box(6, 6, 6, 6), feature: 0))
  }

  @Test func nothingMeetsTheEmptyBoxAndEmptyShapesMeetNothing() {
    var shapes = Geometries(crs: .lambert93)
    shapes.appendPoint(x: 1, y: 1)
    shapes.beginFeature(.null)
    #expect(!shapes.meets(.empty, feature: 0))
    #expect(!shapes.meets(box(0, 0, 2, 2), feature: 1))
  }

  @Test func randomStarsMeetRandomBoxesAsGEOSSaysTheyDo() {
    let stars = Geometries.stars(count: 60, radius: 1500, vertices: 24, seed: 11)
    var generator = SeededGenerator(seed: 12)
    let peer = GEOSPeer()
    var met = 0
    for i in 0..<stars.count {
      let shape = peer.polygon(stars, i)
      defer { peer.free(shape) }
      for _ in 0..<40 {
        let x = 3_900_000 + Double.random(in: -2000...12_000, using: &generator)
        let y = 2_300_000 + Double.random(in: -2000...12_000, using: &generator)
        let size = Double.random(in: 1...2000, using: &generator)
        var square = Geometries(crs: .laeaEurope)
        square.appendPolygon([[(x, y), (x + size, y), (x + size, y + size), (x, y + size)]])
        let other = peer.polygon(square, 0)
        defer { peer.free(other) }
        let expected = GEOSIntersects_r(peer.context, shape, other) == 1
        #expect(stars.meets(square.box, feature: i) == expected)
        if expected { met += 1 }
      }
    }
    #expect(met > 100)
  }
}
