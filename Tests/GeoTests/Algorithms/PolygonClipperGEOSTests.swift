import GeoAlgorithms
import GeoCore
import TestSupport
import Testing

/// Clipped shapes against the overlay of GEOS, and against `OverlapArea`.
@Suite struct PolygonClipperGEOSTests {
  @Test(arguments: [(8, 62), (62, 62), (400, 62), (400, 400)])
  func randomStarsWithHolesAndParts(verticesA: Int, verticesB: Int) throws {
    let a = Geometries.stars(count: 30, radius: 1200, vertices: verticesA, seed: 41)
    let b = Geometries.stars(count: 30, radius: 1500, vertices: verticesB, seed: 42)
    let tally = try compare(a, b)
    #expect(tally.refused == 0 && tally.empty > 10 && tally.shared > 100)
  }

  @Test func starsOfManyVertices() throws {
    // Enough edges for sorted boxes, and for hierarchies on either side.
    let a = Geometries.stars(count: 2, radius: 3000, vertices: 900, extent: 1, seed: 43)
    let b = Geometries.stars(count: 2, radius: 2500, vertices: 700, extent: 800, seed: 44)
    let small = Geometries.stars(count: 20, radius: 200, vertices: 30, extent: 3000, seed: 45)
    #expect(try compare(a, b).shared == 4)
    #expect(try compare(a, small).shared > 5)
    #expect(try compare(small, a).shared > 5)
  }

  @Test func tessellationsAreClippedWithoutRefusal() throws {
    let a = Tessellation.jitteredGrid(columns: 12, rows: 10, size: 100, inserted: 14, seed: 5)
    let b = Tessellation.jitteredGrid(
      columns: 12, rows: 10, size: 100, inserted: 14, originX: 33.3, originY: 27.7, seed: 6)
    #expect(try compare(a, b).refused == 0)
    let moved = a.mapVertices { ($0 + 31.7, $1 + 17.3) }
    #expect(try compare(a, moved).refused == 0)
  }

  /// On whole numbers most pairs have vertices on edges; what is accepted must be right.
  @Test func starsOnAGrid() throws {
    let a = Geometries.stars(count: 40, radius: 9, vertices: 7, extent: 40, seed: 46)
      .mapVertices { ($0.rounded(), $1.rounded()) }
    let b = Geometries.stars(count: 40, radius: 12, vertices: 9, extent: 40, seed: 47)
      .mapVertices { ($0.rounded(), $1.rounded()) }
    let tally = try compare(try valid(a), try valid(b))
    #expect(tally.refused > 20 && tally.shared > 20)
  }

  /// Squares of a grid joined at random: parts and holes that touch each other at corners, cut by
  /// others, turned. A cut through such a corner must not give a ring that meets itself.
  @Test func ringsThatTouchAtCorners() throws {
    var generator = SeededGenerator(seed: 53)
    func joined(_ count: Int, turn: Double) throws -> Geometries {
      var shapes = Geometries(crs: .laeaEurope)
      for _ in 0..<count {
        let dx = Double.random(in: 0...1, using: &generator)
        var squares = Geometries(crs: .laeaEurope)
        for x in 0..<4 {
          for y in 0..<3 where Double.random(in: 0...1, using: &generator) < 0.5 {
            let corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]
            squares.appendPolygon([corners.map { (Double($0.0) + dx, Double($0.1)) }])
          }
        }
        try Overlay.appendUnion(of: Array(0..<squares.count), in: squares, to: &shapes)
      }
      return shapes.mapVertices { ($0 - turn * $1, $1 + turn * $0) }
    }
    let tally = try compare(try joined(16, turn: 0), try joined(16, turn: 0.3))
    #expect(tally.refused > 10 && tally.shared > 10)
  }

  /// Borders as near to each other as rounding makes them, and somewhat farther apart.
  @Test(arguments: [1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-4])
  func almostTheSame(distance: Double) throws {
    var generator = SeededGenerator(seed: 48)
    let a = Tessellation.jitteredGrid(
      columns: 8, rows: 8, size: 100, inserted: 6, originX: 3_900_000, originY: 2_300_000, seed: 7)
    let b = a.rebuilt { ring in
      ring.dropLast().map { x, y in
        (
          x + Double.random(in: -distance...distance, using: &generator),
          y + Double.random(in: -distance...distance, using: &generator)
        )
      }
    }
    let tally = try compare(a, b, sameStructure: false)
    #expect(tally.refused > 0)
  }

  // MARK: Sameness

  @Test func exchangedArgumentsGiveTheSameBits() {
    let a = PolygonIndex(Geometries.stars(count: 30, radius: 1200, vertices: 62, seed: 49))
    let b = PolygonIndex(Geometries.stars(count: 30, radius: 1500, vertices: 300, seed: 50))
    let reversed = PolygonIndex(b.geometries.rebuilt { $0.reversed() })
    var (ab, ba) = (Geometries(crs: .laeaEurope), Geometries(crs: .laeaEurope))
    var turned = ab
    for i in 0..<a.count {
      for j in 0..<b.count {
        #expect(PolygonClipper.appendIntersection(a, i, b, j, to: &ab))
        #expect(PolygonClipper.appendIntersection(b, j, a, i, to: &ba))
        #expect(PolygonClipper.appendIntersection(a, i, reversed, j, to: &turned))
      }
    }
    #expect(ab == ba)
    #expect(ab == turned)
    #expect(ab.partCount > 500)
  }

  @Test func threadsDoNotMatterAndRunsFollowEachOther() {
    let a = Tessellation.jitteredGrid(columns: 30, rows: 30, size: 100, inserted: 4, seed: 8)
    let b = a.mapVertices { (2 * (($0 + 31.5) / 2).rounded(), 2 * (($1 + 17.5) / 2).rounded()) }
    let (indexA, indexB) = (PolygonIndex(a), PolygonIndex(b))
    let pairs = OverlapPairs.all(indexA, indexB)
    let one = PolygonClipper.shapes(of: pairs, indexA, indexB)
    let four = PolygonClipper.shapes(of: pairs, indexA, indexB, threads: 4)
    #expect(one.map(\.geometries) == four.map(\.geometries))
    #expect(one.map(\.refused) == four.map(\.refused))
    #expect(one.flatMap { Array($0.pairs) } == Array(pairs.indices))
    #expect(one.count > 2)
    for run in one {
      #expect(run.geometries.count == run.pairs.count)
      for (k, pair) in run.pairs.enumerated() {
        var single = Geometries(crs: a.crs)
        let isDone = PolygonClipper.appendIntersection(
          indexA, pairs[pair].a, indexB, pairs[pair].b, to: &single)
        #expect(isDone != run.refused.contains(pair))
        #expect(run.geometries.isEmpty(feature: k) == !isDone)
        if isDone { #expect(run.geometries.selecting([k]) == single) }
      }
    }
  }

  @Test func untouchedVerticesKeepTheirBits() {
    let a = Geometries.stars(count: 10, radius: 1200, vertices: 62, extent: 1000, seed: 51)
    let b = Geometries.stars(count: 10, radius: 1500, vertices: 62, extent: 1000, seed: 52)
    func points(_ layer: Geometries) -> Set<[Double]> {
      Set((0..<layer.vertexCount).map { [layer.x($0), layer.y($0)] })
    }
    var shapes = Geometries(crs: a.crs)
    let (indexA, indexB) = (PolygonIndex(a), PolygonIndex(b))
    for i in 0..<10 {
      for j in 0..<10 {
        #expect(PolygonClipper.appendIntersection(indexA, i, indexB, j, to: &shapes))
      }
    }
    let known = points(a).union(points(b))
    // Vertices that lie in the other polygon are in the shape; all others in it are crossings.
    for i in 0..<10 {
      for j in 0..<10 {
        let shape = shapes.selecting([10 * i + j])
        let inside =
          a.vertices(ofFeature: i).map { (a.x($0), a.y($0)) }.filter {
            PointInPolygon.place(x: $0.0, y: $0.1, in: indexB, j) == .inside
          }
          + b.vertices(ofFeature: j).map { (b.x($0), b.y($0)) }.filter {
            PointInPolygon.place(x: $0.0, y: $0.1, in: indexA, i) == .inside
          }
        #expect(points(shape).intersection(known) == Set(inside.map { [$0.0, $0.1] }))
      }
    }
  }

  // MARK: Comparison

  private struct Tally {
    var shared = 0
    var empty = 0
    var refused = 0
  }

  /// Holds every shape of two layers that is not refused against GEOS and `OverlapArea`.
  private func compare(
    _ a: Geometries, _ b: Geometries, sameStructure: Bool = true
  ) throws -> Tally {
    let peer = GEOSPeer()
    let (indexA, indexB) = (PolygonIndex(a), PolygonIndex(b))
    var tally = Tally()
    for i in 0..<a.count {
      for j in 0..<b.count where indexA.boxes[i].meets(indexB.boxes[j]) {
        var shape = Geometries(crs: a.crs)
        guard PolygonClipper.appendIntersection(indexA, i, indexB, j, to: &shape) else {
          tally.refused += 1
          #expect(shape.count == 0)
          continue
        }
        var other = Geometries(crs: a.crs)
        try Overlay.appendIntersection(a, i, b, j, to: &other)
        let area = OverlapArea.between(indexA, i, indexB, j)
        let box = indexA.boxes[i].intersection(indexB.boxes[j])
        // Rounded crossings move the border by some units in the last place of coordinates.
        let slack = (box.width + box.height) * max(abs(box.maxX), abs(box.maxY)) * 0x1p-50
        let limit = 1e-9 * area + slack * (sameStructure ? 1 : 16)
        #expect(abs(shape.area(ofFeature: 0) - area) <= limit, "\(i) \(j)")
        #expect(peer.difference(shape, other) <= limit, "\(i) \(j)")
        #expect(try Overlay.invalidity(of: 0, in: shape) == nil, "\(i) \(j)")
        if sameStructure {
          #expect(shape.partCount == other.partCount, "\(i) \(j)")
          #expect(shape.ringCount == other.ringCount, "\(i) \(j)")
        }
        #expect(shape.kinds == [shape.partCount == 1 ? .polygon : .multiPolygon])
        expectOrder(shape)
        tally.shared += shape.isEmpty(feature: 0) ? 0 : 1
        tally.empty += shape.isEmpty(feature: 0) ? 1 : 0
      }
    }
    return tally
  }

  /// Rings closed, without repeated vertices; shells counterclockwise and first, holes clockwise.
  private func expectOrder(_ shape: Geometries) {
    for part in shape.parts(ofFeature: 0) {
      for (place, ring) in shape.rings(ofPart: part).enumerated() {
        #expect((shape.signedArea(ofRing: ring) > 0) == (place == 0))
        let points = shape.vertices(ofRing: ring).map { [shape.x($0), shape.y($0)] }
        #expect(points.count >= 4 && points.first == points.last)
        #expect(zip(points, points.dropFirst()).allSatisfy { $0 != $1 })
        #expect(points.allSatisfy { !$0.lexicographicallyPrecedes(points[0]) })
      }
    }
  }

  /// The valid features of a layer.
  private func valid(_ layer: Geometries) throws -> Geometries {
    layer.selecting(
      try (0..<layer.count).filter { try Overlay.invalidity(of: $0, in: layer) == nil })
  }
}
