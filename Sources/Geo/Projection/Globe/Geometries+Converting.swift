public import GeoCore

/// A layer in another system, to be written.
public struct Converted: Sendable {
  /// The geometries in the target system; as many features as before.
  public var geometries: Geometries
  /// Features that were cut where the target is, or joined where it is not.
  public var rearranged: Int
}

extension Geometries {
  /// The same layer in another system, for files. Unlike `transformed`, this cuts polygons along
  /// the meridian opposite to the target's central one, which its two ends lie on, and joins halves
  /// that
  /// were cut at 180 degrees when that is elsewhere.
  ///
  /// **Shapes:** all. Lines and points keep their vertices. A layer with a feature that has to be
  /// cut or joined loses its elevations.
  /// - Throws: `PROJError` when the layer cannot be transformed, `GEOSError` when a part cannot be
  ///   cut.
  public func converted(to target: CRS, threads: Int) throws -> Converted {
    let central = try target.centralMeridian
    let box = try? Box.longitudeLatitude(of: box, in: crs)
    let turn = Box(minX: central - 180, minY: -90, maxX: central + 180, maxY: 90)
    let isAside = box.map { $0.isEmpty || ($0.width <= 180 && turn.contains($0)) } ?? false
    guard target != crs, !isAside else {
      return Converted(
        geometries: try transformed(to: target, threads: threads).geometries, rearranged: 0)
    }
    let degrees = try longitudeLatitude(threads: threads)
    var arranged = Geometries(crs: .wgs84)
    var joints: Set<Int> = []
    var rearranged = 0
    for feature in 0..<count {
      let own = try degrees.arranged(feature, around: central)
      if own.pieces.isEmpty {
        arranged.append(feature: feature, of: degrees)
        continue
      }
      rearranged += 1
      arranged.beginFeature(.multiPolygon)
      if own.isJoint { joints.insert(feature) }
      for var piece in own.pieces {
        // So that rounding leaves vertices on their side; in degrees there is nothing to be
        // rounded.
        if target != .wgs84 { piece.holdWithin(.worldwide(centralMeridian: central)) }
        piece.append(to: &arranged)
      }
    }
    guard rearranged > 0 else {
      return Converted(
        geometries: try transformed(to: target, threads: threads).geometries, rearranged: 0)
    }
    let done = try arranged.transformed(to: target, threads: threads).geometries
    return Converted(geometries: try done.joiningParts(of: joints), rearranged: rearranged)
  }

  /// The polygons of a feature in the turn of the circle around a meridian; no pieces when they lie
  /// there as they are.
  private func arranged(
    _ feature: Int, around central: Double
  ) throws -> (pieces: [PartRun], isJoint: Bool) {
    guard kinds[feature].isAreal else { return ([], false) }
    let isElsewhere = central.remainder(dividingBy: 360) != 0
    var pieces: [PartRun] = []
    var (isChanged, cuts) = (false, 0)
    for part in parts(ofFeature: feature) {
      let run = PartRun(part, of: self)
      let own = try run.cut(at: central - 180)
      let isWhole = own.count == 1 && own[0].box == run.box
      isChanged = isChanged || !isWhole
      if isElsewhere, run.touchesCut { cuts += own.count }
      pieces += own
    }
    return isChanged || cuts > 1 ? (pieces, cuts > 1) : ([], false)
  }
}

extension CRS {
  /// The meridian that a projection is drawn around, opposite to which it is torn; 0 for longitude
  /// and latitude and where PROJ names none.
  ///
  /// **Units:** degrees.
  /// - Throws: `PROJError` when PROJ does not know the system.
  var centralMeridian: Double {
    get throws {
      if self == .wgs84 { return 0 }
      let pool = TransformationPool.shared(from: .wgs84, to: self)
      let one = try pool.take()
      defer { pool.give(one) }
      let steps = one.transformation.onlyPipeline.map(SmoothPipeline.steps) ?? []
      for step in steps.reversed() {
        if step["proj"] == "utm", let zone = step["zone"].flatMap({ Double($0) }) {
          return 6 * zone - 183
        }
        if let longitude = step["lon_0"].flatMap({ Double($0) }) { return longitude }
      }
      return 0
    }
  }
}
