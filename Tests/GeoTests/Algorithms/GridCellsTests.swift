import GeoAlgorithms
import GeoCore
import TestSupport
import Testing

@Suite struct GridCellsTests {
  private func square(_ x: Double, _ y: Double, _ side: Double) -> [(Double, Double)] {
    [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
  }

  private func pieces(_ rings: [[(Double, Double)]], size: Double) -> [GridCells.Piece] {
    var layer = Geometries(crs: .laeaEurope)
    layer.appendPolygon(rings)
    return GridCells(covering: 0, of: layer, size: size).pieces
  }

  @Test func aSquareOnTheGridFillsItsCells() {
    let cells = pieces([square(-10, 20, 20)], size: 10)
    #expect(cells.map(\.column) == [-1, 0, -1, 0])
    #expect(cells.map(\.row) == [2, 2, 3, 3])
    #expect(cells.map(\.area) == [100, 100, 100, 100])
    #expect(cells.map(\.x) == [-5, 5, -5, 5])
    #expect(cells.map(\.y) == [25, 25, 35, 35])
  }

  @Test func aSquareAcrossTheGridIsCutInFour() {
    let cells = pieces([square(-3, -4, 10)], size: 10)
    #expect(cells.map(\.area) == [12, 28, 18, 42])
    #expect(cells.map(\.x) == [-1.5, 3.5, -1.5, 3.5])
    #expect(cells.map(\.y) == [-2, -2, 3, 3])
  }

  @Test func aTriangleHasItsCentroidInItsCell() {
    let cells = pieces([[(0, 0), (10, 0), (0, 10)]], size: 10)
    #expect(cells.count == 1)
    #expect(cells[0].area == 50)
    #expect(abs(cells[0].x - 10.0 / 3) < 1e-12 && abs(cells[0].y - 10.0 / 3) < 1e-12)
  }

  @Test func aCellLargerThanTheFeatureHoldsItWhole() {
    let cells = pieces([square(2, 3, 4), square(3, 4, 1)], size: 1000)
    #expect(cells.count == 1)
    #expect(cells[0].area == 15)
    // 16 · (4, 5) less 1 · (3.5, 4.5), over 15.
    #expect(abs(cells[0].x - (64 - 3.5) / 15) < 1e-12)
    #expect(abs(cells[0].y - (80 - 4.5) / 15) < 1e-12)
  }

  @Test func aHoleOfOneCellLeavesItOut() {
    let cells = pieces([square(0, 0, 30), square(10, 10, 10).reversed()], size: 10)
    #expect(cells.count == 8)
    #expect(!cells.contains { $0.column == 1 && $0.row == 1 })
    #expect(cells.allSatisfy { $0.area == 100 })
  }

  @Test func cellsThatAreOnlyTouchedAreLeftOut() {
    let cells = pieces([square(10, 10, 10)], size: 10)
    #expect(cells.count == 1)
    #expect(cells[0].column == 1 && cells[0].row == 1)
  }

  @Test func theWindingDoesNotMatter() {
    let shell = square(1, 1, 27)
    let hole = square(8, 9, 7)
    let one = pieces([shell, hole], size: 10)
    for rings in [[shell.reversed(), hole], [shell, hole.reversed()]] {
      let other = pieces(rings, size: 10)
      #expect(other.map(\.column) == one.map(\.column) && other.map(\.row) == one.map(\.row))
      for (a, b) in zip(one, other) {
        #expect(abs(a.area - b.area) < 1e-10 && abs(a.x - b.x) + abs(a.y - b.y) < 1e-10)
      }
    }
  }

  @Test func whatHasNoPolygonsHasNoCells() {
    var layer = Geometries(crs: .laeaEurope)
    layer.appendPoint(x: 5, y: 5)
    layer.beginFeature(.null)
    layer.beginFeature(.polygon)
    for feature in 0..<3 {
      #expect(GridCells(covering: feature, of: layer, size: 10).pieces.isEmpty)
    }
  }

  /// A parcel of a few square centimetres, four million metres from the origin.
  @Test func smallFeaturesFarFromTheOriginCount() {
    let (x, y) = (3_943_123.25, 2_254_321.5)
    for side in [0.5, 0.125, 0.015625] {
      let one = pieces([square(x, y, side)], size: 250)
      #expect(one.map(\.area) == [side * side])
      let turned = pieces([square(x, y, side).reversed()], size: 250)
      #expect(turned.map(\.area) == [side * side])
      let holed = pieces([square(x - 1, y - 1, 4), square(x, y, side)], size: 250)
      #expect(holed.count == 1)
      #expect(abs((holed.first?.area ?? 0) - (16 - side * side)) < 1e-7)
    }
  }

  /// Areas against `OverlapArea`, cell by cell, and centroids against those of the shapes that
  /// GEOS cuts out.
  @Test(arguments: [1, 2, 3])
  func randomStarsAgainstOverlay(seed: UInt64) throws {
    let stars = Geometries.stars(count: 9, radius: 300, vertices: 25, extent: 500, seed: seed)
    let size = [70.0, 130, 900][Int(seed) - 1]
    let index = PolygonIndex(stars)
    for feature in 0..<stars.count {
      let cells = GridCells(covering: feature, of: stars, size: size)
      let area = index.areas[feature]
      #expect(abs(cells.pieces.reduce(0) { $0 + $1.area } - area) < 1e-9 * area)
      let order = cells.pieces.map { [$0.row, $0.column] }
      #expect(order == order.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) })
      #expect(Set(order).count == order.count)
      for piece in cells.pieces {
        let (x, y) = (Double(piece.column) * size, Double(piece.row) * size)
        let cell = Box(minX: x, minY: y, maxX: x + size, maxY: y + size)
        let other = OverlapArea.inside(cell, index, feature)
        #expect(abs(piece.area - other) < 1e-6, "cell \(piece)")
        guard piece.area > 1 else { continue }
        var cut = Geometries(crs: .laeaEurope)
        cut.appendPolygon([square(x, y, size)])
        try Overlay.appendIntersection(cut, 0, stars, feature, to: &cut)
        let centroid = centroid(of: 1, in: cut, aboutX: x, y: y)
        #expect(abs(piece.x - centroid.x) < 1e-5 && abs(piece.y - centroid.y) < 1e-5)
      }
      // No cell with area is missing.
      let box = index.boxes[feature]
      let (left, right) = (
        Int((box.minX / size).rounded(.down)), Int((box.maxX / size).rounded(.up))
      )
      let (low, high) = (Int((box.minY / size).rounded(.down)), Int((box.maxY / size).rounded(.up)))
      let found = Set(order)
      for row in low..<high {
        for column in left..<right where !found.contains([row, column]) {
          let (x, y) = (Double(column) * size, Double(row) * size)
          let cell = Box(minX: x, minY: y, maxX: x + size, maxY: y + size)
          #expect(OverlapArea.inside(cell, index, feature) < 1e-5)
        }
      }
    }
  }

  /// By triangles from a near point, shells less holes.
  private func centroid(
    of feature: Int, in layer: Geometries, aboutX x0: Double, y y0: Double
  ) -> (x: Double, y: Double) {
    var (area, mx, my) = (0.0, 0.0, 0.0)
    for part in layer.parts(ofFeature: feature) {
      for (place, ring) in layer.rings(ofPart: part).enumerated() {
        var own = (0.0, 0.0, 0.0)
        for vertex in layer.vertices(ofRing: ring).dropLast() {
          let (ax, ay) = (layer.x(vertex) - x0, layer.y(vertex) - y0)
          let (bx, by) = (layer.x(vertex + 1) - x0, layer.y(vertex + 1) - y0)
          let cross = ax * by - bx * ay
          own.0 += cross / 2
          own.1 += cross * (ax + bx) / 6
          own.2 += cross * (ay + by) / 6
        }
        let sign = (own.0 > 0) == (place == 0) ? 1.0 : -1.0
        area += sign * own.0
        mx += sign * own.1
        my += sign * own.2
      }
    }
    return (x0 + mx / area, y0 + my / area)
  }
}
