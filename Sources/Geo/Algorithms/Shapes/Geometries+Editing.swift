public import GeoCore

extension Geometries {
  /// A feature's geometry, to be changed. Members of collections are not told apart.
  public func shape(ofFeature i: Int) -> EditableShape {
    let parts = parts(ofFeature: i).map { part in
      rings(ofPart: part).map { ring in
        vertices(ofRing: ring).map {
          EditableShape.Vertex(x: x($0), y: y($0), z: elevations?[$0] ?? 0)
        }
      }
    }
    return EditableShape(kind: kinds[i], parts: parts)
  }

  /// The layer with some features' geometries replaced, all others bit by bit as they were.
  ///
  /// - Parameter shapes: by feature; none of them a collection.
  /// - **Complexity:** O(vertices).
  public func replacing(_ shapes: [Int: EditableShape]) -> Geometries {
    if shapes.isEmpty { return self }
    var result = Geometries(crs: crs)
    result.coordinates.reserveCapacity(coordinates.count)
    if elevations != nil { result.elevations = [] }
    var next = 0
    for feature in shapes.keys.sorted() {
      result.append(features: next..<feature, of: self)
      if let shape = shapes[feature] { result.append(shape) }
      next = feature + 1
    }
    result.append(features: next..<count, of: self)
    return result
  }

  /// Appends a feature. Its elevations are taken when this layer has any.
  public mutating func append(_ shape: EditableShape) {
    beginFeature(shape.kind)
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

  /// The features that are polygons or multipolygons and not empty: those that are repaired as
  /// areas.
  public var arealFeatures: [Int] {
    kinds.indices.filter { kinds[$0].isAreal && !parts(ofFeature: $0).isEmpty }
  }

  /// The features that have polygons: those, and collections with polygons among their members.
  public var featuresWithPolygons: [Int] {
    kinds.indices.filter { feature in
      if kinds[feature].isAreal { return !parts(ofFeature: feature).isEmpty }
      return members[feature]?.contains { $0.kind.isAreal && $0.partCount > 0 } ?? false
    }
  }
}
