internal import GeoCore

/// Vertices of a layer that leaves the area of use of a system, taken to longitude and latitude and
/// back: whether they can be right.
///
/// The vertices are the outermost in every direction and others at even distances, in the order of
/// the layer, so that the same layer gives the same answer.
struct SystemSample {
  let fault: SystemFault?
  let isBeyondAreaOfUse: Bool

  private static let most = 4096
  /// Metres by which PROJ may miss on its way back.
  ///
  /// Not less, since a shift of datum by seven parameters and its reverse, both to the first order in
  /// the angles, miss each other by some R·θ² everywhere, in the middle of the area of use too: for
  /// national systems in EPSG 1 to 15 mm, up to 25 mm beyond their area. Not more, since it is far
  /// below what such a shift is worth (a metre); where a projection gives out the miss soon is metres.
  private static let tolerance = 0.05
  /// How far from the area of use a whole layer may lie, in degrees. Zones are used up to some
  /// twenty degrees beyond their edges, for countries on both sides.
  private static let farthest = 30.0
  /// The share of vertices that must come to lie in the area of use for x and y to be taken as
  /// exchanged. Countries that reach beyond a zone have some in it.
  private static let leastSwapped = 0.1

  /// - Parameter geometries: in the described system.
  init(of geometries: Geometries, description: CRSDescription) {
    let places = Self.vertices(of: geometries)
    self.init(places, description: description)
  }

  /// - Parameter places: interleaved coordinates in the described system.
  init(_ places: [Double], description: CRSDescription) {
    let crs = description.crs
    let degrees = Self.degrees(of: places, in: crs)
    let gaps = degrees.map { place in
      place.map { description.degreesBeyond(longitude: $0.longitude, latitude: $0.latitude) }
    }
    let isInside = { (gap: Double?) in gap.map { $0 <= 1 } ?? false }
    isBeyondAreaOfUse = !gaps.allSatisfy(isInside)
    if !gaps.contains(where: isInside), Self.isSwapped(places, description) {
      fault = SystemFault(
        kind: .swapped,
        reason: "the layer lies outside the area of use of \(crs.shortName), and inside it with x"
          + " and y exchanged",
        remedy: "exchange the two numbers of every position")
      return
    }
    if let missed = Self.missed(places, degrees, description) {
      fault = missed
      return
    }
    let nearest = gaps.compactMap { $0 }.min() ?? 0
    fault = nearest > Self.farthest ? Self.elsewhere(degrees.compactMap { $0 }, description) : nil
  }

  /// Data that lies in another part of the world than a system is made for.
  static func elsewhere(
    _ degrees: [(longitude: Double, latitude: Double)], _ description: CRSDescription
  ) -> SystemFault {
    var box = Box.empty
    for place in degrees { box.extend(x: place.longitude, y: place.latitude) }
    func text(_ box: Box) -> String {
      [box.minX, box.minY, box.maxX, box.maxY]
        .map { String(Int($0.rounded())) + "°" }.joined(separator: " ")
    }
    let area = description.areaOfUse.map { " (\(text($0)))" } ?? ""
    return SystemFault(
      kind: .elsewhere,
      reason: "the data (\(text(box)), west south east north) lies far outside the area of use of"
        + " \(description.crs.shortName) \(description.name)\(area)",
      remedy: "choose a system made for that place, or check for swapped coordinates")
  }

  /// Whether places of longitude and latitude can be brought into a system: not when all lie in
  /// another part of the world than it is made for, or PROJ does not find its way there and back.
  static func fault(bringing degrees: [Double], into description: CRSDescription) -> SystemFault? {
    let places = (0..<degrees.count / 2).map {
      (longitude: degrees[2 * $0], latitude: degrees[2 * $0 + 1])
    }
    let gaps = places.map {
      description.degreesBeyond(longitude: $0.longitude, latitude: $0.latitude)
    }
    guard let nearest = gaps.min() else { return nil }
    if nearest > farthest { return elsewhere(places, description) }
    let pool = TransformationPool.shared(from: .wgs84, to: description.crs)
    guard let one = try? pool.take() else { return nil }
    defer { pool.give(one) }
    var projected = degrees
    // What PROJ refuses, the transformation itself says.
    guard (try? one.transformation.transform(&projected)) != nil else { return nil }
    return missed(projected, Self.degrees(of: projected, in: description.crs), description)
  }

  /// The outermost vertices, and others at even distances.
  static func vertices(of geometries: Geometries) -> [Double] {
    vertices(of: geometries.coordinates)
  }

  /// The outermost of interleaved coordinates, and others at even distances.
  static func vertices(of coordinates: [Double]) -> [Double] {
    let count = coordinates.count / 2
    guard count > most else { return coordinates }
    var outermost = [0, 0, 0, 0]
    for vertex in 0..<count {
      let (x, y) = (coordinates[2 * vertex], coordinates[2 * vertex + 1])
      if x < coordinates[2 * outermost[0]] { outermost[0] = vertex }
      if x > coordinates[2 * outermost[1]] { outermost[1] = vertex }
      if y < coordinates[2 * outermost[2] + 1] { outermost[2] = vertex }
      if y > coordinates[2 * outermost[3] + 1] { outermost[3] = vertex }
    }
    let chosen = outermost + stride(from: 0, to: count, by: count / most)
    return chosen.flatMap { [coordinates[2 * $0], coordinates[2 * $0 + 1]] }
  }

  /// Longitude and latitude of each place; nil where PROJ has none.
  private static func degrees(
    of places: [Double], in crs: CRS
  ) -> [(longitude: Double, latitude: Double)?] {
    let pool = TransformationPool.shared(from: crs, to: .wgs84)
    guard let one = try? pool.take() else {
      return Array(repeating: nil, count: places.count / 2)
    }
    defer { pool.give(one) }
    return (0..<places.count / 2).map { k in
      let place = try? one.transformation.transform(x: places[2 * k], y: places[2 * k + 1])
      return place.map { (longitude: $0.x, latitude: $0.y) }
    }
  }

  private static func isSwapped(_ places: [Double], _ description: CRSDescription) -> Bool {
    var exchanged = places
    for k in 0..<(places.count / 2) { exchanged.swapAt(2 * k, 2 * k + 1) }
    let inside = degrees(of: exchanged, in: description.crs).count { place in
      place.map { description.degreesBeyond(longitude: $0.longitude, latitude: $0.latitude) <= 1 }
        ?? false
    }
    return Double(inside) > leastSwapped * Double(places.count / 2)
  }

  /// The first place that PROJ does not find back to; nil when it finds all.
  private static func missed(
    _ places: [Double], _ degrees: [(longitude: Double, latitude: Double)?],
    _ description: CRSDescription
  ) -> SystemFault? {
    let pool = TransformationPool.shared(from: .wgs84, to: description.crs)
    guard let one = try? pool.take() else { return nil }
    defer { pool.give(one) }
    // In the units of the axes; of angles, on the ground.
    let allowed = description.metersPerUnit.map { tolerance / $0 } ?? tolerance / DegreeLength.most
    let isFound = { (k: Int) -> Bool in
      guard let place = degrees[k],
        let back = try? one.transformation.transform(x: place.longitude, y: place.latitude)
      else { return false }
      let across = back.x - places[2 * k]
      // 190 degrees are -170.
      let missX = description.isGeographic ? across.remainder(dividingBy: 360) : across
      return max(abs(missX), abs(back.y - places[2 * k + 1])) <= allowed
    }
    guard let missed = degrees.indices.first(where: { !isFound($0) }) else { return nil }
    let (x, y) = (JSONText.number(places[2 * missed]), JSONText.number(places[2 * missed + 1]))
    return SystemFault(
      kind: .unplaceable,
      reason: "[\(x), \(y)] is no place in \(description.crs.shortName) \(description.name): PROJ"
        + " does not find its way there and back",
      remedy: "find out which system the coordinates are in, and state that one")
  }
}
