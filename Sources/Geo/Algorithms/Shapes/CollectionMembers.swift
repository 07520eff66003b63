public import GeoCore

/// Members of geometry collections, to be changed one by one and put back.
extension Geometries {
  /// The polygonal members of a collection, by their place in it; empty for other kinds.
  public func polygonalMembers(ofFeature feature: Int) -> [Int: EditableShape] {
    var shapes: [Int: EditableShape] = [:]
    var part = parts(ofFeature: feature).lowerBound
    for (place, member) in (members[feature] ?? []).enumerated() {
      if member.kind.isAreal, member.partCount > 0 {
        var copy = Geometries(crs: crs)
        if elevations != nil { copy.elevations = [] }
        copy.beginFeature(member.kind)
        copy.copyParts(part..<(part + member.partCount), of: self)
        shapes[place] = copy.shape(ofFeature: 0)
      }
      part += member.partCount
    }
    return shapes
  }

  /// The layer with some members of collections replaced, all else bit by bit as it was. A member
  /// of which nothing is left is gone.
  ///
  /// - Parameter shapes: by feature, and by place among its members.
  /// - **Complexity:** O(vertices).
  public func replacingMembers(_ shapes: [Int: [Int: EditableShape]]) -> Geometries {
    if shapes.isEmpty { return self }
    var result = Geometries(crs: crs)
    if elevations != nil { result.elevations = [] }
    var next = 0
    for feature in shapes.keys.sorted() {
      result.append(features: next..<feature, of: self)
      result.appendCollection(feature, of: self, replacing: shapes[feature] ?? [:])
      next = feature + 1
    }
    result.append(features: next..<count, of: self)
    return result
  }

  /// The features with collections made multipolygons of all their polygons; lines and points of
  /// them are left out. Elevations are dropped.
  public func withPolygonsOfCollections() -> Geometries {
    guard kinds.contains(.geometryCollection) else { return self }
    let flat = droppingElevations()
    var result = Geometries(crs: crs)
    for feature in 0..<count {
      guard kinds[feature] == .geometryCollection else {
        result.append(features: feature..<(feature + 1), of: flat)
        continue
      }
      result.beginFeature(.multiPolygon)
      flat.forEachPolygonPart(ofFeature: feature) { result.copyParts($0..<($0 + 1), of: flat) }
    }
    return result
  }

  private mutating func appendCollection(
    _ feature: Int, of other: Geometries, replacing shapes: [Int: EditableShape]
  ) {
    beginFeature(.geometryCollection)
    var list: [Member] = []
    var part = other.parts(ofFeature: feature).lowerBound
    for (place, member) in (other.members[feature] ?? []).enumerated() {
      let parts = part..<(part + member.partCount)
      part += member.partCount
      guard let shape = shapes[place] else {
        copyParts(parts, of: other)
        list.append(member)
        continue
      }
      if shape.isEmpty { continue }
      appendParts(of: shape)
      list.append(Member(kind: shape.kind, partCount: shape.parts.count))
    }
    setMembers(list)
  }

  /// Copies parts of another layer into the open feature, with their elevations where this layer
  /// has any.
  private mutating func copyParts(_ parts: Range<Int>, of other: Geometries) {
    for part in parts {
      beginPart()
      for ring in other.rings(ofPart: part) {
        beginRing()
        for vertex in other.vertices(ofRing: ring) {
          appendVertex(
            x: other.x(vertex), y: other.y(vertex),
            z: elevations == nil ? nil : other.elevations?[vertex] ?? 0)
        }
      }
    }
  }

  private mutating func appendParts(of shape: EditableShape) {
    for part in shape.parts {
      beginPart()
      for ring in part {
        beginRing()
        for vertex in ring {
          appendVertex(x: vertex.x, y: vertex.y, z: elevations == nil ? nil : vertex.z)
        }
      }
    }
  }
}
