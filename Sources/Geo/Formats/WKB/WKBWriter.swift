public import GeoCore

/// Writes features of flat buffers as Well-Known Binary: ISO, little-endian, with Z when the layer
/// has elevations.
///
/// **Shapes:** all; the empty point is a point of NaN. Null geometries have no WKB.
/// **Complexity:** O(vertices); the coordinates of flat layers are copied ring by ring.
///
/// **Source:** OGC 06-103r4, Simple Feature Access, part 1, chapter 8.
public enum WKBWriter {
  /// The bytes of one feature; nil when its geometry is null.
  public static func bytes(ofFeature i: Int, of geometries: Geometries) -> [UInt8]? {
    guard geometries.kinds[i] != .null else { return nil }
    var bytes: [UInt8] = []
    append(feature: i, of: geometries, to: &bytes)
    return bytes
  }

  /// Appends the bytes of one feature whose geometry is not null.
  /// - Parameter kind: the type to write it as: its own, or the multi type of it.
  public static func append(
    feature i: Int, of geometries: Geometries, as kind: GeometryKind? = nil,
    to bytes: inout [UInt8]
  ) {
    let own = geometries.kinds[i]
    let kind = kind ?? own
    precondition(own != .null, "a null geometry has no WKB")
    precondition(kind == own || kind == own.multi, "a geometry is written as itself or as a multi")
    let parts = geometries.parts(ofFeature: i)
    if kind == .geometryCollection {
      appendCollection(parts, members: geometries.members[i] ?? [], of: geometries, to: &bytes)
    } else {
      appendGeometry(kind, parts, of: geometries, to: &bytes)
    }
  }

  private static func appendCollection(
    _ parts: Range<Int>, members: [Geometries.Member], of geometries: Geometries,
    to bytes: inout [UInt8]
  ) {
    appendHead(.geometryCollection, of: geometries, to: &bytes)
    appendCount(members.count, to: &bytes)
    var start = parts.lowerBound
    for member in members {
      let end = start + member.partCount
      appendGeometry(member.kind, start..<end, of: geometries, to: &bytes)
      start = end
    }
  }

  private static func appendGeometry(
    _ kind: GeometryKind, _ parts: Range<Int>, of geometries: Geometries,
    to bytes: inout [UInt8]
  ) {
    appendHead(kind, of: geometries, to: &bytes)
    switch kind {
    case .point:
      guard let part = parts.first else {
        let isFlat = geometries.elevations == nil
        for _ in 0..<(isFlat ? 2 : 3) { appendBytes(of: Double.nan.bitPattern, to: &bytes) }
        return
      }
      appendVertices(geometries.vertices(ofRing: firstRing(part, geometries)), geometries, &bytes)
    case .lineString:
      guard let part = parts.first else { return appendCount(0, to: &bytes) }
      appendRun(firstRing(part, geometries), of: geometries, to: &bytes)
    case .polygon:
      let rings = parts.first.map { geometries.rings(ofPart: $0) } ?? 0..<0
      appendCount(rings.count, to: &bytes)
      for ring in rings { appendRun(ring, of: geometries, to: &bytes) }
    case .multiPoint, .multiLineString, .multiPolygon:
      appendCount(parts.count, to: &bytes)
      for part in parts {
        appendGeometry(kind.partKind, part..<part + 1, of: geometries, to: &bytes)
      }
    case .null, .geometryCollection:
      preconditionFailure("collections are flattened to one level, and none is null")
    }
  }

  private static func firstRing(_ part: Int, _ geometries: Geometries) -> Int {
    geometries.rings(ofPart: part).lowerBound
  }

  /// A count of vertices and the vertices.
  private static func appendRun(_ ring: Int, of geometries: Geometries, to bytes: inout [UInt8]) {
    let vertices = geometries.vertices(ofRing: ring)
    appendCount(vertices.count, to: &bytes)
    appendVertices(vertices, geometries, &bytes)
  }

  private static func appendVertices(
    _ vertices: Range<Int>, _ geometries: Geometries, _ bytes: inout [UInt8]
  ) {
    if let elevations = geometries.elevations {
      for vertex in vertices {
        appendBytes(of: geometries.x(vertex).bitPattern, to: &bytes)
        appendBytes(of: geometries.y(vertex).bitPattern, to: &bytes)
        appendBytes(of: elevations[vertex].bitPattern, to: &bytes)
      }
      return
    }
    // Swift runs on little-endian machines: what lies in memory is what WKB wants.
    geometries.coordinates.withUnsafeBytes { all in
      let run = all[(16 * vertices.lowerBound)..<(16 * vertices.upperBound)]
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: run))
    }
  }

  private static func appendHead(
    _ kind: GeometryKind, of geometries: Geometries, to bytes: inout [UInt8]
  ) {
    bytes.append(1)
    appendBytes(
      of: UInt32(kind.rawValue) + (geometries.elevations == nil ? 0 : 1000), to: &bytes)
  }

  private static func appendCount(_ count: Int, to bytes: inout [UInt8]) {
    appendBytes(of: UInt32(count), to: &bytes)
  }

  /// Appends an integer or the bits of a double, little end first.
  static func appendBytes(of value: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }
}
