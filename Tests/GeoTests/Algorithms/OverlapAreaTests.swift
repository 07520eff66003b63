import GeoAlgorithms
import GeoCore
import TestSupport
import Testing

/// Published cases and laws that hold for every overlap.
@Suite struct OverlapAreaTests {
  private func overlap(_ a: [[(Double, Double)]], _ b: [[(Double, Double)]]) -> Double {
    var layer = Geometries(crs: .laeaEurope)
    layer.appendPolygon(a)
    layer.appendPolygon(b)
    let index = PolygonIndex(layer)
    return OverlapArea.between(index, 0, index, 1)
  }

  private func isClose(_ a: Double, _ b: Double, within relative: Double = 1e-9) -> Bool {
    abs(a - b) <= relative * max(abs(a), abs(b)) + 1e-5
  }

  // MARK: Cases that overlay engines got wrong

  /// Two rectangles side by side; the far ends of their common side differ by one unit in the last
  /// place. https://github.com/libgeos/geos/issues/1344 (shapely/shapely#2368)
  @Test func neighboursOneUnitInTheLastPlaceApart() {
    let west = [
      (-295.25030351249666, 4.236074061427525), (-295.08711234218333, -2.301948231163383),
      (-314.64218025800653, -2.7900491087570383), (-314.80537142831986, 3.7479731838338695),
    ]
    let east = [
      (-275.69523559667346, 4.7241749390211805), (-275.53204442636013, -1.8138473535697273),
      (-295.08711234218333, -2.3019482311633825), (-295.25030351249666, 4.236074061427525),
    ]
    #expect(overlap([west], [east]) < 1e-13)
    #expect(overlap([west], [west]) > 127.931)
  }

  /// A hole of almost no width. https://github.com/libgeos/geos/issues/1523
  @Test func aHoleOfAlmostNoWidth() {
    let a = [
      (379.694383, 3423.0), (382, 3423), (382, 3428), (379.694383, 3428),
    ]
    let b = [
      [(380, 3428.3), (382, 3429), (388, 3422), (377, 3422), (378, 3427)],
      [
        (379.153701, 3427.199712952367), (380.736005, 3427.1997128766443),
        (379.777158, 3427.199712922531),
      ],
    ]
    #expect(abs(overlap([a], b) - 11.528085) < 1e-9)
  }

  /// A polygon of which one corner is the other's, up to the last place.
  /// https://github.com/libgeos/geos/issues/1354 (shapely/shapely#1639)
  @Test func aPolygonAlongTheSideOfAnother() {
    let zone = [
      (79.57006468414316, 227.16715306136757), (43.44048377114246, -7.28462320799008),
      (127.74283932445364, -13.587090929970145), (154.99848808655608, 219.60419326741248),
    ]
    let piece = [
      (127.74283932445364, -13.587090929970145), (43.44048377114247, -7.28462320799008),
      (54.329847263553376, 63.37854389007508), (54.61818554266568, 63.33040101339976),
      (135.62637080265046, 53.862076963892896),
    ]
    var layer = Geometries(crs: .laeaEurope)
    layer.appendPolygon([piece])
    #expect(abs(overlap([zone], [piece]) - layer.area(ofFeature: 0)) < 1e-9)
  }

  // MARK: Exact answers

  @Test func whatLiesInsideGivesItsOwnArea() {
    var generator = SeededGenerator(seed: 2)
    let small = RandomPolygons.star(
      centerX: 3_900_000, centerY: 2_300_000, radius: 10, vertices: 33, using: &generator)
    let large = RandomPolygons.star(
      centerX: 3_900_000, centerY: 2_300_000, radius: 1000, vertices: 700, using: &generator)
    var layer = Geometries(crs: .laeaEurope)
    layer.appendPolygon([small])
    layer.appendPolygon([large])
    let index = PolygonIndex(layer)
    #expect(OverlapArea.between(index, 0, index, 1) == layer.area(ofFeature: 0))
    #expect(OverlapArea.between(index, 1, index, 0) == layer.area(ofFeature: 0))
  }

  @Test func whatLiesInAHoleHasNothingInCommon() {
    let frame = [
      [(0.0, 0.0), (90, 0), (90, 90), (0, 90)], [(20.0, 20.0), (70, 20), (70, 70), (20, 70)],
    ]
    #expect(overlap(frame, [[(30.5, 30.1), (60.3, 33.3), (44.4, 66.6)]]) == 0)
  }

  @Test(arguments: [0.01, 1, 700, 30_000], [0, 3_900_000.0])
  func neighboursOfATessellationShareNothing(size: Double, origin: Double) {
    for seed in 31..<34 {
      let cells = Tessellation.jitteredGrid(
        columns: 6, rows: 6, size: size, inserted: 15, originX: origin, originY: origin / 2,
        seed: UInt64(seed))
      let index = PolygonIndex(cells)
      for i in 0..<cells.count {
        for j in 0..<cells.count where i != j {
          #expect(OverlapArea.between(index, i, index, j) == 0, "\(i) \(j)")
        }
      }
      #expect(OverlapPairs.within(index).isEmpty)
    }
  }

  @Test func theFieldsOfAChessboardShareNothing() {
    let columns = 9
    let cells = Tessellation.jitteredGrid(
      columns: columns, rows: 9, size: 1000, inserted: 20, originX: 3_900_000,
      originY: 2_300_000, seed: 35)
    var board = Geometries(crs: cells.crs)
    for colour in 0..<2 {
      let fields = (0..<cells.count).filter { ($0 + $0 / columns % 2) % 2 == colour }
      board.appendMultiPolygon(
        fields.map { [cells.vertices(ofFeature: $0).map { (cells.x($0), cells.y($0)) }] })
    }
    let index = PolygonIndex(board)
    #expect(OverlapArea.between(index, 0, index, 1) == 0)
    #expect(OverlapArea.between(index, 1, index, 0) == 0)
    #expect(isClose(index.areas[0] + index.areas[1], 81e6, within: 1e-13))
  }

  @Test func largeNeighboursShareNothing() {
    let cells = Tessellation.jitteredGrid(
      columns: 2, rows: 2, size: 80_000, inserted: 4000, originX: 3_900_000, originY: 2_300_000,
      seed: 32)
    #expect(OverlapPairs.within(PolygonIndex(cells)).isEmpty)
  }

  // MARK: Laws

  @Test func aPolygonSharesAllWithItself() {
    let layer = Geometries.stars(count: 60, radius: 500, vertices: 62, seed: 3)
    let index = PolygonIndex(layer)
    for i in 0..<layer.count {
      #expect(isClose(OverlapArea.between(index, i, index, i), index.areas[i], within: 1e-13))
    }
  }

  @Test func theOrderOfTheTwoDoesNotMatter() {
    let index = PolygonIndex(Geometries.stars(count: 60, radius: 2000, vertices: 62, seed: 4))
    for pair in OverlapPairs.within(index) {
      let swapped = OverlapArea.between(index, pair.b, index, pair.a)
      #expect(isClose(pair.area, swapped, within: 1e-12))
    }
  }

  @Test func inAndOutOfAPolygonAddUpToABox() {
    let layer = Geometries.stars(count: 40, radius: 900, vertices: 62, extent: 3000, seed: 5)
    let whole = layer.box.expanded(by: 10)
    let corners = [
      (whole.minX, whole.minY), (whole.maxX, whole.minY), (whole.maxX, whole.maxY),
      (whole.minX, whole.maxY),
    ]
    let simple = layer.selecting(
      (0..<layer.count).filter { layer.rings(ofFeature: $0).count == 1 })
    var outsides = Geometries(crs: layer.crs)
    for i in 0..<simple.count {
      let hole = simple.vertices(ofFeature: i).map { (simple.x($0), simple.y($0)) }
      outsides.appendPolygon([corners, hole])
    }
    let inside = PolygonIndex(simple)
    let outside = PolygonIndex(outsides)
    #expect(inside.count > 5)
    for i in 0..<inside.count {
      for j in 0..<inside.count {
        let parts =
          OverlapArea.between(inside, i, inside, j) + OverlapArea.between(inside, i, outside, j)
        #expect(isClose(parts, inside.areas[i], within: 1e-11))
      }
    }
  }

  @Test func cellsOfAGridAddUpToThePolygon() {
    let layer = Geometries.stars(count: 12, radius: 900, vertices: 300, extent: 3000, seed: 6)
    let index = PolygonIndex(layer)
    for i in 0..<layer.count {
      let box = index.boxes[i]
      var sum = 0.0
      for column in 0..<9 {
        for row in 0..<7 {
          let (stepX, stepY) = (box.width / 9, box.height / 7)
          let cell = Box(
            minX: box.minX + Double(column) * stepX, minY: box.minY + Double(row) * stepY,
            maxX: box.minX + Double(column + 1) * stepX, maxY: box.minY + Double(row + 1) * stepY)
          sum += OverlapArea.inside(cell, index, i)
        }
      }
      #expect(isClose(sum, index.areas[i]))
      #expect(OverlapArea.inside(box.expanded(by: 1), index, i) == index.areas[i])
    }
  }

  @Test func aBoxIsAPolygonOfFourSides() {
    let layer = Geometries.stars(count: 30, radius: 900, vertices: 62, extent: 3000, seed: 7)
    let index = PolygonIndex(layer)
    let cell = Box(minX: 3_901_000, minY: 2_301_000, maxX: 3_901_900, maxY: 2_301_700)
    var square = Geometries(crs: layer.crs)
    square.appendPolygon([
      [
        (cell.minX, cell.minY), (cell.maxX, cell.minY), (cell.maxX, cell.maxY),
        (cell.minX, cell.maxY),
      ]
    ])
    let other = PolygonIndex(square)
    for i in 0..<layer.count {
      let area = OverlapArea.between(index, i, other, 0)
      #expect(isClose(OverlapArea.inside(cell, index, i), area, within: 1e-12))
    }
  }

  @Test(arguments: ["translated", "turned", "reversed", "subdivided", "mirrored"])
  func whatDoesNotChangeTheShapes(_ change: String) {
    let layer = Geometries.stars(count: 40, radius: 1500, vertices: 62, seed: 8)
    var generator = SeededGenerator(seed: 9)
    let changed: Geometries
    switch change {
    case "translated": changed = layer.mapVertices { ($0 - 4_000_000, $1 + 1_000_000) }
    case "mirrored": changed = layer.mapVertices { (8_000_000 - $0, $1) }
    case "reversed": changed = layer.rebuilt { $0.reversed() }
    case "turned":
      changed = layer.rebuilt { ring in
        let start = Int.random(in: 0..<(ring.count - 1), using: &generator)
        return Array(ring[start..<(ring.count - 1)] + ring[..<start])
      }
    default:
      changed = layer.rebuilt { ring in
        zip(ring, ring.dropFirst()).flatMap { p, q in
          (0..<3).map { k in
            let part = Double(k) / 3
            return (p.0 + part * (q.0 - p.0), p.1 + part * (q.1 - p.1))
          }
        }
      }
    }
    let before = PolygonIndex(layer)
    let after = PolygonIndex(changed)
    for i in 0..<layer.count {
      for j in 0..<layer.count {
        let area = OverlapArea.between(before, i, before, j)
        #expect(isClose(OverlapArea.between(after, i, after, j), area))
      }
    }
  }

  // MARK: Hostile input

  @Test func inputThatIsNoAreaGivesZero() {
    var layer = Geometries(crs: .laeaEurope)
    layer.appendPolygon([[(0, 0), (10, 0), (10, 10), (0, 10)]])
    layer.beginFeature(.null)
    layer.beginFeature(.polygon)
    layer.appendPoint(x: 5, y: 5)
    layer.appendPolygon([[(1, 1)]])
    layer.appendPolygon([[(1, 1), (9, 9)]])
    layer.appendPolygon([[(1, 1), (.nan, 9), (9, 1)]])
    layer.appendPolygon([[(1, 1), (.infinity, 9), (9, 1)]])
    layer.appendPolygon([[(1e300, 1e300), (-1e300, 1e300), (0, -1e300)]])
    layer.beginFeature(.polygon)
    layer.beginPart()
    let index = PolygonIndex(layer)
    for i in 1..<layer.count {
      #expect(OverlapArea.between(index, 0, index, i) == 0)
      #expect(OverlapArea.between(index, i, index, 0) == 0)
    }
    #expect(OverlapPairs.within(index).isEmpty)
  }

  @Test func edgesOfAlmostNoWidthDoNoHarm() {
    let tiny = Double.leastNonzeroMagnitude
    let sliver = [(0.0, 0.0), (tiny, 10), (5, 10), (5 + tiny, 0)]
    #expect(isClose(overlap([sliver], [[(-1, 2), (9, 2), (9, 4), (-1, 4)]]), 10, within: 1e-12))
  }
}
