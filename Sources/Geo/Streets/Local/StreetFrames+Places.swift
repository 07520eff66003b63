public import GeoCore
internal import GeoProjection

extension StreetFrames {
  /// The doors of each feature, as `EdgeSnapper` finds them, each part in the plane around its middle.
  ///
  /// **CRS:** any. **Shapes:** as for `EdgeSnapper`; a part may be as wide as 3,600 km.
  /// - Throws: `PROJError` when places cannot be turned into degrees, `NetworkError` for a part that
  ///   is too wide.
  public func places(
    _ shapes: Geometries, within reachMeters: Double = EdgeSnapper.usualReachMeters, threads: Int
  ) throws -> NetworkPlaces {
    let degrees = try shapes.droppingElevations().transformed(to: .wgs84, threads: threads)
      .geometries
    let parts = PlacePart.parts(of: degrees)
    // Where the doors of each part are: in which group, and which of it.
    var homes = Array(repeating: (group: 0, place: 0), count: parts.count)
    var found: [NetworkPlaces] = []
    for (frame, members) in PlacePart.byFrame(parts) {
      let own = members.map { parts[$0] }
      let snapper = try snapper(frame, around: own, within: reachMeters)
      let planar = try degrees.features(of: own, in: frame, threads: threads)
      for (place, member) in members.enumerated() { homes[member] = (found.count, place) }
      found.append(try snapper.places(planar, within: reachMeters, threads: threads))
    }
    var all = NetworkPlaces()
    var next = 0
    for feature in 0..<degrees.count {
      var doors: [NetworkDoor] = []
      let first = next
      while next < parts.count, parts[next].feature == feature {
        doors += found[homes[next].group].doors(ofPlace: homes[next].place)
        next += 1
      }
      all.append(next - first > 1 ? EdgeSnapper.distinct(doors) : doors)
    }
    return all
  }

  /// The streets that parts may be joined to.
  private func snapper(
    _ frame: DegreeFrame, around parts: [PlacePart], within reachMeters: Double
  ) throws -> EdgeSnapper {
    var cover = frame.square
    for part in parts {
      try part.requireSmall()
      cover = cover.union(part.box)
    }
    return cover == frame.square
      ? try snapper(frame, within: reachMeters)
      : try snapper(frame, covering: cover.expanded(byMeters: reachMeters))
  }

  /// Where streets leave an area, as `EdgeSnapper` finds it. **CRS:** the points are in WGS 84.
  /// - Throws: what `EdgeSnapper` throws.
  public func exits(from area: ClipArea, threads: Int) throws -> StreetExits {
    let snapper = try snapper(DegreeFrame(of: area.degrees), covering: area.neighbourhood)
    return try snapper.exits(from: area, threads: threads).inDegrees(threads: threads)
  }
}

extension StreetExits {
  fileprivate func inDegrees(threads: Int) throws -> StreetExits {
    StreetExits(
      points: try points.transformed(to: .wgs84, threads: threads).geometries, places: places)
  }
}
