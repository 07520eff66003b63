public import GeoCore

extension Geometries {
  /// The layer in longitude and latitude as RFC 7946 wants it: what crosses the antimeridian is cut
  /// in two there, and no longitude is beyond 180 degrees. Layers of one side are just transformed.
  ///
  /// **Shapes:** polygons are cut, around a pole with vertices added and closed along it, from −180 to
  /// 180 degrees at ±90; lines that cross run on
  /// beyond 180 degrees; points keep theirs. Elevations are dropped.
  /// - Throws: `PROJError` when the layer cannot be transformed, `GEOSError` when it cannot be cut.
  public func cutAtAntimeridian(threads: Int) throws -> Geometries {
    let flat = droppingElevations()
    let degrees = try flat.transformed(to: .wgs84, threads: threads).geometries
    let isDegrees = { try CRSDescription(of: self.crs).isGeographic }
    guard try degrees.mayTurnAroundPole(isGeographic: isDegrees) else { return degrees }
    let running =
      crs == .wgs84 ? degrees.runningOn() : try flat.longitudeLatitude(threads: threads)
    var result = Geometries(crs: .wgs84)
    for feature in 0..<count {
      let box = running.box(ofFeature: feature)
      let isInside = box.isEmpty || (box.minX >= -180 && box.maxX <= 180)
      if isInside || !running.kinds[feature].isAreal {
        let isPoint = running.kinds[feature].partKind == .point
        result.append(feature: feature, of: isPoint ? degrees : running)
        continue
      }
      let pieces = try running.parts(ofFeature: feature).flatMap {
        try PartRun($0, of: running).cutAtAntimeridian()
      }
      let isOne = running.kinds[feature] == .polygon && pieces.count == 1
      result.beginFeature(isOne ? .polygon : .multiPolygon)
      for piece in pieces { piece.append(to: &result) }
    }
    return result
  }

  /// The layer in longitude and latitude as it is written: `cutAtAntimeridian` for what comes from
  /// another system, and, where there are elevations to keep, rings and lines that run on beyond
  /// 180 degrees. What is in longitude and latitude stands as it is.
  /// - Throws: `PROJError` when the layer cannot be transformed, `GEOSError` when it cannot be cut.
  package func writtenDegrees(threads: Int) throws -> Geometries {
    let degrees = try transformed(to: .wgs84, threads: threads).geometries
    let isDegrees = { try CRSDescription(of: self.crs).isGeographic }
    guard crs != .wgs84, try degrees.mayTurnAroundPole(isGeographic: isDegrees) else {
      return degrees
    }
    guard elevations != nil else { return try cutAtAntimeridian(threads: threads) }
    return degrees.withoutJumps(around: nil)
  }

  /// The first feature with a ring that goes around a pole, and is not closed along it: what
  /// `writtenDegrees` leaves where there are elevations, which vertices on the pole would need.
  package var firstOpenAroundPole: Int? {
    (0..<count).first { feature in
      guard kinds[feature].isAreal else { return false }
      return rings(ofFeature: feature).contains { ring in
        let vertices = vertices(ofRing: ring)
        guard let first = vertices.first, let last = vertices.last else { return false }
        return abs(x(last) - x(first)) > 180
      }
    }
  }

  /// The same vertices in longitude and latitude, without jumps from 180 to −180: of a layer that
  /// lies across the antimeridian all longitudes are in the turn of the circle around its middle,
  /// beyond 180
  /// degrees where that must be. For what has to be compared in degrees.
  /// - Throws: `PROJError` when the layer cannot be transformed.
  public func degreesInOneTurn(threads: Int) throws -> Geometries {
    let degrees = try transformed(to: .wgs84, threads: threads).geometries
    guard crs != .wgs84, degrees.box.width > 180 else { return degrees }
    let middle = try GeographicExtent(of: self, threads: threads).center.longitude
    return degrees.withoutJumps(around: middle)
  }

  /// Rings and lines whose longitudes run on, each part from the turn around a longitude, or from
  /// where its first vertex is. As many vertices as before.
  private func withoutJumps(around middle: Double?) -> Geometries {
    var running = self
    for part in 0..<partCount {
      guard let first = rings(ofPart: part).first.flatMap({ vertices(ofRing: $0).first })
      else { continue }
      // Holes begin near their shell.
      var last = middle ?? x(first)
      for ring in rings(ofPart: part) {
        for vertex in vertices(ofRing: ring) {
          last += (x(vertex) - last).remainder(dividingBy: 360)
          running.coordinates[2 * vertex] = last
        }
        last = running.coordinates[2 * first]
      }
    }
    return running
  }
}

extension PartRun {
  /// The pieces in the turn of the circle that begins at a meridian.
  func cut(at seam: Double) throws -> [PartRun] {
    guard !box.isEmpty else { return [] }
    var result: [PartRun] = []
    var west = seam + 360 * ((box.minX - seam) / 360).rounded(.down)
    while west < box.maxX {
      let window = Box(minX: west, minY: -90, maxX: west + 360, maxY: 90)
      for var piece in window.contains(box) ? [self] : try clipped(to: window) {
        piece.shift(by: seam - west)
        result.append(piece)
      }
      west += 360
    }
    return result
  }
}
