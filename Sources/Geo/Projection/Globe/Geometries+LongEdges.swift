public import GeoCore
internal import Glibc

/// Edges so long that it matters in which system they are straight.
///
/// An edge is straight in the system that it was drawn in, as GIS take it and RFC 7946 draws it: so
/// a border is the same line however somebody cuts it. One of more than 1/64 of a degree (1,700 m
/// in a
/// projected system) gets vertices no farther apart than that before it is measured in another. The
/// course of what is shorter, a chord in the system that is measured in, leaves that line by no
/// more than R (Δλ)² cos φ sin φ / 8, 3 cm at the most. Where others lie beside it, that is too much:
/// see `LongEdgeNoding`.
extension Geometries {
  /// Longer edges have vertices added, no farther apart than that.
  private static let longestDegrees = 1.0 / 64
  private static let longestMeters = 1700.0

  /// The same features with vertices along long edges, evenly; an edge has the same ones in either
  /// direction, so that shared borders stay shared. The layer itself when there are none.
  ///
  /// **Shapes:** lines and polygons; elevations are dropped where vertices are added.
  /// **Complexity:** O(vertices, old and new).
  ///
  /// - Throws: `PROJError` when the layer's system is not known.
  public func withLongEdgesDivided(threads: Int = 1) throws -> Geometries {
    let limit = try Self.longestEdge(in: crs)
    let longest = limit * limit
    if kinds.allSatisfy({ $0.partKind == .point }) { return self }
    let box = box
    guard box.width * box.width + box.height * box.height > longest else { return self }
    let chunks = Parallel.collect(count: ringCount, chunk: 4096, threads: threads) { rings in
      coordinates.withUnsafeBufferPointer { xy in
        rings.filter { Self.longestSquared(vertices(ofRing: $0), xy) > longest }
      }
    }
    let long = Set(chunks.joined())
    if long.isEmpty { return self }
    return dividing(long, longest: limit)
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

  /// The longest edge that stays undivided, in the units of the system.
  static func longestEdge(in crs: CRS) throws -> Double {
    if crs == .wgs84 { return longestDegrees }
    let description = try CRSDescription(of: crs)
    guard !description.isGeographic, let unit = description.metersPerUnit else {
      return longestDegrees
    }
    return longestMeters / unit
  }

  private func dividing(_ long: Set<Int>, longest: Double) -> Geometries {
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
          result.appendRing(divided(vertices, longest: longest))
        }
      }
    }
    return result
  }

  /// The interleaved coordinates of a run of vertices and what is put between them.
  private func divided(_ vertices: Range<Int>, longest: Double) -> [Double] {
    var run: [Double] = []
    for vertex in vertices {
      if vertex > vertices.lowerBound {
        let a = SIMD2(x(vertex - 1), y(vertex - 1))
        let b = SIMD2(x(vertex), y(vertex))
        let length = ((b - a) * (b - a)).sum().squareRoot()
        if length > longest, length.isFinite {
          let pieces = Int(min((length / longest).rounded(.up), 1e6))
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
