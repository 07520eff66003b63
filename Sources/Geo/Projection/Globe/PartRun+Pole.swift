internal import GeoAlgorithms
internal import GeoCore

extension PartRun {
  /// The pieces from −180 to 180 degrees, as RFC 7946 wants them. What goes around a pole is one piece
  /// there, closed along the pole's edge and along both sides of the antimeridian.
  ///
  /// **Shapes:** rings that go around a pole are those that `Geometries.longitudeLatitude` leads along
  /// it; of shell and holes any may.
  /// - Throws: `GEOSError` when it cannot be cut.
  func cutAtAntimeridian() throws -> [PartRun] {
    guard rings.contains(where: { Self.walk(aroundPole: $0) != nil }) else {
      return try cut(at: -180)
    }
    var ground = Geometries(crs: .wgs84)
    ground.beginFeature(.multiPolygon)
    for piece in try Self.pieces(of: rings[0]) { piece.append(to: &ground) }
    var holes = Geometries(crs: .wgs84)
    for piece in try rings.dropFirst().flatMap(Self.pieces(of:)) {
      holes.beginFeature(.polygon)
      piece.append(to: &holes)
    }
    guard holes.count > 0 else { return ground.parts(ofFeature: 0).map { PartRun($0, of: ground) } }
    var left = Geometries(crs: .wgs84)
    try Overlay.appendDifference(ground, 0, minus: Array(0..<holes.count), of: holes, to: &left)
    return left.parts(ofFeature: 0).map { PartRun($0, of: left) }
  }

  /// What one ring encloses, from −180 to 180 degrees.
  private static func pieces(of ring: [Double]) throws -> [PartRun] {
    guard let around = walk(aroundPole: ring) else {
      return try PartRun(rings: [ring]).cut(at: -180)
    }
    // Two turns, of which one is whole from −180 to 180: its sides are cut, and no joint is within.
    let run = PartRun(rings: [around.inTwoTurns()])
    let west = -180 + 360 * ((run.box.minX + 180) / 360).rounded(.up)
    let window = Box(minX: west, minY: -90, maxX: west + 360, maxY: 90)
    return try run.clipped(to: window).map { piece in
      var piece = piece
      piece.shift(by: -180 - west)
      return piece
    }
  }

  /// One turn around a pole: places until the first comes again, without that.
  private struct PolarWalk {
    var places: [SIMD2<Double>]
    /// ±360 degrees, from the first place to where it comes again.
    var turn: Double
    /// ±90 degrees.
    var pole: Double

    /// The ring that goes round twice and back along the pole. It begins at the place that is nearest to
    /// the pole: nothing of the ring lies between the two.
    func inTwoTurns() -> [Double] {
      let isNorth = pole > 0
      let start =
        places.indices.max { isNorth ? places[$0].y < places[$1].y : places[$0].y > places[$1].y }
        ?? 0
      var ring: [Double] = []
      for step in 0...(2 * places.count) {
        let place = start + step
        let turns = Double(place / places.count)
        let here = places[place % places.count]
        ring += [here.x + turns * turn, here.y]
      }
      let end = ring[ring.count - 2]
      return ring + [end, pole, ring[0], pole, ring[0], ring[1]]
    }
  }

  /// The walk of a ring that is led along a pole; nil for other rings.
  private static func walk(aroundPole ring: [Double]) -> PolarWalk? {
    let count = ring.count / 2
    guard count > 6 else { return nil }
    let (end, along, back) = (count - 4, count - 3, count - 2)
    let turn = ring[2 * end] - ring[0]
    guard abs(abs(turn) - 360) < 1e-6, abs(ring[2 * along + 1]) == 90,
      ring[2 * along + 1] == ring[2 * back + 1], ring[2 * along] == ring[2 * end],
      ring[2 * back] == ring[0]
    else { return nil }
    return PolarWalk(
      places: (0..<end).map { SIMD2(ring[2 * $0], ring[2 * $0 + 1]) },
      turn: turn < 0 ? -360 : 360, pole: ring[2 * along + 1])
  }
}
