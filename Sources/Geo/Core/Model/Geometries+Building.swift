extension Geometries {
  /// Features without geometry, for tables.
  public static func null(count: Int) -> Geometries {
    var none = Geometries(crs: .wgs84)
    none.kinds = Array(repeating: .null, count: count)
    none.partOffsets = Array(repeating: 0, count: count + 1)
    return none
  }

  /// Makes room for that many more features, of which `points` are single points and the rest null.
  package mutating func reserve(features: Int, points: Int) {
    kinds.reserveCapacity(kinds.count + features)
    partOffsets.reserveCapacity(partOffsets.count + features)
    ringOffsets.reserveCapacity(ringOffsets.count + points)
    vertexOffsets.reserveCapacity(vertexOffsets.count + points)
    coordinates.reserveCapacity(coordinates.count + 2 * points)
  }

  /// Takes memory for as much as another layer has, beside what is there.
  package mutating func reserve(as other: Geometries) {
    kinds.reserveCapacity(kinds.count + other.kinds.count)
    partOffsets.reserveCapacity(partOffsets.count + other.partOffsets.count)
    ringOffsets.reserveCapacity(ringOffsets.count + other.ringOffsets.count)
    vertexOffsets.reserveCapacity(vertexOffsets.count + other.vertexOffsets.count)
    coordinates.reserveCapacity(coordinates.count + other.coordinates.count)
  }

  /// Opens the next feature. Parts, rings and vertices that follow belong to it.
  public mutating func beginFeature(_ kind: GeometryKind) {
    kinds.append(kind)
    partOffsets.append(partOffsets[partOffsets.count - 1])
  }

  /// Opens the next part of the open feature.
  public mutating func beginPart() {
    partOffsets[partOffsets.count - 1] += 1
    ringOffsets.append(ringOffsets[ringOffsets.count - 1])
  }

  /// Opens the next ring of the open part.
  public mutating func beginRing() {
    ringOffsets[ringOffsets.count - 1] += 1
    vertexOffsets.append(vertexOffsets[vertexOffsets.count - 1])
  }

  /// Appends a vertex to the open ring. A layer with elevations wants one for every vertex.
  public mutating func appendVertex(x: Double, y: Double, z: Double? = nil) {
    if let z {
      if elevations == nil {
        precondition(coordinates.isEmpty, "elevations start with the first vertex")
        elevations = []
      }
      elevations?.append(z)
    } else {
      precondition(elevations == nil, "a layer with elevations wants one for every vertex")
    }
    coordinates.append(x)
    coordinates.append(y)
    vertexOffsets[vertexOffsets.count - 1] += 1
  }

  /// Appends a ring of interleaved coordinates to the open part.
  public mutating func appendRing(_ interleaved: some Sequence<Double>) {
    precondition(elevations == nil, "a layer with elevations wants one for every vertex")
    beginRing()
    let before = coordinates.count
    coordinates.append(contentsOf: interleaved)
    vertexOffsets[vertexOffsets.count - 1] += Int32((coordinates.count - before) / 2)
  }

  /// Appends a feature of one point.
  public mutating func appendPoint(x: Double, y: Double) {
    beginFeature(.point)
    beginPart()
    beginRing()
    appendVertex(x: x, y: y)
  }

  /// Appends a feature of one polygon: a shell and holes, each an array of (x, y), closed or not.
  public mutating func appendPolygon(_ rings: [[(Double, Double)]]) {
    appendMultiPolygon([rings], kind: .polygon)
  }

  /// Appends a feature of several polygons.
  public mutating func appendMultiPolygon(
    _ polygons: [[[(Double, Double)]]], kind: GeometryKind = .multiPolygon
  ) {
    beginFeature(kind)
    for rings in polygons {
      beginPart()
      for ring in rings {
        beginRing()
        for (x, y) in ring { appendVertex(x: x, y: y) }
        if let first = ring.first, let last = ring.last, first != last {
          appendVertex(x: first.0, y: first.1)
        }
      }
    }
  }

  /// Copies one feature of another layer of the same CRS to the end of this one; its elevations
  /// are dropped unless this layer has them too.
  public mutating func append(feature i: Int, of other: Geometries) {
    append(features: i..<(i + 1), of: other)
  }

  /// Copies all features of another layer of the same CRS to the end of this one; elevations are
  /// dropped unless this layer has them too.
  public mutating func append(contentsOf other: Geometries) {
    append(features: 0..<other.count, of: other)
  }

  package mutating func append(features range: Range<Int>, of other: Geometries) {
    guard !range.isEmpty else { return }
    let keepsZ = other.elevations != nil && (elevations != nil || coordinates.isEmpty)
    let parts = Int(other.partOffsets[range.lowerBound])..<Int(other.partOffsets[range.upperBound])
    let rings = Int(other.ringOffsets[parts.lowerBound])..<Int(other.ringOffsets[parts.upperBound])
    let vertices =
      Int(other.vertexOffsets[rings.lowerBound])..<Int(other.vertexOffsets[rings.upperBound])
    if !other.members.isEmpty {
      for feature in range {
        if let list = other.members[feature] {
          members[count + feature - range.lowerBound] = list
        }
      }
    }
    let partShift = Int32(partCount - parts.lowerBound)
    let ringShift = Int32(ringCount - rings.lowerBound)
    let vertexShift = Int32(vertexCount - vertices.lowerBound)
    kinds.append(contentsOf: other.kinds[range])
    for feature in range { partOffsets.append(other.partOffsets[feature + 1] + partShift) }
    for part in parts { ringOffsets.append(other.ringOffsets[part + 1] + ringShift) }
    for ring in rings { vertexOffsets.append(other.vertexOffsets[ring + 1] + vertexShift) }
    if !vertices.isEmpty {
      if keepsZ, let z = other.elevations {
        elevations = (elevations ?? []) + z[vertices]
      } else {
        precondition(elevations == nil, "a layer with elevations wants one for every vertex")
      }
    }
    coordinates += other.coordinates[(2 * vertices.lowerBound)..<(2 * vertices.upperBound)]
  }

  /// Copies the parts of a feature of another layer of the same CRS into the open feature, which
  /// must be of a multi kind or have no parts yet. Elevations are dropped.
  public mutating func appendParts(ofFeature i: Int, of other: Geometries) {
    for part in other.parts(ofFeature: i) {
      beginPart()
      for ring in other.rings(ofPart: part) {
        let vertices = other.vertices(ofRing: ring)
        appendRing(other.coordinates[(2 * vertices.lowerBound)..<(2 * vertices.upperBound)])
      }
    }
  }

  /// Every polygon of a feature as a feature of its own, appended.
  public mutating func appendEachPolygon(ofFeature i: Int, of other: Geometries) {
    other.forEachPolygonPart(ofFeature: i) { part in
      beginFeature(.polygon)
      beginPart()
      for ring in other.rings(ofPart: part) {
        let vertices = other.vertices(ofRing: ring)
        appendRing(other.coordinates[(2 * vertices.lowerBound)..<(2 * vertices.upperBound)])
      }
    }
  }

  /// The layer of the chosen features, in the order given.
  public func selecting(_ features: some Sequence<Int>) -> Geometries {
    var chosen = Geometries(crs: crs)
    for feature in features { chosen.append(feature: feature, of: self) }
    return chosen
  }

  /// The same layer without elevations.
  public func droppingElevations() -> Geometries {
    var flat = self
    flat.elevations = nil
    return flat
  }

  /// Names the members of the collection that was opened last.
  public mutating func setMembers(_ list: [Member]) { members[count - 1] = list }
}
