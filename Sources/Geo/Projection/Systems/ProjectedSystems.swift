internal import CPROJ
internal import GeoCore

/// The projected systems of EPSG, searched by what they are made of.
enum ProjectedSystems {
  /// The system that has the ellipsoid and the parameters of a definition; nil when none has, or
  /// several that place the same coordinates more than a metre apart.
  ///
  /// Of several that agree (a datum, its newer versions, and those of parts of its area), the one
  /// that is made for the largest area, of these the one with the smallest code; those named after
  /// an order of axes come last.
  ///
  /// **Complexity:** some tenths of a second: all systems of one method are made.
  /// - Throws: `PROJError` when PROJ cannot read the definition.
  static func match(_ given: CRS) throws(PROJError) -> CRS? {
    let context = try PROJContext()
    let object = try context.make(given)
    defer { proj_destroy(object) }
    guard let wanted = ProjectionParameters(object, context) else { return nil }
    var candidates: [Candidate] = []
    for var candidate in systems(withMethodOf: object, context) {
      guard
        let system = proj_create_from_database(
          context.handle, "EPSG", candidate.code, PJ_CATEGORY_CRS, 0, nil)
      else { continue }
      defer { proj_destroy(system) }
      guard let parameters = ProjectionParameters(system, context), parameters.matches(wanted)
      else { continue }
      candidate.hasSameEllipsoid = parameters.hasEllipsoid(of: wanted)
      candidates.append(candidate)
    }
    // GRS 80 and WGS 84 are as near to each other as some writers round. Who gives one of them to
    // the last digit means no other.
    if wanted.isExactEllipsoid || candidates.contains(where: \.hasSameEllipsoid) {
      candidates.removeAll { !$0.hasSameEllipsoid }
    }
    let placed = candidates.sorted { $0.rank < $1.rank }.filter { $0.crs.isPlaced }
    guard let first = placed.first, placed.allSatisfy({ $0.agrees(with: first) }) else {
      return nil
    }
    return first.crs
  }

  private struct Candidate {
    var code: String
    var name: String
    /// The middle of its area of use, in degrees.
    var middle: (longitude: Double, latitude: Double)
    /// Its size in square degrees.
    var size: Double
    var hasSameEllipsoid = false

    var crs: CRS { CRS("EPSG:\(code)") }
    var rank: (Int, Double, Int) {
      (name.hasSuffix("-N)") || name.hasSuffix("-E)") ? 1 : 0, -size, Int(code) ?? 0)
    }

    /// Whether the coordinates of a place in one system are, in the other, those of a place within
    /// a metre of it.
    func agrees(with other: Candidate) -> Bool {
      let there = TransformationPool.shared(from: .wgs84, to: other.crs)
      guard let one = try? there.take() else { return false }
      defer { there.give(one) }
      guard
        let place = try? one.transformation.transform(
          x: other.middle.longitude, y: other.middle.latitude),
        let own = crs.longitudeLatitude(x: place.x, y: place.y)
      else { return false }
      return Geodesic.distance(from: other.middle, to: own) < 1
    }
  }

  /// The systems in use whose projection has the same method, one or two standard parallels all
  /// the same.
  private static func systems(
    withMethodOf object: OpaquePointer, _ context: PROJContext
  ) -> [Candidate] {
    guard let method = method(of: object, context),
      let parameters = proj_get_crs_list_parameters_create()
    else { return [] }
    defer { proj_get_crs_list_parameters_destroy(parameters) }
    var types = [PJ_TYPE_PROJECTED_CRS]
    return types.withUnsafeMutableBufferPointer { types in
      parameters.pointee.types = UnsafePointer(types.baseAddress)
      parameters.pointee.typesCount = types.count
      var count: Int32 = 0
      guard
        let list = proj_get_crs_info_list_from_database(
          context.handle, "EPSG", parameters, &count)
      else { return [] }
      defer { proj_crs_info_list_destroy(list) }
      return (0..<Int(count)).compactMap { place in
        guard let info = list[place]?.pointee, let name = info.projection_method_name,
          Self.family(String(cString: name)) == method, let code = info.code,
          let label = info.name, info.bbox_valid != 0
        else { return nil }
        let turn = info.east_lon_degree < info.west_lon_degree ? 360.0 : 0
        return Candidate(
          code: String(cString: code), name: String(cString: label),
          middle: (
            (info.west_lon_degree + info.east_lon_degree + turn) / 2,
            (info.south_lat_degree + info.north_lat_degree) / 2
          ),
          size: (info.east_lon_degree + turn - info.west_lon_degree)
            * (info.north_lat_degree - info.south_lat_degree))
      }
    }
  }

  private static func method(of object: OpaquePointer, _ context: PROJContext) -> String? {
    guard let conversion = proj_crs_get_coordoperation(context.handle, object) else { return nil }
    defer { proj_destroy(conversion) }
    var name: UnsafePointer<CChar>?
    _ = proj_coordoperation_get_method_info(context.handle, conversion, &name, nil, nil)
    return name.map { family(String(cString: $0)) }
  }

  /// A method's name without what stands between parentheses after it.
  private static func family(_ method: String) -> String {
    String(method.prefix { $0 != "(" }).trimmingSpaces()
  }
}
