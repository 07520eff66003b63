internal import GeoAlgorithms
public import GeoCore

/// A layer in a system to measure in, wherever on Earth it lies.
public struct Placed: Sendable {
  /// As many features as the layer has.
  public var geometries: Geometries
  /// The PROJ pipeline used; empty when nothing had to be done.
  public var pipeline: String
  /// The areas in m² of features of which only the neighbourhood of the system is in `geometries`:
  /// of the whole feature, its edges straight in longitude and latitude.
  public var wholeAreas: [Int: Double]
}

extension Geometries {
  /// The layer in a system to measure in. Unlike `transformed`, this knows that the Earth is round:
  ///
  /// - Longitudes are turned into the circle around the system's central meridian, whether they are
  ///   written on one side of the antimeridian or the other, or beyond it; halves of a feature that
  ///   was cut at 180 degrees are joined again.
  /// - An azimuthal system (`laea`) gets what lies within 85 degrees of its centre as it is. Parts
  ///   that reach farther, go around the Earth or hold a pole are clipped in longitude and latitude
  ///   to the box around 60 degrees; what lies beyond cannot touch what is near the centre, and is
  ///   left out. `wholeAreas` has the areas of such features.
  /// - Between azimuthal systems (`laea`, `stere` …) nothing is torn: what lies within those 85
  ///   degrees
  ///   goes straight from one to the other, poles included.
  /// - A world-wide system (`cea`, `eqearth`) gets all, cut at its seam.
  /// - Long edges are divided first (`withLongEdgesDivided`), also where vertices of neighbours, or
  ///   given points, lie beside them (`LongEdgeNoding`).
  ///
  /// A layer in one piece near the centre is transformed as it stands.
  ///
  /// **Shapes:** valid polygons, points; lines where nothing is to be cut.
  /// - Parameters:
  ///   - leavingOut: features that are not wanted, such as invalid ones: they become empty.
  ///   - points: places that are to keep their side of each edge, in any system.
  /// - Throws: `PROJError` when the layer cannot be transformed, `GEOSError` when a part cannot be
  ///   clipped.
  public func placed(
    in target: CRS, leavingOut: Set<Int> = [], besides points: Geometries? = nil, threads: Int
  ) throws -> Placed {
    if target == crs {
      return Placed(geometries: droppingElevations(), pipeline: "", wholeAreas: [:])
    }
    let plane = try MeasuringPlane.of(target)
    let beside = points.flatMap { points in
      points.crs == crs ? points : try? points.transformed(to: crs, threads: threads).geometries
    }
    let divided = try droppingElevations().withLongEdgesNoded(besides: beside, threads: threads)
      .withLongEdgesDivided(threads: threads)
    guard plane != .other else {
      let done = try divided.transformed(to: target, threads: threads)
      return Placed(geometries: done.geometries, pipeline: done.pipeline, wholeAreas: [:])
    }
    let box = try? Box.longitudeLatitude(of: box, in: crs)
    if let box, box.width <= 180, plane.holds(box) {
      let done = try divided.transformed(to: target, checksTarget: false, threads: threads)
      return Placed(geometries: done.geometries, pipeline: done.pipeline, wholeAreas: [:])
    }
    if let direct = try divided.placedDirectly(in: target, plane, threads: threads) {
      return direct
    }
    let degrees = try divided.longitudeLatitude(threads: threads)
    let chunks = try Parallel.map(count: count, chunk: 256, threads: threads) { range in
      var placing = Placing(plane)
      for feature in range {
        try placing.append(feature, of: degrees, isWanted: !leavingOut.contains(feature))
      }
      return placing
    }
    var arranged = Geometries(crs: .wgs84)
    var (joints, wholeAreas): (Set<Int>, [Int: Double]) = ([], [:])
    for chunk in chunks {
      joints.formUnion(chunk.joints.map { $0 + arranged.count })
      for (feature, area) in chunk.wholeAreas { wholeAreas[feature] = area }
      arranged.append(contentsOf: chunk.geometries)
    }
    let done = try arranged.transformed(to: target, checksTarget: false, threads: threads)
    return Placed(
      geometries: try done.geometries.joiningParts(of: joints), pipeline: done.pipeline,
      wholeAreas: wholeAreas)
  }

  /// Whether the layer goes straight into an azimuthal system from another one, poles and all.
  /// - Throws: `PROJError` when PROJ does not know one of them.
  public func isInOnePiece(in target: CRS) throws -> Bool {
    if target == .localFrames { return false }
    return try placedDirectly(in: target, MeasuringPlane.of(target), threads: 1) != nil
  }

  /// The layer straight from one azimuthal system into another; nil where that is not what they
  /// are, or some of it lies too far from the centre.
  func placedDirectly(
    in target: CRS, _ plane: MeasuringPlane, threads: Int
  ) throws -> Placed? {
    guard case .azimuthal = plane, try MeasuringPlane.isSeamless(crs),
      let done = try? transformed(to: target, checksTarget: false, threads: threads)
    else { return nil }
    let box = done.geometries.box
    let farthest = MeasuringPlane.farthestPlaneMeters
    // The corners of the box, since these systems have the centre as their origin or near it.
    guard !box.isEmpty, let middle = try? MeasuringPlane.centerPlace(of: target, plane) else {
      return nil
    }
    let (dx, dy) = (
      max(abs(box.minX - middle.x), abs(box.maxX - middle.x)),
      max(abs(box.minY - middle.y), abs(box.maxY - middle.y))
    )
    guard (dx * dx + dy * dy).squareRoot() <= farthest else { return nil }
    return Placed(geometries: done.geometries, pipeline: done.pipeline, wholeAreas: [:])
  }

  /// The features with the polygons of some of them merged.
  func joiningParts(of features: Set<Int>) throws -> Geometries {
    if features.isEmpty { return self }
    var result = Geometries(crs: crs)
    for feature in 0..<count {
      guard features.contains(feature) else {
        result.append(feature: feature, of: self)
        continue
      }
      var each = Geometries(crs: crs)
      each.appendEachPolygon(ofFeature: feature, of: self)
      try Overlay.appendUnion(of: Array(0..<each.count), in: each, to: &result)
    }
    return result
  }
}

/// Features arranged for a plane, in longitude and latitude.
private struct Placing: Sendable {
  let plane: MeasuringPlane
  var geometries = Geometries(crs: .wgs84)
  /// Features whose polygons touch each other along a cut that is none on the ground.
  var joints: Set<Int> = []
  var wholeAreas: [Int: Double] = [:]

  init(_ plane: MeasuringPlane) { self.plane = plane }

  mutating func append(_ feature: Int, of degrees: Geometries, isWanted: Bool) throws {
    let kind = degrees.kinds[feature]
    guard isWanted, kind != .null else {
      geometries.beginFeature(isWanted ? kind : .polygon)
      return
    }
    guard kind.isAreal || kind == .geometryCollection else {
      return appendOther(feature, of: degrees)
    }
    geometries.beginFeature(.multiPolygon)
    let place = geometries.count - 1
    var (isWhole, cuts) = (true, 0)
    let kinds = degrees.partKinds(ofFeature: feature)
    for (part, kind) in zip(degrees.parts(ofFeature: feature), kinds) where kind == .polygon {
      var run = PartRun(part, of: degrees)
      switch plane {
      case .other: run.append(to: &geometries)
      case .azimuthal(let longitude, let latitude):
        run.turn(to: longitude)
        if run.touchesCut { cuts += 1 }
        if plane.holds(run.box) {
          run.append(to: &geometries)
          continue
        }
        let frame = NeighbourhoodBox(longitude: longitude, latitude: latitude)
        let pieces = try frame.pieces(of: run)
        for piece in pieces { piece.append(to: &geometries) }
        cuts += pieces.count
        isWhole = isWhole && frame.contains(run.box)
      case .worldwide(let central):
        // What was cut at 180 degrees is one again, unless that is the seam.
        let isJoint = run.touchesCut && central.remainder(dividingBy: 360) != 0
        let pieces = try appendCut(run, at: central - 180)
        if isJoint { cuts += pieces }
      }
    }
    if cuts > 1 { joints.insert(place) }
    if !isWhole { wholeAreas[feature] = Self.area(ofFeature: feature, in: degrees) }
  }

  private static func area(ofFeature feature: Int, in degrees: Geometries) -> Double {
    let kinds = degrees.partKinds(ofFeature: feature)
    return zip(degrees.parts(ofFeature: feature), kinds).reduce(0) { sum, part in
      part.1 == .polygon ? sum + Ellipsoid.area(ofPart: part.0, in: degrees) : sum
    }
  }

  /// Points and lines: parts that the plane holds, in their turn of the circle.
  private mutating func appendOther(_ feature: Int, of degrees: Geometries) {
    geometries.beginFeature(degrees.kinds[feature])
    for part in degrees.parts(ofFeature: feature) {
      var run = PartRun(part, of: degrees)
      switch plane {
      case .other: break
      case .azimuthal(let longitude, _): run.turn(to: longitude)
      case .worldwide(let central): run.turn(to: central)
      }
      run.holdWithin(plane)
      if plane.holds(run.box) { run.append(to: &geometries) }
    }
  }

  /// A part cut at a seam.
  /// - Returns: how many pieces there are.
  private mutating func appendCut(_ run: PartRun, at seam: Double) throws -> Int {
    let pieces = try run.cut(at: seam)
    for var piece in pieces {
      piece.holdWithin(plane)
      piece.append(to: &geometries)
    }
    return pieces.count
  }
}
