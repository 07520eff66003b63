import GeoCore
import GeoFormats
import TestSupport

/// What holds of every layer, whatever it was read from.
enum LayerSoundness {
  /// - Throws: `FuzzFault`.
  static func check(_ layer: Layer) throws {
    let geometries = layer.geometries
    try expect(layer.ids.count == layer.count, "one id a feature")
    try expect(layer.attributes.rowCount == layer.count, "one row a feature")
    for column in layer.attributes.columns {
      try expect(column.count == layer.count, "one value a feature")
      try expect(column.ends.last ?? 0 == column.bytes.count, "values fill their buffer")
    }
    try expectOffsets(geometries.partOffsets, count: geometries.count, end: geometries.partCount)
    try expectOffsets(
      geometries.ringOffsets, count: geometries.partCount, end: geometries.ringCount)
    try expectOffsets(
      geometries.vertexOffsets, count: geometries.ringCount, end: geometries.vertexCount)
    let isFinite = geometries.coordinates.allSatisfy { $0.isFinite }
    try expect(isFinite, "coordinates are finite")
    if let elevations = geometries.elevations {
      try expect(elevations.count == geometries.vertexCount, "one elevation a vertex")
    }
    for feature in 0..<geometries.count { try check(feature, of: geometries) }
  }

  private static func check(_ feature: Int, of geometries: Geometries) throws {
    let parts = geometries.parts(ofFeature: feature)
    let kinds = geometries.partKinds(ofFeature: feature)
    try expect(kinds.count == parts.count, "one kind a part")
    for (part, kind) in zip(parts, kinds) {
      for ring in geometries.rings(ofPart: part) {
        let vertices = geometries.vertices(ofRing: ring)
        switch kind {
        case .point: try expect(vertices.count == 1, "a point has one vertex")
        case .lineString: try expect(vertices.count >= 2, "a line has two vertices")
        case .polygon:
          let isClosed =
            vertices.count >= 4
            && geometries.x(vertices.lowerBound) == geometries.x(vertices.upperBound - 1)
            && geometries.y(vertices.lowerBound) == geometries.y(vertices.upperBound - 1)
          try expect(isClosed, "a ring is closed")
        default: try expect(false, "a part is a point, a line or a polygon")
        }
      }
    }
  }

  /// Expects that the layer, written as GeoJSON, is read again.
  static func checkRoundTrip(_ layer: Layer, _ scratch: Scratch) throws {
    let output = try OutputFile(scratch.file("back.geojson"))
    try GeoJSONFormat().write([layer], to: output, options: WriteOptions())
    try output.commit()
    do {
      let back = try LayerFormats.read(LayerSource(path: scratch.file("back.geojson")))
      try expect(back.geometries.kinds == layer.geometries.kinds, "kinds come back")
      try expect(back.ids == layer.ids, "ids come back")
    } catch let error as FormatError {
      throw FuzzFault("what was written is not read: \(error)")
    }
  }

  private static func expectOffsets(_ offsets: [Int32], count: Int, end: Int) throws {
    try expect(offsets.count == count + 1 && offsets.first == 0, "offsets start at 0")
    try expect(Int(offsets[count]) == end, "offsets end at the end")
    try expect(zip(offsets, offsets.dropFirst()).allSatisfy { $0 <= $1 }, "offsets ascend")
  }

  private static func expect(_ condition: Bool, _ what: String) throws {
    guard condition else { throw FuzzFault("broken: \(what)") }
  }
}
