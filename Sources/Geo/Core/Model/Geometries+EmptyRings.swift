extension Geometries {
  /// The layer without the rings of polygons that have no vertex, and how many of which features
  /// there were. A part without its shell goes with its holes.
  ///
  /// **Complexity:** O(rings), and O(vertices) when there are any.
  package func withoutEmptyRings() -> (geometries: Geometries, dropped: [Int: Int]) {
    var gone: Set<Int> = []
    var dropped: [Int: Int] = [:]
    for feature in 0..<count {
      for ring in rings(ofFeature: feature) where vertices(ofRing: ring).isEmpty {
        gone.insert(ring)
        dropped[feature, default: 0] += 1
      }
    }
    return (gone.isEmpty ? self : removing(rings: gone), dropped)
  }

  /// The layer without some rings: a part without its shell goes with its holes, and a member of a
  /// collection without its last part too.
  ///
  /// **Complexity:** O(vertices).
  package func removing(rings gone: Set<Int>) -> Geometries {
    var result = Geometries(crs: crs)
    if elevations != nil { result.elevations = [] }
    for feature in 0..<count {
      let parts = parts(ofFeature: feature)
      let rings = rings(ofFeature: feature)
      guard rings.contains(where: gone.contains) else {
        result.append(feature: feature, of: self)
        continue
      }
      result.beginFeature(kinds[feature])
      var isKept: [Bool] = []
      for part in parts {
        let rings = self.rings(ofPart: part)
        isKept.append(!gone.contains(rings.lowerBound))
        guard isKept[isKept.count - 1] else { continue }
        result.beginPart()
        for ring in rings where !gone.contains(ring) {
          result.beginRing()
          for vertex in vertices(ofRing: ring) {
            result.appendVertex(x: x(vertex), y: y(vertex), z: elevations?[vertex])
          }
        }
      }
      guard let members = members[feature] else { continue }
      var start = 0
      result.setMembers(
        members.compactMap { member in
          defer { start += member.partCount }
          let left = isKept[start..<start + member.partCount].count { $0 }
          return left == 0 && member.partCount > 0
            ? nil : Member(kind: member.kind, partCount: left)
        })
    }
    return result
  }
}
