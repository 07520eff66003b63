extension Geometries {
  /// The layer in longitude and latitude as RFC 7946 wants it: what crosses the antimeridian is cut
  /// in two there, and no longitude is beyond 180 degrees. Layers of one side are just transformed.
  ///
  /// **Shapes:** polygons are cut; other kinds keep their vertices.
  /// - Throws: `PROJError` when the layer cannot be transformed, `GEOSError` when it cannot be cut.
  public func cutAtAntimeridian(threads: Int) throws -> Geometries {
    let degrees = try droppingElevations().transformed(to: .wgs84, threads: threads).geometries
    guard degrees.box.width > 180 else { return degrees }
    let running = degrees.runningOn()
    var result = Geometries(crs: .wgs84)
    for feature in 0..<count {
      let box = running.box(ofFeature: feature)
      let isInside = box.isEmpty || (box.minX >= -180 && box.maxX <= 180)
      if isInside || !running.kinds[feature].isAreal {
        result.append(feature: feature, of: isInside ? running : degrees)
        continue
      }
      result.beginFeature(.multiPolygon)
      for part in running.parts(ofFeature: feature) {
        for piece in try PartRun(part, of: running).cut(at: -180) { piece.append(to: &result) }
      }
    }
    return result
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
