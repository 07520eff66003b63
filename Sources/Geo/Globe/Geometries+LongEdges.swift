internal import Glibc

/// Edges so long that it matters in which system they are straight.
///
/// An edge of more than a degree (100 km in a projected system) is taken to be straight in the
/// system that it was drawn in, and gets vertices at most 1/32 of a degree (3 km) apart before it is
/// measured in another: its chords are then within a quarter of a metre of its course, times the
/// tangent of the latitude. Shorter ones are straight in the system that is measured in.
extension Geometries {
  /// Longer edges have vertices added.
  private static let longestDegrees = 1.0
  private static let pieceDegrees = 1.0 / 32
  private static let longestMeters = 100_000.0
  private static let pieceMeters = 3000.0

  /// The same features with vertices along long edges, evenly; an edge has the same ones in either
  /// direction, so that shared borders stay shared. The layer itself when there are none.
  ///
  /// **Shapes:** lines and polygons; elevations are dropped where vertices are added.
  /// **Complexity:** O(vertices, old and new).
  public func withLongEdgesDivided(threads: Int = 1) throws -> Geometries {
    let limits = try Self.limits(of: crs)
    let longest = limits.longest * limits.longest
    let box = box
    guard box.width * box.width + box.height * box.height > longest else { return self }
    let chunks = Parallel.collect(count: ringCount, chunk: 4096, threads: threads) { rings in
      coordinates.withUnsafeBufferPointer { xy in
        rings.filter { Self.longestSquared(vertices(ofRing: $0), xy) > longest }
      }
    }
    let long = Set(chunks.joined())
    if long.isEmpty || kinds.allSatisfy({ $0.partKind == .point }) { return self }
    return dividing(long, longest: limits.longest, piece: limits.piece)
  }

  /// The square of the longest edge of a run of vertices; edges that are not finite count for nothing.
  private static func longestSquared(
    _ vertices: Range<Int>, _ xy: UnsafeBufferPointer<Double>
  ) -> Double {
    guard let first = vertices.first else { return 0 }
    var most = 0.0
    var (x, y) = (xy[2 * first], xy[2 * first + 1])
    for vertex in vertices.dropFirst() {
      let (nextX, nextY) = (xy[2 * vertex], xy[2 * vertex + 1])
      let (dx, dy) = (nextX - x, nextY - y)
      let squared = dx * dx + dy * dy
      most = squared > most ? squared : most
      (x, y) = (nextX, nextY)
    }
    return most
  }

  private static func limits(of crs: CRS) throws -> (longest: Double, piece: Double) {
    if crs == .wgs84 { return (longestDegrees, pieceDegrees) }
    let description = try CRSDescription(of: crs)
    guard !description.isGeographic, let unit = description.metersPerUnit else {
      return (longestDegrees, pieceDegrees)
    }
    return (longestMeters / unit, pieceMeters / unit)
  }

  private func dividing(_ long: Set<Int>, longest: Double, piece: Double) -> Geometries {
    var result = Geometries(crs: crs)
    for feature in 0..<count {
      result.beginFeature(kinds[feature])
      if let list = members[feature] { result.setMembers(list) }
      for (part, kind) in zip(parts(ofFeature: feature), partKinds(ofFeature: feature)) {
        result.beginPart()
        for ring in rings(ofPart: part) {
          let vertices = vertices(ofRing: ring)
          guard long.contains(ring), kind != .point else {
            result.appendRing(
              coordinates[(2 * vertices.lowerBound)..<(2 * vertices.upperBound)])
            continue
          }
          result.appendRing(divided(vertices, longest: longest, piece: piece))
        }
      }
    }
    return result
  }

  /// The interleaved coordinates of a run of vertices and what is put between them.
  private func divided(_ vertices: Range<Int>, longest: Double, piece: Double) -> [Double] {
    var run: [Double] = []
    for vertex in vertices {
      if vertex > vertices.lowerBound {
        let a = SIMD2(x(vertex - 1), y(vertex - 1))
        let b = SIMD2(x(vertex), y(vertex))
        let length = ((b - a) * (b - a)).sum().squareRoot()
        if length > longest, length.isFinite {
          let pieces = Int(min((length / piece).rounded(.up), 1e6))
          // Counted from the lower end, whichever way the edge runs.
          let isForward = (a.x, a.y) <= (b.x, b.y)
          let (low, high) = isForward ? (a, b) : (b, a)
          for k in 1..<pieces {
            let share = Double(isForward ? k : pieces - k) / Double(pieces)
            let place = low + (high - low) * share
            run += [place.x, place.y]
          }
        }
      }
      run += [x(vertex), y(vertex)]
    }
    return run
  }
}
