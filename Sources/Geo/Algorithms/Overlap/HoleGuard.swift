internal import GeoCore

/// Knows of features that they lie in a hole of another, so that the two share no area: among rings
/// around rings every box meets every other, and nothing else tells them apart quickly.
///
/// The largest hole of a feature of one part counts, if it is convex; what reaches into other holes is measured as
/// usual. A feature is in the hole when a circle around it is in a circle inside the hole, when its box
/// is in a box inside the hole, or, decided exactly, when all its vertices are.
///
/// **Boundary rule:** touching the hole from inside is in it. **Complexity:** O(vertices) to make;
/// O(1) for most questions, else O(vertices of the feature × log vertices of the hole).
struct HoleGuard {
  /// The box around the hole: what is not in it is not in the hole.
  private let outer: Box
  /// A circle and a box inside the hole.
  private let centerX: Double
  private let centerY: Double
  private let radius: Double
  private let inner: Box
  /// The hole's corners, counterclockwise, the first not repeated.
  private let corners: [SIMD2<Double>]

  /// What a circle or a box must stay away from the hole's border, of the size of its coordinates: the
  /// rounding of a few additions.
  private static let rounding = 1e-14

  /// The guards of all features, by their number; empty when no feature has a convex hole.
  static func all(of layer: PolygonIndex, threads: Int) -> [HoleGuard?] {
    let chunks = Parallel.collect(count: layer.count, chunk: 4096, threads: threads) {
      range -> [(feature: Int, hole: HoleGuard)] in
      range.compactMap { i in
        let feature = layer.features[i]
        // A shell alone has no hole.
        guard feature.endRing - feature.firstRing > 1 else { return nil }
        return largest(of: i, layer.geometries).map { (i, $0) }
      }
    }
    guard chunks.contains(where: { !$0.isEmpty }) else { return [] }
    var guards: [HoleGuard?] = Array(repeating: nil, count: layer.count)
    for found in chunks.joined() { guards[found.feature] = found.hole }
    return guards
  }

  private static func largest(of feature: Int, _ geometries: Geometries) -> HoleGuard? {
    // An island of another part may lie in a hole.
    guard geometries.parts(ofFeature: feature).count == 1 else { return nil }
    var best: (ring: Int, area: Double)?
    geometries.forEachPolygonPart(ofFeature: feature) { part in
      for ring in geometries.rings(ofPart: part).dropFirst() {
        let area = abs(geometries.signedArea(ofRing: ring))
        if area > best?.area ?? 0 { best = (ring, area) }
      }
    }
    return best.flatMap { HoleGuard(ring: $0.ring, geometries) }
  }

  /// Nil for a ring that is not convex, or flat.
  private init?(ring: Int, _ geometries: Geometries) {
    let vertices = geometries.vertices(ofRing: ring)
    var corners = vertices.dropLast().map { SIMD2(geometries.x($0), geometries.y($0)) }
    if geometries.signedArea(ofRing: ring) < 0 { corners.reverse() }
    guard corners.count >= 3, Self.isConvex(corners) else { return nil }
    self.corners = corners
    var outer = Box.empty
    for corner in corners { outer.extend(x: corner.x, y: corner.y) }
    self.outer = outer
    let size = max(abs(outer.minX), abs(outer.maxX), abs(outer.minY), abs(outer.maxY))
    let slack = Self.rounding * size
    let center = SIMD2(outer.centerX, outer.centerY)
    var radius = Double.infinity
    var scale = 1.0
    for (k, start) in corners.enumerated() {
      let edge = corners[(k + 1) % corners.count] - start
      // The normal that points out of the hole.
      let normal = SIMD2(edge.y, -edge.x)
      let length = (edge.x * edge.x + edge.y * edge.y).squareRoot()
      guard length > 0 else { continue }
      let away = ((start - center) * normal).sum() / length
      radius = min(radius, away)
      let reach = (abs(normal.x) * outer.width + abs(normal.y) * outer.height) / (2 * length)
      scale = min(scale, away / reach)
    }
    self.radius = radius - slack
    (centerX, centerY) = (center.x, center.y)
    let halfWidth = scale * outer.width / 2 - slack
    let halfHeight = scale * outer.height / 2 - slack
    inner = Box(
      minX: center.x - halfWidth, minY: center.y - halfHeight, maxX: center.x + halfWidth,
      maxY: center.y + halfHeight)
  }

  private static func isConvex(_ corners: [SIMD2<Double>]) -> Bool {
    let count = corners.count
    // One turn in all, and none of the corners the other way.
    var turns = 0
    var last = 0.0
    for k in 0..<count {
      let (a, b) = (corners[k], corners[(k + 1) % count])
      let c = corners[(k + 2) % count]
      if UpwardRay.Orientation.sign(a.x, a.y, b.x, b.y, c.x, c.y) < 0 { return false }
      let heading = b.x - a.x
      if heading != 0 {
        if last != 0, (heading > 0) != (last > 0) { turns += 1 }
        last = heading
      }
    }
    return turns <= 2
  }

  /// Whether all of a feature lies in the hole.
  /// - Parameter circle: the radius of a circle around the centre of its box that has it inside;
  ///   infinite when none is known.
  func contains(
    _ feature: Int, of layer: PolygonIndex, box: Box, circle: Double
  ) -> Bool {
    guard outer.contains(box) else { return false }
    if inner.contains(box) { return true }
    let dx = box.centerX - centerX
    let dy = box.centerY - centerY
    if (dx * dx + dy * dy).squareRoot() + circle <= radius { return true }
    return layer.geometries.allPolygonVertices(ofFeature: feature) { contains(x: $0, y: $1) }
  }

  /// Whether a point lies in the hole or on its border: in the fan of triangles from the first corner,
  /// the one around the point is found by halving.
  private func contains(x: Double, y: Double) -> Bool {
    func side(_ from: Int, _ to: Int) -> Int {
      let (a, b) = (corners[from], corners[to])
      return UpwardRay.Orientation.sign(a.x, a.y, b.x, b.y, x, y)
    }
    let last = corners.count - 1
    guard side(0, 1) >= 0, side(0, last) <= 0 else { return false }
    let beyond = (2..<last).firstPlace { side(0, $0) < 0 }
    return side(beyond - 1, beyond) >= 0
  }
}

extension PolygonIndex {
  /// For each feature the radius of a circle around the centre of its box that has it inside.
  func circles(threads: Int) -> [Double] {
    Parallel.collect(count: count, chunk: 4096, threads: threads) { range in
      range.map { i in
        let box = boxes[i]
        var most = 0.0
        _ = geometries.allPolygonVertices(ofFeature: i) { x, y in
          let (dx, dy) = (x - box.centerX, y - box.centerY)
          most = max(most, dx * dx + dy * dy)
          return true
        }
        return most.squareRoot() * (1 + 1e-15)
      }
    }.flatMap { $0 }
  }
}

extension Geometries {
  /// Whether something is so at all vertices of a feature's polygons.
  func allPolygonVertices(ofFeature i: Int, _ isSo: (Double, Double) -> Bool) -> Bool {
    var isAll = true
    forEachPolygonPart(ofFeature: i) { part in
      // What lies in a hole does so with its shells.
      guard isAll, let shell = rings(ofPart: part).first else { return }
      isAll = vertices(ofRing: shell).allSatisfy { isSo(x($0), y($0)) }
    }
    return isAll
  }
}
