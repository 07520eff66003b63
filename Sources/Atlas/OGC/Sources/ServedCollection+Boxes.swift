internal import GeoCore
internal import GeoProjection

/// Why a box of a request is no use.
struct BoxError: Error {
  var reason: String
}

extension ServedCollection {
  /// A box in another system as boxes in the collection's own: the box around it there, of the part of
  /// it that the collection lies in; two for one that crosses the antimeridian.
  ///
  /// - Parameter crs: the system of the box, x being easting or longitude.
  /// - Throws: `BoxError` when its corners are exchanged, or it cannot be brought to degrees.
  func boxes(of box: Box, in crs: CRS) throws(BoxError) -> [Box] {
    guard box.minY <= box.maxY else {
      throw BoxError(reason: "its southern side lies north of its northern one")
    }
    if crs == .wgs84 {
      guard box.minY >= -90, box.maxY <= 90 else {
        throw BoxError(reason: "latitudes are between -90 and 90, and come after longitudes")
      }
      if box.minX > box.maxX {
        return try [
          Box(minX: box.minX, minY: box.minY, maxX: 180, maxY: box.maxY),
          Box(minX: -180, minY: box.minY, maxX: box.maxX, maxY: box.maxY),
        ].map { piece throws(BoxError) in
          guard !piece.isEmpty else {
            throw BoxError(
              reason: "its western side lies east of its eastern one, beyond 180 degrees")
          }
          return try own(ofDegrees: piece)
        }
      }
    }
    guard box.minX <= box.maxX else {
      throw BoxError(reason: "its western side lies east of its eastern one")
    }
    if crs == source.crs { return [box] }
    guard let degrees = try? Box.longitudeLatitude(of: box, in: crs) else {
      throw BoxError(reason: "it lies beyond what \(crs.shortName) is made for")
    }
    return [try own(ofDegrees: degrees)]
  }

  /// The box in the collection's system around a box of degrees, where the collection lies.
  private func own(ofDegrees box: Box) throws(BoxError) -> Box {
    if source.crs == .wgs84 { return box }
    // Beyond its ends there is nothing to be found, and projections may not reach there.
    guard let degrees, !degrees.isEmpty else { return .empty }
    let part = degrees.expanded(by: 0.01).intersection(box)
    if part.isEmpty { return .empty }
    if box.contains(degrees) { return source.extent }
    var ring = Geometries(crs: .wgs84)
    ring.appendPolygon([Self.outline(of: part)])
    guard let found = try? ring.transformed(to: source.crs).geometries.box else {
      throw BoxError(reason: "it cannot be brought to \(source.crs.shortName)")
    }
    return found
  }

  private static let piecesOfSide = 16

  /// The outline with vertices between the corners, since sides do not stay straight.
  private static func outline(of box: Box) -> [(Double, Double)] {
    let corners = [
      (box.minX, box.minY), (box.maxX, box.minY), (box.maxX, box.maxY), (box.minX, box.maxY),
    ]
    return corners.indices.flatMap { i -> [(Double, Double)] in
      let (from, to) = (corners[i], corners[(i + 1) % 4])
      return (0..<piecesOfSide).map { step in
        let share = Double(step) / Double(piecesOfSide)
        return (from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1))
      }
    }
  }
}
