internal import GeoCore
internal import GeoProjection

/// One part of one feature, and the plane that it is looked at in.
struct PlacePart: Sendable {
  var feature: Int
  var part: Int
  var kind: GeometryKind
  var box: EarthBox
  var frame: DegreeFrame

  /// All parts that have a place, in order. **CRS:** WGS 84.
  static func parts(of geometries: Geometries) -> [PlacePart] {
    var found: [PlacePart] = []
    found.reserveCapacity(geometries.partCount)
    for feature in 0..<geometries.count {
      let kinds = geometries.partKinds(ofFeature: feature)
      for (part, kind) in zip(geometries.parts(ofFeature: feature), kinds) {
        let vertices = geometries.vertices(ofPart: part)
        let box = EarthBox(
          around: geometries.coordinates[(2 * vertices.lowerBound)..<(2 * vertices.upperBound)])
        guard !box.isEmpty else { continue }
        found.append(
          PlacePart(
            feature: feature, part: part, kind: kind, box: box, frame: DegreeFrame(of: box)))
      }
    }
    return found
  }

  /// The places of parts by their plane, planes in order.
  static func byFrame(_ parts: [PlacePart]) -> [(frame: DegreeFrame, parts: [Int])] {
    var places: [DegreeFrame: Int] = [:]
    var groups: [(frame: DegreeFrame, parts: [Int])] = []
    for (i, part) in parts.enumerated() {
      if let place = places[part.frame] {
        groups[place].parts.append(i)
      } else {
        places[part.frame] = groups.count
        groups.append((part.frame, [i]))
      }
    }
    return groups.sorted { $0.frame < $1.frame }
  }

  /// From the middle to that of a frame.
  func meters(to frame: DegreeFrame) -> Double {
    Geodesic.distance(
      from: (box.middleLongitude, box.middleLatitude),
      to: (Double(frame.longitude), Double(frame.latitude)))
  }

  /// Refuses what is too wide for any plane.
  func requireSmall() throws(NetworkError) {
    guard box.radiusMeters > DegreeFrame.mostMeters else { return }
    throw NetworkError(
      reason: "place \(feature + 1) has a part that is wider than 3,600 km (\(box.text), west south"
        + " east north): lengths in one plane would be off by more than 1 %",
      remedy: "cut it into smaller parts")
  }
}

extension Geometries {
  func vertices(ofPart part: Int) -> Range<Int> {
    let rings = rings(ofPart: part)
    return Int(vertexOffsets[rings.lowerBound])..<Int(vertexOffsets[rings.upperBound])
  }

  /// Some parts as features of their own, in a plane. Rings across 180° stay whole there.
  func features(of parts: [PlacePart], in frame: DegreeFrame, threads: Int) throws -> Geometries {
    var some = Geometries(crs: crs)
    for part in parts {
      some.beginFeature(part.kind)
      some.beginPart()
      for ring in rings(ofPart: part.part) {
        let vertices = vertices(ofRing: ring)
        some.appendRing(coordinates[(2 * vertices.lowerBound)..<(2 * vertices.upperBound)])
      }
    }
    return try some.transformed(to: frame.crs, threads: threads).geometries
  }
}
