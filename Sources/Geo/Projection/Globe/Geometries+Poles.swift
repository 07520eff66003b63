internal import GeoCore

extension Geometries {
  /// What is nearer to a pole is at it, degrees: a centimetre.
  private static let atPole = 90 - 1e-7
  /// Steps along a pole, degrees, so that the way round is never in doubt.
  private static let longestStep = 90.0

  /// Whether rings or lines of another system, here in longitude and latitude, may have to be led
  /// around a pole: they are wider than half the circle, or an edge turns by more than a quarter of it.
  /// - Parameter isGeographic: whether the other system counts in degrees, too, whose edges are straight
  ///   in these however wide.
  func mayTurnAroundPole(isGeographic: () throws -> Bool) rethrows -> Bool {
    let width = box.width
    if width > 180 { return true }
    guard width > Self.longestStep else { return false }
    let turns = (0..<partCount).contains { part in
      rings(ofPart: part).contains { ring in
        vertices(ofRing: ring).dropFirst().contains { abs(x($0) - x($0 - 1)) > Self.longestStep }
      }
    }
    return try turns && !isGeographic()
  }

  /// Rings that touch a pole, led along it from the longitude on which they come to that on which they
  /// leave: at the pole itself every longitude is as good as another, and one alone would draw both edges
  /// to it.
  func spreadingPoles() -> Geometries {
    guard max(abs(box.minY), abs(box.maxY)) >= Self.atPole else { return self }
    var result = Geometries(crs: crs)
    for feature in 0..<count {
      result.beginFeature(kinds[feature])
      if let list = members[feature] { result.setMembers(list) }
      for (part, kind) in zip(parts(ofFeature: feature), partKinds(ofFeature: feature)) {
        result.beginPart()
        for ring in rings(ofPart: part) {
          let vertices = vertices(ofRing: ring)
          let spread = kind == .polygon ? spreadingPole(of: vertices) : nil
          result.appendRing(
            spread ?? Array(coordinates[(2 * vertices.lowerBound)..<(2 * vertices.upperBound)]))
        }
      }
    }
    return result
  }

  /// The interleaved coordinates of a ring that touches a pole, led along it; nil for other rings.
  private func spreadingPole(of vertices: Range<Int>) -> [Double]? {
    let closed = Array(vertices.dropLast())
    guard closed.contains(where: isAtPole),
      let start = closed.firstIndex(where: { !isAtPole($0) })
    else { return nil }
    let ring = Array(closed[start...] + closed[..<start])
    let touches = ring.indices.dropFirst().count { isAtPole(ring[$0]) && !isAtPole(ring[$0 - 1]) }
    var run: [Double] = []
    var last = ring[0]
    var pole: Double?
    for vertex in ring + [ring[0]] {
      if isAtPole(vertex) {
        pole = y(vertex) > 0 ? 90 : -90
        continue
      }
      let turn = (x(vertex) - x(last)).remainder(dividingBy: 360)
      if let latitude = pole {
        // A ring that touches a pole once comes round to where it began.
        let way = touches == 1 ? -turnWithoutPoles(of: ring) : turn
        let steps = max(1, (abs(way) / Self.longestStep).rounded(.up))
        for step in stride(from: 0, through: steps, by: 1) {
          let longitude = x(last) + way * step / steps
          run += [longitude.remainder(dividingBy: 360), latitude]
        }
        pole = nil
      }
      run += [x(vertex), y(vertex)]
      last = vertex
    }
    return run
  }

  /// The turns of all edges between places that are at no pole, degrees.
  private func turnWithoutPoles(of ring: [Int]) -> Double {
    zip(ring, ring.dropFirst() + [ring[0]]).reduce(0) { sum, edge in
      if isAtPole(edge.0) || isAtPole(edge.1) { return sum }
      return sum + (x(edge.1) - x(edge.0)).remainder(dividingBy: 360)
    }
  }

  private func isAtPole(_ vertex: Int) -> Bool { abs(y(vertex)) >= Self.atPole }
}
